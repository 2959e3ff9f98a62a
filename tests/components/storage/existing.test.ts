import { expect } from "chai";
import fc from "fast-check";
import { CodedError } from "../../../aws/codedError";
import { ExistingReplication, type StaticSiteHAArgs } from "../../../components";
import { ownSids } from "../../../components/access/bucketPolicy";
import { resolveSettings } from "../../../components/settings";
import { versionedName } from "../../../components/storage/existingBuckets";
import { parseExistingPolicy } from "../../../components/storage/existingPolicy";
import { inputsOf, resourceOf, runSite } from "../../support/pulumiSite";
import { refusalOf } from "../../support/refusal";

const regions = { primaryRegion: "us-east-1", replicaRegion: "eu-west-1" };
const statement = {
  Sid: "Theirs",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::1:root" },
  Action: "s3:*",
  Resource: "arn:aws:s3:::company-site/*",
};
const theirs = JSON.stringify({ Version: "2012-10-17", Id: "kept", Statement: [statement] });
const primary = {
  primaryExistingBucketName: "company-site",
  primaryExistingBucketPolicy: theirs,
  primaryExistingBucketReplication: ExistingReplication.None,
};
const replica = { replicaExistingBucketName: "company-copy", replicaExistingBucketPolicy: "" };

const refused = (args: Partial<StaticSiteHAArgs>) => refusalOf(() => resolveSettings({ ...regions, ...args }));

describe("an existing bucket", () => {
  it("is not created, and keeps its lifecycle, encryption and ownership", async () => {
    const { resources } = await runSite({ ...primary, ...replica });
    const types = resources.map(({ type }) => type.split(":").at(-1) ?? "");
    for (const type of ["Bucket", "BucketLifecycleConfiguration", "BucketOwnershipControls"]) {
      expect(types).not.to.include(type);
    }
    expect(types).not.to.include("BucketServerSideEncryptionConfiguration");
  });

  it("stands in its member's region, and its origin is its own REST endpoint (S3-11)", async () => {
    const { resources, result } = await runSite({ ...primary, ...replica });
    const { origins } = inputsOf(resources, "Distribution");
    expect((origins as { domainName: string }[]).map(({ domainName }) => domainName)).to.deep.equal([
      "company-site.s3.us-east-1.amazonaws.com",
      "company-copy.s3.eu-west-1.amazonaws.com",
    ]);
    expect(result).to.have.property("primaryBucketName");
  });

  it("gets a public access block and a policy that stay when the stack goes", async () => {
    const { resources } = await runSite(primary);
    for (const [type, name] of [
      ["BucketPublicAccessBlock", "site-primary-public-access-block"],
      ["BucketPolicy", "site-primary-policy"],
    ] as const) {
      expect(resourceOf(resources, type, name).retainOnDelete).to.equal(true);
    }
    expect(resourceOf(resources, "BucketPolicy", "site-replica-policy").retainOnDelete).to.equal(false);
  });

  it("keeps every statement of its policy, before the site's", async () => {
    const { resources } = await runSite(primary);
    const policy = JSON.parse(inputsOf(resources, "BucketPolicy", "site-primary-policy").policy as string) as {
      Id: string;
      Statement: { Sid: string }[];
    };
    expect(policy.Id).to.equal("kept");
    expect(policy.Statement[0]).to.deep.equal(statement);
    expect(policy.Statement.map(({ Sid }) => Sid)).to.deep.equal([
      "Theirs",
      "ReadObjects",
      "TellMissingFromDenied",
      "DenyWithoutTls",
    ]);
  });

  it("is replicated by the site unless somebody else does", async () => {
    const { resources } = await runSite(primary);
    expect(inputsOf(resources, "BucketReplicationConfig").bucket).to.equal("company-site");
    const external = await runSite({
      ...primary,
      ...replica,
      primaryExistingBucketReplication: ExistingReplication.External,
    });
    const types = external.resources.map(({ type }) => type);
    expect(types.filter((type) => /BucketReplicationConfig|iam/.test(type))).to.deep.equal([]);
  });

  it("is refused until all is said of it that the site would replace", async () => {
    for (const argument of ["primaryExistingBucketPolicy", "primaryExistingBucketReplication"]) {
      const { code, path } = await refused({ ...primary, [argument]: undefined });
      expect([code, path]).to.deep.equal(["E_EXISTING_BUCKET", argument]);
    }
    expect((await refused({ replicaExistingBucketName: "company-copy" })).path).to.equal("replicaExistingBucketPolicy");
  });

  it("is refused without its name, under another than a bucket's, and for both members at once", async () => {
    for (const [args, path] of [
      [{ primaryExistingBucketPolicy: "" }, "primaryExistingBucketPolicy"],
      [{ primaryExistingBucketReplication: ExistingReplication.None }, "primaryExistingBucketReplication"],
      [{ ...replica, replicaExistingBucketName: "No Bucket" }, "replicaExistingBucketName"],
      [{ ...primary, ...replica, replicaExistingBucketName: "company-site" }, "replicaExistingBucketName"],
    ] as const) {
      const error = await refused(args);
      expect([error.code, error.path]).to.deep.equal(["E_EXISTING_BUCKET", path]);
    }
  });

  it("is refused when somebody else is to replicate into a replica that the site makes: it would stay empty", async () => {
    const args = { ...primary, primaryExistingBucketReplication: ExistingReplication.External };
    const { code, path, sentence } = await refused(args);
    expect([code, path]).to.deep.equal(["E_EXISTING_BUCKET", "primaryExistingBucketReplication"]);
    expect(sentence).to.include("the replica would stay empty");
  });

  it("is refused with replication time control when somebody else replicates", async () => {
    const args = { ...primary, ...replica, primaryExistingBucketReplication: ExistingReplication.External };
    expect((await refused({ ...args, replicationTimeControl: true })).path).to.equal("replicationTimeControl");
    expect((await refused({ ...args, replicationMetrics: true })).path).to.equal("replicationMetrics");
  });

  it("is refused during the deployment when it keeps no versions, before anything uses its name (RP-1)", async () => {
    expect(versionedName("primaryExistingBucketName", "company-site", "Enabled")).to.equal("company-site");
    for (const status of ["Suspended", "Disabled", undefined]) {
      const { code, path, sentence } = await refusalOf(() =>
        versionedName("primaryExistingBucketName", "company-site", status),
      );
      expect([code, path]).to.deep.equal(["E_BUCKET_VERSIONING", "primaryExistingBucketName"]);
      expect(sentence).to.include(`company-site with ${status ?? "none"}`);
    }
  });
});

