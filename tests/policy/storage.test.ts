import { expect } from "chai";
import { diagnosticsOf, messagesOf, refusedBy } from "./support/judge";
import { handSite, type SiteChanges } from "./support/site";

type Properties = Readonly<Record<string, unknown>>;

const arn = "arn:aws:s3:::site-replica";
const settled = ["BucketVersioning", "BucketReplicationConfig", "BucketLifecycleConfiguration"];
const encryption = "BucketServerSideEncryptionConfiguration";

/** What older programs write into `aws.s3.Bucket`. */
const inline = {
  type: "aws:s3/bucket:Bucket",
  settings: {
    versioning: { enabled: true },
    lifecycleRules: [
      { enabled: true, noncurrentVersionExpiration: { days: 30 }, abortIncompleteMultipartUploadDays: 7 },
    ],
    serverSideEncryptionConfiguration: {
      rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
    },
  },
  replication: (rule: Properties, destination: Properties): Properties => ({
    replicationConfiguration: {
      role: "arn:aws:iam::111122223333:role/replication",
      rules: [
        {
          status: "Enabled",
          filter: { prefix: "" },
          deleteMarkerReplicationStatus: "Enabled",
          destination: { bucket: arn, metrics: { status: "Enabled", minutes: 15 }, ...destination },
          ...rule,
        },
      ],
    },
  }),
  kms: (kmsMasterKeyId: string): Properties => ({
    serverSideEncryptionConfiguration: {
      rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId } },
    },
  }),
};

/** `aws.s3.BucketV2` has lists where the other has parts. */
const listed: typeof inline = {
  type: "aws:s3/bucketV2:BucketV2",
  settings: {
    versionings: [{ enabled: true }],
    lifecycleRules: [
      { enabled: true, noncurrentVersionExpirations: [{ days: 30 }], abortIncompleteMultipartUploadDays: 7 },
    ],
    serverSideEncryptionConfigurations: [
      { rules: [{ applyServerSideEncryptionByDefaults: [{ sseAlgorithm: "AES256" }] }] },
    ],
  } as unknown as typeof inline.settings,
  replication: (rule, destination) => ({
    replicationConfigurations: [
      {
        role: "arn:aws:iam::111122223333:role/replication",
        rules: [
          {
            status: "Enabled",
            filters: [{ prefix: "" }],
            deleteMarkerReplicationStatus: "Enabled",
            destinations: [{ bucket: arn, metrics: [{ status: "Enabled", minutes: 15 }], ...destination }],
            ...rule,
          },
        ],
      },
    ],
  }),
  kms: (kmsMasterKeyId) => ({
    serverSideEncryptionConfigurations: [
      { rules: [{ applyServerSideEncryptionByDefaults: [{ sseAlgorithm: "aws:kms", kmsMasterKeyId }] }] },
    ],
  }),
};

