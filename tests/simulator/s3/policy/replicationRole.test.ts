import { expect } from "chai";
import { ownerAccountId } from "../../../../simulator/model/account";
import type { Bucket, KmsKey, PolicyStatement, ReplicationRole } from "../../../../simulator/model/siteModel";
import type { S3Options } from "../../../../simulator/s3";
import { alt, client, requestOf } from "../api/support";
import { bucket, bytes, policyOf, rule, world, type World } from "../support";

const arn = `arn:aws:iam::${ownerAccountId}:role/replication`;
const trust = policyOf({
  Effect: "Allow",
  Principal: { Service: "s3.amazonaws.com" },
  Action: "sts:AssumeRole",
  Resource: "*",
});
const needed = {
  bucket: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
  objects: ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
  replicas: ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
};
const allow = (Action: readonly string[], Resource: string): PolicyStatement => ({ Effect: "Allow", Action, Resource });

/** The role with all that it needs, but for one action. */
function roleWithout(action = "", more: Partial<ReplicationRole> = {}): ReplicationRole {
  const but = (actions: readonly string[]): readonly string[] => actions.filter((one) => one !== action);
  const policy = policyOf(
    allow(but(needed.bucket), "arn:aws:s3:::site"),
    allow(but(needed.objects), "arn:aws:s3:::site/*"),
    allow(but(needed.replicas), "arn:aws:s3:::copy/*"),
  );
  return { arn, trust, policies: [policy], complete: true, ...more };
}

function site(options: Partial<S3Options>, site: Partial<Bucket> = {}, copy: Partial<Bucket> = {}): World {
  const replication = {
    role: arn,
    rules: [rule("copy", { deleteMarkers: true, kmsObjects: true, replicaKeyArn: there })],
  };
  return world([bucket("site", "us-east-1", { replication, ...site }), bucket("copy", "us-west-2", copy)], options);
}

const here = `arn:aws:kms:us-east-1:${ownerAccountId}:key/1`;
const there = `arn:aws:kms:us-west-2:${ownerAccountId}:key/2`;

/** How an object fares that has a tag, and whether a marker reaches the replica. */
async function outcome({ s3, clock }: World, tagged = true): Promise<string> {
  s3.putObject("site", "k", { body: bytes("1"), ...(tagged ? { tags: [{ key: "a", value: "1" }] } : {}) });
  await clock.run(() => s3.whenReplicated());
  const status = s3.headObject("site", "k")?.replicationStatus ?? "none";
  s3.deleteObject("site", "k");
  await clock.run(() => s3.whenReplicated());
  const marker = s3.listVersions("copy").some(({ deleteMarker }) => deleteMarker);
  return `${status}${marker ? " with marker" : ""}`;
}

