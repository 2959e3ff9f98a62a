import { expect } from "chai";
import { ownerAccountId } from "../../../simulator/model/account";
import type { Bucket, KmsKey, PolicyStatement, ReplicationRule } from "../../../simulator/model/siteModel";
import type { OriginPrincipal } from "../../../simulator/s3/transport";
import {
  accessControl,
  ask,
  bucket,
  bytes,
  codeOf,
  distributionArn,
  header,
  identity,
  identityArn,
  policyOf,
  rule,
  world,
  type World,
} from "./support";

const keyArn = "arn:aws:kms:us-east-1:123456789012:key/1";
const copyKeyArn = "arn:aws:kms:us-west-2:123456789012:key/2";
const service = { Service: "cloudfront.amazonaws.com" };

function decrypts(more: Partial<PolicyStatement> = {}): PolicyStatement {
  const Condition = { StringEquals: { "aws:SourceArn": distributionArn } };
  return { Effect: "Allow", Principal: service, Action: "kms:Decrypt", Resource: "*", Condition, ...more };
}

/** Both principals of CloudFront may read the bucket: what is left is the key. */
function readable(name: string): Pick<Bucket, "policy"> {
  const to = (Principal: PolicyStatement["Principal"]): PolicyStatement => ({
    Effect: "Allow",
    ...(Principal === undefined ? {} : { Principal }),
    Action: "s3:GetObject",
    Resource: `arn:aws:s3:::${name}/*`,
  });
  return { policy: policyOf(to({ AWS: identityArn }), to(service)) };
}

interface Options {
  readonly statements?: readonly PolicyStatement[];
  readonly rules?: readonly ReplicationRule[];
  readonly kmsRefusalStatus?: 400 | 403;
}

function site({ statements = [decrypts()], rules = [], kmsRefusalStatus }: Options = {}): World {
  const key = (arn: string, region: string): KmsKey => ({
    arn,
    keyId: arn.slice(-1),
    region,
    // Besides, the account's own policies decide: without that no role could use it (RP-9).
    policy: policyOf(...statements, {
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${ownerAccountId}:root` },
      Action: "kms:*",
      Resource: "*",
    }),
  });
  const made = world(
    [
      bucket("site", "us-east-1", {
        ...readable("site"),
        encryption: { keyArn, bucketKey: true },
        replication: { role: "arn:role", rules },
      }),
      bucket("copy", "us-west-2", readable("copy")),
    ],
    {
      keys: [key(keyArn, "us-east-1"), key(copyKeyArn, "us-west-2")],
      ...(kmsRefusalStatus === undefined ? {} : { kmsRefusalStatus }),
    },
  );
  made.s3.putObject("site", "index.html", { body: bytes("hello") });
  return made;
}

const asked = (made: World, principal: OriginPrincipal) => ask(made.s3, "/index.html", { principal });

describe("an object under a KMS key", () => {
  it("is read by an access control whose distribution the key's policy admits (S3-4)", async () => {
    const response = await asked(site(), accessControl);
    expect(response.status).to.equal(200);
    expect(header(response, "x-amz-server-side-encryption")).to.equal("aws:kms");
    expect(header(response, "x-amz-server-side-encryption-aws-kms-key-id")).to.equal(keyArn);
    expect(header(response, "x-amz-server-side-encryption-bucket-key-enabled")).to.equal("true");
  });

  it("is never read by an identity, even where the key's policy admits everybody (S3-3)", async () => {
    const everybody = { Effect: "Allow", Principal: "*", Action: "kms:*", Resource: "*" } as const;
    expect((await asked(site({ statements: [everybody] }), identity)).status).to.equal(400);
  });

  it("is not read for another distribution, nor under a key whose policy does not say decrypt (S3-4)", async () => {
    const other: OriginPrincipal = { type: "origin-access-control", distributionArn: `${distributionArn}X` };
    expect((await asked(site(), other)).status).to.equal(400);
    expect((await asked(site({ statements: [] }), accessControl)).status).to.equal(400);
    expect((await asked(site({ statements: [decrypts({ Action: "kms:Encrypt" })] }), accessControl)).status).to.equal(
      400,
    );
  });

  it("is refused with the status that the switch says (S3-15, SIM-11)", async () => {
    const refused = await asked(site({ statements: [], kmsRefusalStatus: 403 }), accessControl);
    expect([refused.status, codeOf(refused)]).to.deep.equal([403, "AccessDenied"]);
  });

  it("has a tag that is not the MD5 of its bytes (CA-8)", () => {
    const { s3 } = site();
    const { etag } = s3.putObject("copy", "plain.html", { body: bytes("hello") });
    expect(s3.headObject("site", "index.html")?.etag).not.to.equal(etag);
    expect(etag).to.equal('"5d41402abc4b2a76b9719d911017c592"');
  });
});

describe("the replication of an object under a KMS key", () => {
  it("is skipped, without any status, unless the rule opts in (RP-10)", async () => {
    const { s3, clock } = site({ rules: [rule("copy")] });
    await clock.run(() => s3.whenReplicated());
    expect(s3.headObject("copy", "index.html")).to.equal(undefined);
    expect(s3.headObject("site", "index.html")?.replicationStatus).to.equal(undefined);
  });

  it("gives the copy the key of the replica's region, and so another tag (RP-10, CA-8)", async () => {
    const { s3, clock } = site({ rules: [rule("copy", { kmsObjects: true, replicaKeyArn: copyKeyArn })] });
    await clock.run(() => s3.whenReplicated());
    const copy = s3.headObject("copy", "index.html");
    expect(copy?.encryption?.keyArn).to.equal(copyKeyArn);
    expect(copy?.replicationStatus).to.equal("REPLICA");
    expect(copy?.etag).not.to.equal(s3.headObject("site", "index.html")?.etag);
  });
});
