import { expect } from "chai";
import { bucket, noBlock, rule, textOf } from "../support";
import { alt, anonymous, client, codeOf, elementOf, header, type Send } from "./support";

const pair = [
  bucket("site", "us-east-1", { versioning: "Off", policy: undefined }),
  bucket("copy", "us-west-2", { versioning: "Enabled" }),
  bucket("plain", "us-west-2", { versioning: "Off" }),
];

const policy = (principal: string, resource = "arn:aws:s3:::site/*"): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: principal, Action: "s3:GetObject", Resource: resource }],
  });
const versioning = (status: string): string =>
  `<VersioningConfiguration><Status>${status}</Status></VersioningConfiguration>`;
const replication = (inside: string, target = "copy"): string =>
  `<ReplicationConfiguration><Role>arn:aws:iam::123456789012:role/r</Role><Rule><ID>one</ID><Status>Enabled</Status><Priority>1</Priority>${inside}<Destination><Bucket>arn:aws:s3:::${target}</Bucket></Destination></Rule></ReplicationConfiguration>`;
const block = (flags: string): string => `<PublicAccessBlockConfiguration>${flags}</PublicAccessBlockConfiguration>`;

async function enable(send: Send): Promise<void> {
  await send("PUT site?versioning", { body: versioning("Enabled") });
}

