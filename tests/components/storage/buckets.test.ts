import { expect } from "chai";
import { Encryption, OriginAccess, type StaticSiteHAArgs } from "../../../components";
import { resolveSettings } from "../../../components/settings";
import { inputsOf, runSite } from "../../support/pulumiSite";
import { refusalOf } from "../../support/refusal";

const regions = { primaryRegion: "us-east-1", replicaRegion: "eu-west-1" };

describe("the lifecycle of both buckets", () => {
  it("drops old versions after 30 days and unfinished uploads after 7, and nothing that is current", async () => {
    const { resources } = await runSite();
    for (const [member, region] of [
      ["site-primary", "us-east-1"],
      ["site-replica", "eu-west-1"],
    ] as const) {
      expect(inputsOf(resources, "BucketLifecycleConfiguration", `${member}-lifecycle`)).to.deep.equal({
        region,
        bucket: `${member}-1234567`,
        rules: [
          {
            id: "site",
            status: "Enabled",
            filter: { prefix: "" },
            noncurrentVersionExpiration: { noncurrentDays: 30 },
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          },
        ],
      });
    }
  });

  it("takes other numbers of days, from 1", async () => {
    const { resources } = await runSite({ noncurrentVersionExpirationDays: 1, abortIncompleteMultipartUploadDays: 2 });
    const { rules } = inputsOf(resources, "BucketLifecycleConfiguration", "site-primary-lifecycle");
    expect(JSON.stringify(rules)).to.include('"noncurrentDays":1').and.to.include('"daysAfterInitiation":2');
    for (const argument of ["noncurrentVersionExpirationDays", "abortIncompleteMultipartUploadDays"]) {
      for (const value of [0, 1.5, -1]) {
        const { code, path } = await refusalOf(() => resolveSettings({ ...regions, [argument]: value }));
        expect([code, path]).to.deep.equal(["E_ARGUMENT", argument]);
      }
    }
  });
});

describe("retainBucketsOnDelete", () => {
  const retained = async (args: Partial<StaticSiteHAArgs>): Promise<string[]> =>
    (await runSite({ retainBucketsOnDelete: true, ...args })).resources
      .filter(({ retainOnDelete }) => retainOnDelete)
      .map(({ name }) => name)
      .filter((name) => name.startsWith("site-primary"));

  it("keeps the buckets with their versions, privacy, encryption and lifecycle", async () => {
    expect(await retained({})).to.have.members([
      "site-primary",
      "site-primary-versioning",
      "site-primary-public-access-block",
      "site-primary-ownership",
      "site-primary-encryption",
      "site-primary-lifecycle",
    ]);
  });

  it("keeps the keys, without which nothing that is kept could be read", async () => {
    const kept = await retained({ originAccess: OriginAccess.Oac, encryption: Encryption.Kms });
    expect(kept).to.include.members(["site-primary-key", "site-primary-key-policy"]);
  });

  it("is refused with forceDestroy, which would empty them", async () => {
    const args = { ...regions, retainBucketsOnDelete: true, forceDestroy: true };
    const { code, path } = await refusalOf(() => resolveSettings(args));
    expect([code, path]).to.deep.equal(["E_RETENTION", "retainBucketsOnDelete"]);
  });
});

describe("replicationTimeControl and replicationMetrics", () => {
  const destinationOf = async (args: Partial<StaticSiteHAArgs>): Promise<unknown> => {
    const { resources } = await runSite(args);
    return (inputsOf(resources, "BucketReplicationConfig").rules as { destination: unknown }[])[0]?.destination;
  };

  it("are off by default", async () => {
    expect(await destinationOf({})).to.have.all.keys("bucket", "storageClass");
  });

  it("come together when time control is asked for (RP-6)", async () => {
    expect(await destinationOf({ replicationTimeControl: true })).to.deep.include({
      replicationTime: { status: "Enabled", time: { minutes: 15 } },
      metrics: { status: "Enabled", eventThreshold: { minutes: 15 } },
    });
    expect(await destinationOf({ replicationMetrics: true }))
      .to.deep.include({ metrics: { status: "Enabled" } })
      .and.not.to.have.property("replicationTime");
  });

  it("are refused as time control without metrics (RP-6)", async () => {
    const args = { ...regions, replicationTimeControl: true, replicationMetrics: false };
    const { code, path } = await refusalOf(() => resolveSettings(args));
    expect([code, path]).to.deep.equal(["E_REPLICATION", "replicationMetrics"]);
  });
});
