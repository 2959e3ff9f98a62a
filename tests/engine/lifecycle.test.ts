import { expect } from "chai";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CloudResource } from "../../simulator/pulumi/provider/cloudResource";
import { type Step, summary } from "./support/events";
import { copyOfRepository } from "./support/project";
import { type EngineStage, openStage } from "./support/stage";

const [versioning, policyOfBucket] = ["aws:s3/bucketVersioning:BucketVersioning", "aws:s3/bucketPolicy:BucketPolicy"];
const [bucket, replication] = ["aws:s3/bucket:Bucket", "aws:s3/bucketReplicationConfig:BucketReplicationConfig"];
const accessBlock = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";

describe("the life of two stacks side by side on the real engine", () => {
  let stage: EngineStage;
  /** What creating dev took, step by step. */
  let created: readonly Step[];

  before(async () => {
    stage = await openStage(copyOfRepository());
  });
  after(() => {
    stage.close();
  });

  const ofStack = (stack: string): readonly CloudResource[] =>
    stage.cloud().filter(({ urn }) => urn.startsWith(`urn:pulumi:${stack}::`));

  it("a preview of dev shows everything that will be created, and creates nothing", async () => {
    const { stdout } = await stage.done("preview", "--stack", "dev", "--json");
    const { changeSummary } = JSON.parse(stdout) as { changeSummary: object };
    // The stack and the component are no resources of the cloud.
    expect(changeSummary).to.deep.equal({ create: 23 });
    expect(stage.cloud()).to.deep.equal([]);
  });

  it("an up creates it, and a second one finds nothing to change", async () => {
    created = (await stage.done("up", "--stack", "dev", "--yes", "--skip-preview", "--json")).steps;
    expect(new Set(created.map(({ op }) => op))).to.deep.equal(new Set(["create"]));
    expect(ofStack("dev")).to.have.length(created.length);
    const again = await stage.done("up", "--stack", "dev", "--yes", "--expect-no-changes", "--json");
    expect(again.steps).to.deep.equal([]);
  });

  it("creates what is needed first, first", () => {
    const one = (type: string, of: string): Step => {
      const found = created.find((step) => step.type === type && step.name.includes(of));
      if (found === undefined) throw new Error(`${type} of ${of} was not created`);
      return found;
    };
    const order: readonly (readonly [earlier: Step, later: Step])[] = [
      [one(versioning, "primary"), one(replication, "")],
      [one(versioning, "replica"), one(replication, "")],
      [one(accessBlock, "primary"), one(policyOfBucket, "primary")],
      [one(accessBlock, "replica"), one(policyOfBucket, "replica")],
      [one("aws:cloudfront/function:Function", ""), one("aws:cloudfront/distribution:Distribution", "")],
      [
        one("aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy", ""),
        one("aws:cloudfront/distribution:Distribution", ""),
      ],
      [one("aws:iam/rolePolicy:RolePolicy", ""), one(replication, "")],
    ];
    for (const [earlier, later] of order) {
      expect(earlier.done, `${earlier.name} before ${later.name}`).to.be.lessThan(later.begun);
    }
  });

  it("prod comes up beside dev, and neither has anything of the other", async () => {
    const before = ofStack("dev");
    await stage.done("up", "--stack", "prod", "--yes", "--skip-preview", "--json");
    expect(ofStack("dev")).to.deep.equal(before);
    const ids = new Set(before.map(({ type, id }) => `${type} ${id}`));
    expect(ofStack("prod").filter(({ type, id }) => ids.has(`${type} ${id}`))).to.deep.equal([]);
    await stage.done("preview", "--stack", "prod", "--expect-no-changes");
  });

  it("a refresh sees what was changed outside, and the next up repairs it", async () => {
    stage.behind((resources) => {
      for (const [key, one] of resources) {
        if (!one.urn.startsWith("urn:pulumi:dev::")) continue;
        if (one.type === versioning && one.urn.endsWith("primary-versioning")) {
          resources.set(key, {
            ...one,
            inputs: { ...one.inputs, versioningConfiguration: { status: "Suspended" } },
          });
        }
        if (one.type === policyOfBucket && one.urn.endsWith("replica-policy")) resources.delete(key);
      }
    });
    const seen = await stage.done("refresh", "--stack", "dev", "--yes", "--skip-preview", "--json");
    expect(summary(seen.steps)).to.deep.equal([
      "delete site-replica-policy (BucketPolicy)",
      "update site-primary-versioning (BucketVersioning)",
    ]);
    const repaired = await stage.done("up", "--stack", "dev", "--yes", "--skip-preview", "--json");
    expect(summary(repaired.steps)).to.deep.equal([
      "create site-replica-policy (BucketPolicy)",
      "update site-primary-versioning (BucketVersioning)",
    ]);
    expect(ofStack("dev").find(({ urn }) => urn.endsWith("primary-versioning"))?.inputs).to.deep.include({
      versioningConfiguration: { status: "Enabled" },
    });
  });

  it("other failover criteria are an update of the distribution in place, and of nothing else", async () => {
    const file = join(stage.project, "Pulumi.dev.yaml");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, `${text}  static-site-ha:failoverStatusCodes: [500, 502, 503, 504]\n`);
    const { steps } = await stage.done("up", "--stack", "dev", "--yes", "--skip-preview", "--json");
    expect(summary(steps)).to.deep.equal(["update site-distribution (Distribution)"]);
    const [{ changed } = { changed: [] }] = steps;
    expect(changed.length).to.be.greaterThan(0);
    for (const path of changed) expect(path).to.match(/^originGroups\[0\]\.failoverCriteria\.statusCodes/);
    // The file is as its owner wrote it.
    expect(readFileSync(file, "utf8")).to.equal(`${text}  static-site-ha:failoverStatusCodes: [500, 502, 503, 504]\n`);
  });

  it("takes over a bucket that exists, and says when there is none", async () => {
    stage.behind((resources) => {
      const made = ofStack("dev").find(({ type }) => type === bucket);
      if (made === undefined) throw new Error("dev has no bucket");
      const name = "made-by-hand";
      resources.set(`${bucket} ${name}`, {
        ...made,
        urn: "urn:pulumi:nobody::nothing::aws:s3/bucket:Bucket::hand",
        id: name,
        inputs: { bucket: name, forceDestroy: true, region: "us-east-1", tags: { made: "by hand" } },
        computed: { ...made.computed, bucket: name, arn: `arn:aws:s3:::${name}` },
      });
    });
    const missing = await stage.pulumi("import", bucket, "none", "not-there", "--stack", "dev", "--yes");
    expect(missing.code).not.to.equal(0);
    expect(missing.stdout + missing.stderr).to.contain("'not-there' does not exist");
    const { stdout } = await stage.done(
      "import",
      bucket,
      "hand",
      "made-by-hand",
      "--stack",
      "dev",
      "--yes",
      "--protect=false",
    );
    expect(stdout).to.contain("1 imported");
  });

  it("destroys dev to the last resource, in the opposite order, and leaves prod as it is", async () => {
    const prod = ofStack("prod");
    const { steps } = await stage.done("destroy", "--stack", "dev", "--yes", "--skip-preview", "--json");
    expect(new Set(steps.map(({ op }) => op))).to.deep.equal(new Set(["delete"]));
    const one = (type: string): Step | undefined => steps.find((step) => step.type === type);
    expect(one(replication)?.done).to.be.lessThan(
      steps.find((step) => step.type === versioning && step.name.includes("primary"))?.begun ?? Number.NaN,
    );
    expect(one("aws:cloudfront/distribution:Distribution")?.done).to.be.lessThan(
      one("aws:cloudfront/function:Function")?.begun ?? Number.NaN,
    );
    expect(stage.cloud()).to.deep.equal(prod);
  });

  it("destroys prod to what it is told to keep: its buckets, as private and as versioned as they were", async () => {
    await stage.done("destroy", "--stack", "prod", "--yes", "--skip-preview", "--json");
    const kept = stage.cloud();
    expect(
      kept.filter(({ type }) => type === bucket).map(({ urn }) => urn.slice(urn.lastIndexOf("::") + 2)),
    ).to.have.members(["site-primary", "site-replica", "site-logs"]);
    expect(kept.filter(({ type }) => !/^aws:s3\/bucket/.test(type))).to.deep.equal([]);
    for (const type of [versioning, accessBlock]) {
      expect(kept.filter((one) => one.type === type).length, type).to.be.greaterThanOrEqual(2);
    }
  });
});
