import { expect } from "chai";
import { bucket, noBlock, rule, textOf } from "../support";
import { anonymous, client, codeOf, elementOf, header, type Send } from "./support";

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
    [
      "elements that the model leaves out",
      "policy",
      policy("*").replace('"Action"', '"NotAction"'),
      "501 NotImplemented",
    ],
    ["a block that is none", "publicAccessBlock", block("<BlockPublicAcls>x</BlockPublicAcls>"), "400 MalformedXML"],
    [
      "MFA delete",
      "versioning",
      versioning("Enabled").replace("</V", "<MfaDelete>Enabled</MfaDelete></V"),
      "501 NotImplemented",
    ],
    ["rules without a role", "replication", "<ReplicationConfiguration/>", "400 MalformedXML"],
    ["a filter by tag", "replication", replication("<Filter><Tag/></Filter>"), "501 NotImplemented"],
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

  it("tells what cannot be changed: the owner's grant, his enforcement, the encryption, no CORS", async () => {
    const { send } = client(pair);
    await send("PUT site/a");
    for (const place of ["site", "site/a"]) {
      expect(elementOf(await send(`GET ${place}?acl`), "Permission")).to.deep.equal(["FULL_CONTROL"]);
    }
    expect(textOf((await send("GET site?acl")).body)).to.contain('xsi:type="CanonicalUser"');
    expect(codeOf(await send("GET site/none?acl"))).to.equal("404 NoSuchKey");
    const ownership = await send("GET site?ownershipControls");
    expect(elementOf(ownership, "ObjectOwnership")).to.deep.equal(["BucketOwnerEnforced"]);
    expect(elementOf(await send("GET site?encryption"), "SSEAlgorithm")).to.deep.equal(["AES256"]);
    expect(codeOf(await send("GET site?cors"))).to.equal("404 NoSuchCORSConfiguration");
    expect(codeOf(await send("PUT site?cors"))).to.equal("501 NotImplemented");
  });

  it("refuses rules for a bucket without versions (RP-1)", async () => {
    const reply = await client(pair).send("PUT site?replication", { body: replication("") });
    expect(codeOf(reply)).to.equal("400 InvalidRequest");
  });
});