describe("a bucket's configuration over S3's REST API", () => {
  it("has versioning that is enabled and suspended, never off again", async () => {
    const { send } = client(pair);
    expect(elementOf(await send("GET site?versioning"), "Status")).to.deep.equal([]);
    for (const status of ["Enabled", "Suspended"]) {
      await send("PUT site?versioning", { body: versioning(status) });
      expect(elementOf(await send("GET site?versioning"), "Status")).to.deep.equal([status]);
    }
    const off = await send("PUT site?versioning", { body: versioning("Off") });
    expect(codeOf(off)).to.equal("400 IllegalVersioningConfigurationException");
  });

  it("gives the policy back, says whether it is public, and removes it", async () => {
    const { send } = client([bucket("site", "us-east-1", { policy: undefined, publicAccessBlock: noBlock })]);
    await send("PUT site/a", { body: "x" });
    expect(codeOf(await send("GET site/a", { caller: anonymous }))).to.equal("403 AccessDenied");
    expect((await send("PUT site?policy", { body: policy("*") })).status).to.equal(204);
    expect((await send("GET site/a", { caller: anonymous })).status).to.equal(200);
    expect(JSON.parse(textOf((await send("GET site?policy")).body))).to.deep.equal(JSON.parse(policy("*")));
    expect(elementOf(await send("GET site?policyStatus"), "IsPublic")).to.deep.equal(["true"]);
    expect((await send("DELETE site?policy")).status).to.equal(204);
    expect(codeOf(await send("GET site?policy"))).to.equal("404 NoSuchBucketPolicy");
  });

  it("blocks public policies until the block is taken away", async () => {
    const { send } = client(pair);
    expect(elementOf(await send("GET site?publicAccessBlock"), "BlockPublicPolicy")).to.deep.equal(["true"]);
    expect(codeOf(await send("PUT site?policy", { body: policy("*") }))).to.equal("403 AccessDenied");
    await send("PUT site?publicAccessBlock", { body: block("<BlockPublicAcls>true</BlockPublicAcls>") });
    expect(elementOf(await send("GET site?publicAccessBlock"), "BlockPublicPolicy")).to.deep.equal(["false"]);
    expect((await send("PUT site?policy", { body: policy("*") })).status).to.equal(204);
    expect((await send("DELETE site?publicAccessBlock")).status).to.equal(204);
    const gone = await send("GET site?publicAccessBlock");
    expect(codeOf(gone)).to.equal("404 NoSuchPublicAccessBlockConfiguration");
  });

  it("replicates what is written from the rule on (RP-2), and tells its status (RP-8)", async () => {
    const { send, s3, clock } = client(pair);
    await enable(send);
    await send("PUT site/old", { body: "x" });
    const body = replication(
      "<Filter><Prefix></Prefix></Filter><DeleteMarkerReplication><Status>Disabled</Status></DeleteMarkerReplication>",
    );
    expect((await send("PUT site?replication", { body })).status).to.equal(200);
    expect(elementOf(await send("GET site?replication"), "Bucket")).to.deep.equal(["arn:aws:s3:::copy"]);
    await send("PUT site/new", { body: "x" });
    expect(header(await send("HEAD site/new"), "x-amz-replication-status")).to.equal("PENDING");
    await clock.advance(1000);
    expect(s3.listObjects("copy").map(({ key }) => key)).to.deep.equal(["new"]);
    expect(header(await send("HEAD site/new"), "x-amz-replication-status")).to.equal("COMPLETED");
    const suspended = await send("PUT site?versioning", { body: versioning("Suspended") });
    expect(codeOf(suspended)).to.equal("409 InvalidBucketState");
    await send("DELETE site?replication");
    expect(codeOf(await send("GET site?replication"))).to.equal("404 ReplicationConfigurationNotFoundError");
  });

  it("takes delete markers along in a rule without a filter (RP-3)", async () => {
    const { send, s3, clock } = client(pair);
    await enable(send);
    await send("PUT site?replication", { body: replication("<Prefix></Prefix>") });
    await send("DELETE site/a");
    await clock.advance(1000);
    expect(s3.listVersions("copy").map(({ deleteMarker }) => deleteMarker)).to.deep.equal([true]);
  });

  it("copies what came in parts with its tag", async () => {
    const versioned = bucket("site", "us-east-1", { replication: { role: "r", rules: [rule("copy")] } });
    const { send, s3, clock } = client([versioned, bucket("copy", "us-west-2")]);
    const id = elementOf(await send("POST site/k?uploads"), "UploadId")[0] ?? "";
    const tag = header(await send(`PUT site/k?uploadId=${id}&partNumber=1`, { body: "x" }), "etag") ?? "";
    const part = `<Part><PartNumber>1</PartNumber><ETag>${tag}</ETag></Part>`;
    const body = `<CompleteMultipartUpload>${part}</CompleteMultipartUpload>`;
    await send(`POST site/k?uploadId=${id}`, { body });
    await clock.advance(1000);
    expect(s3.headObject("copy", "k")?.etag).to.match(/-1"$/);
    expect(s3.headObject("copy", "k")?.etag).to.equal(s3.headObject("site", "k")?.etag);
  });

  const refused: readonly (readonly [string, string, string, string])[] = [
    ["a policy that is no JSON", "policy", "{", "400 MalformedPolicy"],
    ["a policy without statements", "policy", "{}", "400 MalformedPolicy"],
    ["a policy for another bucket", "policy", policy("*", "arn:aws:s3:::other/*"), "400 MalformedPolicy"],
    ["a block that is none", "publicAccessBlock", block("<BlockPublicAcls>x</BlockPublicAcls>"), "400 MalformedXML"],
    [
      "MFA delete",
      "versioning",
      versioning("Enabled").replace("</V", "<MfaDelete>Enabled</MfaDelete></V"),
      "501 NotImplemented",
    ],
    ["rules without a role", "replication", "<ReplicationConfiguration/>", "400 MalformedXML"],
    ["a tag without a key", "replication", replication("<Filter><Tag/></Filter>"), "400 MalformedXML"],
    ["a destination that is not there", "replication", replication("", "none"), "400 InvalidRequest"],
    ["a destination without versions (RP-1)", "replication", replication("", "plain"), "400 InvalidRequest"],
  ];
  for (const [what, subresource, body, code] of refused) {
    it(`refuses ${what}: ${code}`, async () => {
      const { send } = client(pair);
      if (subresource === "replication") await enable(send);
      expect(codeOf(await send(`PUT site?${subresource}`, { body }))).to.equal(code);
    });
  }

  it("tells the owner's grant and his enforcement, and takes no other ownership (S3-4)", async () => {
    const { send } = client(pair);
    await send("PUT site/a");
    for (const place of ["site", "site/a"]) {
      expect(elementOf(await send(`GET ${place}?acl`), "Permission")).to.deep.equal(["FULL_CONTROL"]);
    }
    expect(textOf((await send("GET site?acl")).body)).to.contain('xsi:type="CanonicalUser"');
    const ownership = await send("GET site?ownershipControls");
    expect(elementOf(ownership, "ObjectOwnership")).to.deep.equal(["BucketOwnerEnforced"]);
    const put = async (text: string): Promise<string> => {
      const body = `<OwnershipControls><Rule><ObjectOwnership>${text}</ObjectOwnership></Rule></OwnershipControls>`;
      return codeOf(await send("PUT site?ownershipControls", { body }));
    };
    expect(await put("BucketOwnerEnforced")).to.equal("200");
    expect(await put("ObjectWriter")).to.equal("501 NotImplemented");
    expect(await put("Mine")).to.equal("400 MalformedXML");
  });

  it("encrypts what is written from now on with the key that is set", async () => {
    const { send } = client(pair);
    const algorithm = async (): Promise<readonly string[]> =>
      elementOf(await send("GET site?encryption"), "SSEAlgorithm");
    expect(await algorithm()).to.deep.equal(["AES256"]);
    const arn = "arn:aws:kms:us-east-1:111122223333:key/1";
    const put = async (inner: string): Promise<string> => {
      const rule = `<Rule><ApplyServerSideEncryptionByDefault>${inner}</ApplyServerSideEncryptionByDefault></Rule>`;
      const body = `<ServerSideEncryptionConfiguration>${rule}</ServerSideEncryptionConfiguration>`;
      return codeOf(await send("PUT site?encryption", { body }));
    };
    const kms = "<SSEAlgorithm>aws:kms</SSEAlgorithm>";
    expect(await put(`${kms}<KMSMasterKeyID>${arn}</KMSMasterKeyID>`)).to.equal("200");
    expect(await algorithm()).to.deep.equal(["aws:kms"]);
    expect((await send("PUT site/k")).headers["x-amz-server-side-encryption"]).to.equal("aws:kms");
    for (const [inner, code] of [
      [`${kms}<KMSMasterKeyID>alias/mine</KMSMasterKeyID>`, "501 NotImplemented"],
      ["<SSEAlgorithm>aws:kms:dsse</SSEAlgorithm>", "501 NotImplemented"],
      ["<SSEAlgorithm>ROT13</SSEAlgorithm>", "400 MalformedXML"],
      [`<SSEAlgorithm>AES256</SSEAlgorithm><KMSMasterKeyID>${arn}</KMSMasterKeyID>`, "400 InvalidArgument"],
    ] as const) {
      expect(await put(inner)).to.equal(code);
    }
    expect(await algorithm()).to.deep.equal(["aws:kms"]);
    expect((await send("DELETE site?encryption")).status).to.equal(204);
    expect(await algorithm()).to.deep.equal(["AES256"]);
    await put(kms);
    expect(await put("<SSEAlgorithm>AES256</SSEAlgorithm>")).to.equal("200");
  });

  const unset: readonly (readonly [subresource: string, code: string])[] = [
    ["accelerate", "200"],
    ["logging", "200"],
    ["notification", "200"],
    ["lifecycle", "404 NoSuchLifecycleConfiguration"],
    ["object-lock", "404 ObjectLockConfigurationNotFoundError"],
    ["website", "404 NoSuchWebsiteConfiguration"],
  ];
  for (const [subresource, code] of unset) {
    it(`tells that ${subresource} is not set, and cannot be: ${code}`, async () => {
      const { send } = client(pair);
      expect(codeOf(await send(`GET site?${subresource}`))).to.equal(code);
      expect(codeOf(await send(`GET site?${subresource}`, { caller: alt }))).to.equal("403 AccessDenied");
      expect(codeOf(await send(`PUT site?${subresource}`))).to.equal("501 NotImplemented");
    });
  }

  it("takes a policy whose wildcard means the bucket, and none for another one", async () => {
    const { send } = client(pair);
    const put = async (Resource: string): Promise<string> => {
      const Statement = [{ Effect: "Allow", Principal: { AWS: "444455556666" }, Action: "s3:GetObject", Resource }];
      return codeOf(await send("PUT site?policy", { body: JSON.stringify({ Version: "2012-10-17", Statement }) }));
    };
    for (const resource of ["*", "s*/a", "site*", "site/*", "site"])
      expect(await put(`arn:aws:s3:::${resource}`)).to.equal("204");
    for (const resource of ["other/*", "sites", "sit", ""]) {
      expect(await put(`arn:aws:s3:::${resource}`)).to.equal("400 MalformedPolicy");
    }
    expect(await put("*")).to.equal("400 MalformedPolicy");
  });

  it("refuses rules for a bucket without versions (RP-1)", async () => {
    const reply = await client(pair).send("PUT site?replication", { body: replication("") });
    expect(codeOf(reply)).to.equal("400 InvalidRequest");
  });
});