describe("the role of a replication (RP-9, RP-14)", () => {
  it("copies objects and markers with the permissions that it needs", async () => {
    expect(await outcome(site({ roles: [roleWithout()] }))).to.equal("COMPLETED with marker");
  });

  for (const action of [...needed.bucket, ...needed.objects, "s3:ReplicateObject", "s3:ReplicateTags"]) {
    it(`fails objects for good without ${action}`, async () => {
      const world = site({ roles: [roleWithout(action)] });
      expect(await outcome(world)).to.match(/^FAILED/);
      expect(world.s3.listVersions("copy").filter(({ deleteMarker }) => !deleteMarker)).to.deep.equal([]);
    });
  }

  it("copies objects without a marker of theirs when it lacks s3:ReplicateDelete alone", async () => {
    expect(await outcome(site({ roles: [roleWithout("s3:ReplicateDelete")] }))).to.equal("COMPLETED");
  });

  it("copies a marker without s3:GetObjectVersionForReplication, unless that is asked for markers as well (SIM-35)", async () => {
    const roles = [roleWithout("s3:GetObjectVersionForReplication")];
    expect(await outcome(site({ roles }))).to.equal("FAILED with marker");
    expect(await outcome(site({ roles, assumptions: { markerRole: "read-version" } }))).to.equal("FAILED");
    const complete = site({ roles: [roleWithout()], assumptions: { markerRole: "read-version" } });
    expect(await outcome(complete)).to.equal("COMPLETED with marker");
  });

  it("needs s3:ReplicateTags for what has tags, and for their change later on (RP-12)", async () => {
    const untagged = site({ roles: [roleWithout("s3:ReplicateTags")] });
    expect(await outcome(untagged, false)).to.equal("COMPLETED with marker");
    const { s3, clock } = site({ roles: [roleWithout("s3:ReplicateTags")] });
    const { versionId } = s3.putObject("site", "k", { body: bytes("1") });
    await clock.run(() => s3.whenReplicated());
    const body = "<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag></TagSet></Tagging>";
    await s3.handle(requestOf("PUT site/k?tagging", { body }));
    await clock.run(() => s3.whenReplicated());
    expect(s3.headObject("site", "k", versionId)?.replicationStatus).to.equal("FAILED");
    expect(s3.headObject("copy", "k", versionId)?.attributes.tags).to.equal(undefined);
  });

  it("is none when S3 may not take it", async () => {
    const others: readonly Partial<PolicyStatement>[] = [
      { Principal: { Service: "lambda.amazonaws.com" } },
      { Condition: { StringEquals: { "aws:SourceAccount": "444455556666" } } },
      { Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:s3:::other" } } },
    ];
    const trusting = (change: Partial<PolicyStatement>): ReplicationRole =>
      roleWithout("", { trust: policyOf(...trust.Statement.map((one) => ({ ...one, ...change }))) });
    for (const change of others) expect(await outcome(site({ roles: [trusting(change)] }))).to.equal("FAILED");
    const own = {
      StringEquals: { "aws:SourceAccount": ownerAccountId },
      ArnEquals: { "aws:SourceArn": "arn:aws:s3:::site" },
    };
    const taken = site({ roles: [trusting({ Condition: own })] });
    expect(await outcome(taken)).to.equal("COMPLETED with marker");
  });

  it("is held up by a bucket policy that denies it what it needs, on either side, whatever else allows it", async () => {
    const denies = (name: string, Action: string, Principal: PolicyStatement["Principal"]): Partial<Bucket> => ({
      policy: policyOf({
        Effect: "Deny",
        ...(Principal === undefined ? {} : { Principal }),
        Action,
        Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
      }),
    });
    for (const roles of [[roleWithout()], []]) {
      expect(await outcome(site({ roles }, denies("site", "s3:ListBucket", { AWS: arn })))).to.equal("FAILED");
      expect(await outcome(site({ roles }, denies("site", "s3:GetObjectVersion*", "*")))).to.equal(
        "FAILED with marker",
      );
      expect(await outcome(site({ roles }, {}, denies("copy", "s3:Replicate*", { AWS: ownerAccountId })))).to.equal(
        "FAILED",
      );
      const other = denies("copy", "s3:Replicate*", { AWS: "arn:aws:iam::444455556666:role/other" });
      expect(await outcome(site({ roles }, {}, other))).to.equal("COMPLETED with marker");
    }
  });

  it("may what a bucket policy of its account allows it by name, and not what it leaves to the account", async () => {
    const role = roleWithout("s3:ReplicateObject");
    const allows = (AWS: string): Partial<Bucket> => ({
      policy: policyOf({ Effect: "Allow", Principal: { AWS }, Action: "s3:*", Resource: "arn:aws:s3:::copy/*" }),
    });
    expect(await outcome(site({ roles: [role] }, {}, allows(arn)))).to.match(/^COMPLETED/);
    expect(await outcome(site({ roles: [role] }, {}, allows(ownerAccountId)))).to.match(/^FAILED/);
  });

  it("counts as allowed what a policy may say that is not known, and not what a known one denies", async () => {
    const unknown = { policies: [], complete: false };
    expect(await outcome(site({ roles: [roleWithout("", unknown)] }))).to.equal("COMPLETED with marker");
    expect(await outcome(site({ roles: [roleWithout("", { policies: [] })] }))).to.equal("FAILED");
    const denied = policyOf({ Effect: "Deny", Action: "s3:ReplicateObject", Resource: "*" });
    expect(await outcome(site({ roles: [roleWithout("", { policies: [denied], complete: false })] }))).to.match(
      /^FAILED/,
    );
  });

  it("may write to a bucket of another account only where that bucket's policy says so", async () => {
    const { s3, clock, send } = client([bucket("site", "us-east-1")]);
    const theirs = { caller: alt, region: "us-west-2" };
    const constraint =
      "<CreateBucketConfiguration><LocationConstraint>us-west-2</LocationConstraint></CreateBucketConfiguration>";
    await send("PUT copy", { ...theirs, body: constraint });
    s3.putBucketVersioning("copy", "Enabled");
    s3.putBucketReplication("site", { role: arn, rules: [rule("copy")] });
    const statusOf = async (key: string): Promise<string | undefined> => {
      s3.putObject("site", key, { body: bytes("1") });
      await clock.run(() => s3.whenReplicated());
      return s3.headObject("site", key)?.replicationStatus;
    };
    expect(await statusOf("a")).to.equal("FAILED");
    const Statement = [
      { Effect: "Allow", Principal: { AWS: arn }, Action: "s3:ReplicateObject", Resource: "arn:aws:s3:::copy/*" },
    ];
    const put = await send("PUT copy?policy", {
      ...theirs,
      body: JSON.stringify({ Version: "2012-10-17", Statement }),
    });
    expect(put.status).to.equal(204);
    expect(await statusOf("b")).to.equal("COMPLETED");
  });

  it("decrypts with the key of the source and encrypts with that of the copy, if both it and the keys say so", async () => {
    const root = `arn:aws:iam::${ownerAccountId}:root`;
    const key = (id: string, statement: Partial<PolicyStatement>): KmsKey => ({
      arn: id,
      keyId: id,
      region: "us-east-1",
      policy: policyOf({ Effect: "Allow", Principal: { AWS: root }, Action: "kms:*", Resource: "*", ...statement }),
    });
    const uses = (...actions: readonly (readonly [string, string])[]): ReplicationRole => {
      const { policies } = roleWithout();
      return roleWithout("", {
        policies: [...policies, policyOf(...actions.map(([action, id]) => allow([action], id)))],
      });
    };
    const both = uses(["kms:Decrypt", here], ["kms:Encrypt", there]);
    const encrypted = { encryption: { keyArn: here, bucketKey: false } };
    const open = [key(here, {}), key(there, {})];
    const result = (role: ReplicationRole, keys: readonly KmsKey[]): Promise<string> =>
      outcome(site({ roles: [role], keys }, encrypted));
    expect(await result(both, open)).to.match(/^COMPLETED/);
    expect(await result(both, [])).to.match(/^COMPLETED/);
    expect(await result(uses(["kms:Decrypt", here]), open)).to.match(/^FAILED/);
    expect(await result(uses(["kms:Encrypt", there]), open)).to.match(/^FAILED/);
    const shut = key(there, { Principal: { Service: "cloudfront.amazonaws.com" } });
    expect(await result(both, [key(here, {}), shut])).to.match(/^FAILED/);
    const byName = [key(here, { Principal: { AWS: arn } }), key(there, { Principal: { AWS: arn } })];
    expect(await result(roleWithout(), byName)).to.match(/^COMPLETED/);
    expect(await result(roleWithout(), open)).to.match(/^FAILED/);
  });
});