describe("the policy of an existing bucket", () => {
  const parse = (text: unknown) => parseExistingPolicy("argument", text, ownSids);
  const document = (more: object, Version = "2012-10-17"): string =>
    JSON.stringify({ Version, Statement: [{ ...statement, ...more }] });

  it("is refused when it is none, or has the Sid of a statement of the site's", async () => {
    const wrong = ["{", "[]", "null", "{}", '{"Statement":[]}', '{"Statement":["x"]}', document({ Effect: "Perhaps" })];
    for (const text of [...wrong, ...[...ownSids].map((Sid) => document({ Sid }))]) {
      expect((await refusalOf(() => parse(text))).code, text).to.equal("E_BUCKET_POLICY");
    }
  });

  it("is refused when it is public: the site's public access block would make S3 refuse it", async () => {
    for (const Principal of ["*", { AWS: "*" }, { AWS: ["arn:aws:iam::1:root", "*"] }]) {
      expect((await refusalOf(() => parse(document({ Principal })))).code).to.equal("E_BUCKET_POLICY");
      expect(parse(document({ Principal, Effect: "Deny", Action: "s3:PutObject" })).statements).to.have.lengthOf(1);
      const Condition = { StringEquals: { "aws:PrincipalOrgID": "o-1" } };
      expect(parse(document({ Principal, Condition })).statements).to.have.lengthOf(1);
    }
  });

  it("is refused when it denies CloudFront its reads: the member would answer 403 to everything (S3-1, S3-5)", async () => {
    const { code, sentence } = await refusalOf(() => parse(document({ Principal: "*", Effect: "Deny" })));
    expect(code).to.equal("E_BUCKET_POLICY");
    expect(sentence).to.include("deny no s3:GetObject or s3:ListBucket to CloudFront");
    const withoutTls = { Principal: "*", Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } };
    expect(parse(document(withoutTls)).statements).to.have.lengthOf(1);
  });

  for (const part of ["Principal", "Action", "Resource"]) {
    it(`is refused with a statement without ${part}, which S3 would refuse`, async () => {
      const { sentence } = await refusalOf(() => parse(document({ [part]: undefined, Effect: "Deny" })));
      expect(sentence).to.include("a principal, an action and a resource");
    });
  }

  const everybody = (Condition: object) => document({ Principal: "*", Condition });

  for (const Condition of [
    { Bool: { "aws:SecureTransport": "true" } },
    { StringNotEquals: { "aws:SourceVpce": "vpce-1" } },
    { StringLike: { "aws:SourceArn": "arn:aws:cloudfront::1:distribution/*" } },
    { StringEquals: { "aws:SourceAccount": "${aws:PrincipalAccount}" } },
    { StringEquals: { "aws:SourceAccount": ["1", "*"] } },
    { StringEquals: { "aws:SourceAccount": [] } },
    { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } },
  ]) {
    it(`is public to S3 whatever ${JSON.stringify(Condition)} asks for`, async () => {
      const { code, sentence } = await refusalOf(() => parse(everybody(Condition)));
      expect(code).to.equal("E_BUCKET_POLICY");
      expect(sentence).to.include("without a condition on fixed accounts");
    });
  }

  for (const Condition of [
    { StringEquals: { "AWS:SourceAccount": "1" } },
    { ArnLike: { "aws:SourceArn": ["arn:aws:cloudfront::1:distribution/E1"] } },
    { IpAddress: { "aws:SourceIp": "192.0.2.0/24" }, Bool: { "aws:SecureTransport": "true" } },
  ]) {
    it(`is not public where ${JSON.stringify(Condition)} holds it to somebody`, () => {
      expect(parse(everybody(Condition)).statements).to.have.lengthOf(1);
    });
  }

  it("is public where everybody but somebody is allowed", async () => {
    const text = document({ Principal: undefined, NotPrincipal: { AWS: "arn:aws:iam::1:root" } });
    expect((await refusalOf(() => parse(text))).code).to.equal("E_BUCKET_POLICY");
  });

  it("may be of the older version unless it would mean something else in the newer one", async () => {
    expect(parse(document({}, "2008-10-17")).statements).to.have.lengthOf(1);
    const variable = { Resource: "arn:aws:s3:::b/${x}" };
    expect(parse(document(variable)).statements).to.have.lengthOf(1);
    expect((await refusalOf(() => parse(document(variable, "2008-10-17")))).code).to.equal("E_BUCKET_POLICY");
  });

  it("may have a single statement without a list around it", () => {
    expect(parse(JSON.stringify({ Statement: statement })).statements).to.deep.equal([statement]);
  });

  it("is parsed or refused with a coded error, whatever it is", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string(), fc.anything()), (text) => {
        try {
          expect(parse(text).statements).not.to.have.lengthOf(0);
        } catch (error) {
          expect(error).to.be.instanceOf(CodedError).with.property("code", "E_BUCKET_POLICY");
        }
      }),
    );
  });
});