describe("buckets that have their settings in themselves", () => {
  for (const shape of [inline, listed]) {
    const site = (
      { rule = {}, destination = {}, primary = {} }: Readonly<Record<string, Properties>> = {},
      more: SiteChanges = {},
    ) =>
      handSite({
        bucket: (made, which) => {
          const replication = which === "primary" ? shape.replication(rule, destination) : {};
          const own = which === "primary" ? primary : {};
          return { type: shape.type, properties: { ...made, ...shape.settings, ...replication, ...own } };
        },
        side: (kind, _bucket, made) => ([...settled, encryption].includes(kind) ? undefined : made),
        ...more,
      });

    it(`obey every rule as ${shape.type}`, async () => {
      expect(await diagnosticsOf(site())).to.deep.equal([]);
    });

    const cases: readonly (readonly [string, ReturnType<typeof site>, readonly string[]])[] = [
      ["replicate to another bucket", site({ destination: { bucket: "arn:aws:s3:::backup" } }), ["HA-S3-01"]],
      ["have a rule that is off", site({ rule: { status: "Disabled" } }), ["HA-S3-01"]],
      [
        "replicate one prefix",
        site({ rule: { filter: { prefix: "assets/" }, filters: [{ prefix: "assets/" }] } }),
        ["HA-S3-01"],
      ],
      ["say nothing of deletions", site({ rule: { deleteMarkerReplicationStatus: "" } }), ["HA-S3-02"]],
      [
        "keep no versions",
        site({ primary: { versioning: { enabled: false }, versionings: [{ enabled: false }] } }),
        ["HA-S3-01"],
      ],
      ["are encrypted with KMS and read by an identity", site({ primary: shape.kms("key-1") }), ["HA-S3-06"]],
    ];
    for (const [does, stack, ids] of cases) {
      it(`are refused as ${shape.type} when they ${does} (${ids.join(", ")})`, async () => {
        expect(await refusedBy(stack)).to.deep.equal(ids);
      });
    }

    it(`are advised as ${shape.type} to measure replication and to expire versions (HA-S3-03, HA-S3-07)`, async () => {
      const off = { status: "Disabled" };
      const metrics = shape === inline ? off : [off];
      const found = await diagnosticsOf(
        site({ destination: { metrics }, primary: { lifecycleRules: [{ enabled: false }] } }),
      );
      expect(found.map(({ policy, level }) => `${policy} ${level}`)).to.deep.equal([
        "HA-S3-03 advisory",
        "HA-S3-07 advisory",
      ]);
    });
  }
});

describe("buckets that the stack does not create", () => {
  const existing = (side: SiteChanges["side"] = (_kind, _bucket, made) => made) =>
    handSite({ bucket: (made, which) => (which === "primary" ? undefined : { properties: made }), side });

  it("are judged by what the stack sets of them", async () => {
    expect(await diagnosticsOf(existing())).to.deep.equal([]);
    const suspended = existing((kind, bucket, made) =>
      kind === "BucketVersioning" && bucket === "primary" ? { versioningConfiguration: { status: "Suspended" } } : made,
    );
    expect(await refusedBy(suspended)).to.deep.equal(["HA-S3-01"]);
    const denied = existing((kind, bucket, made) =>
      kind === "BucketPolicy" && bucket === "primary" ? { policy: `{"Statement":[]}` } : made,
    );
    expect(await refusedBy(denied)).to.deep.equal(["HA-S3-04", "HA-S3-05"]);
    const elsewhere = existing((kind, _bucket, made) =>
      kind === "BucketReplicationConfig"
        ? { ...made, rules: [{ status: "Enabled", destination: { bucket: "arn:aws:s3:::backup" } }] }
        : made,
    );
    expect(await refusedBy(elsewhere)).to.deep.equal(["HA-S3-01"]);
  });

  it("are said to be their owner's where the stack says nothing of them", async () => {
    const found = await diagnosticsOf(existing((_kind, bucket, made) => (bucket === "primary" ? undefined : made)));
    expect(found.every(({ level, urn }) => level === "advisory" && urn !== "")).to.equal(true);
    expect(messagesOf(found, "HA-S3-01-advice")).to.have.length(2);
    expect(messagesOf(found, "HA-S3-01-advice")[1]).to.contain(
      "the replication of bucket site-primary is set elsewhere: nothing here tells whether bucket replica gets everything",
    );
    expect(messagesOf(found, "HA-S3-04-advice")[0]).to.contain(
      "the public access blocks, the object ownership, the bucket policy of bucket site-primary, the primary, are set elsewhere",
    );
    expect(messagesOf(found, "HA-S3-05-advice")[0]).to.contain("nothing here tells whether it lets the identity");
  });

  it("judge the replica that is the stack's own all the same", async () => {
    const found = existing((kind, bucket, made) =>
      bucket === "primary" || kind === "BucketPublicAccessBlock" ? undefined : made,
    );
    expect(await refusedBy(found)).to.deep.equal(["HA-S3-04"]);
  });
});
