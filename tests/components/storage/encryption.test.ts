import { expect } from "chai";
import { Encryption, OriginAccess } from "../../../components";
import { resolveSettings } from "../../../components/settings";
import { accountOf, keyPolicy } from "../../../components/storage/keys";
import { account } from "../../support/pulumiMocks";
import { inputsOf, resourceOf, runSite } from "../../support/pulumiSite";
import { refusalOf } from "../../support/refusal";

const kms = { originAccess: OriginAccess.Oac, encryption: Encryption.Kms };
const regions = { primaryRegion: "us-east-1", replicaRegion: "eu-west-1" };
const distribution = `arn:aws:cloudfront::${account}:distribution/E1DISTRIBUTION`;

describe("encryption with kms", () => {
  it("makes a rotated key in each region, and each bucket encrypts with its own", async () => {
    const { resources } = await runSite(kms);
    for (const [member, region] of [
      ["site-primary", "us-east-1"],
      ["site-replica", "eu-west-1"],
    ] as const) {
      expect(inputsOf(resources, "Key", `${member}-key`)).to.include({ region, enableKeyRotation: true });
      const { rules } = inputsOf(resources, "BucketServerSideEncryptionConfiguration", `${member}-encryption`);
      const kmsMasterKeyId = `arn:aws:kms:region:${account}:key/${member}-key-id`;
      expect(rules).to.deep.equal([
        { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId }, bucketKeyEnabled: true },
      ]);
    }
  });

  it("copies to the replica under the replica's key (RP-10)", async () => {
    const { resources } = await runSite(kms);
    const [rule] = inputsOf(resources, "BucketReplicationConfig").rules as Record<string, unknown>[];
    expect(rule?.sourceSelectionCriteria).to.deep.equal({ sseKmsEncryptedObjects: { status: "Enabled" } });
    expect(rule?.destination).to.deep.include({
      encryptionConfiguration: { replicaKmsKeyId: `arn:aws:kms:region:${account}:key/site-replica-key-id` },
    });
  });

  it("grants the keys after the distribution, in each key's own region (S3-4)", async () => {
    const { resources } = await runSite(kms);
    for (const [member, region, use] of [
      ["site-primary", "us-east-1", "kms:Decrypt"],
      ["site-replica", "eu-west-1", "kms:Encrypt"],
    ] as const) {
      const { inputs, dependencies } = resourceOf(resources, "KeyPolicy", `${member}-key-policy`);
      expect(inputs).to.include({ region, keyId: `${member}-key-id` });
      expect(dependencies).to.include("aws:cloudfront/distribution:Distribution site-distribution");
      const role = `arn:aws:iam::${account}:role/site-replication-1234567`;
      expect(JSON.parse(inputs.policy as string)).to.deep.equal(keyPolicy(role, use, [distribution]));
    }
  });

  it("never deletes a key or its policy: objects keep the key that they were written with", async () => {
    const { resources } = await runSite(kms);
    const kept = resources.filter(({ type }) => /:(?:Key|KeyPolicy)$/.test(type));
    expect(kept.map(({ retainOnDelete }) => retainOnDelete)).to.deep.equal([true, true, true, true]);
  });

  it("registers the same in a preview as in an update", async () => {
    const names = async (preview: boolean) =>
      (await runSite(kms, { preview })).resources.map(({ type, name }) => `${type} ${name}`);
    expect(await names(true)).to.deep.equal(await names(false));
  });

  it("is refused while CloudFront reads as an identity (S3-3)", async () => {
    for (const originAccess of [undefined, OriginAccess.Oai, OriginAccess.Migrating]) {
      const { code, path, sentence } = await refusalOf(() =>
        resolveSettings({
          ...regions,
          encryption: Encryption.Kms,
          ...(originAccess === undefined ? {} : { originAccess }),
        }),
      );
      expect([code, path]).to.deep.equal(["E_ENCRYPTION", "encryption"]);
      expect(sentence).to.include(`originAccess ${originAccess ?? "oai"}, got kms`);
    }
  });

  it("is refused with a bucket that exists already", async () => {
    const existing = { replicaExistingBucketName: "company-site", replicaExistingBucketPolicy: "" };
    const { code } = await refusalOf(() => resolveSettings({ ...regions, ...kms, ...existing }));
    expect(code).to.equal("E_ENCRYPTION");
  });

  it("takes a deletion window of 7 to 30 days for its keys", async () => {
    const { resources } = await runSite({ ...kms, kmsKeyDeletionWindowDays: 7 });
    expect(inputsOf(resources, "Key", "site-replica-key").deletionWindowInDays).to.equal(7);
    for (const kmsKeyDeletionWindowDays of [6, 31, 7.5]) {
      const { code } = await refusalOf(() => resolveSettings({ ...regions, ...kms, kmsKeyDeletionWindowDays }));
      expect(code).to.equal("E_ARGUMENT");
    }
    const { code } = await refusalOf(() => resolveSettings({ ...regions, kmsKeyDeletionWindowDays: 7 }));
    expect(code).to.equal("E_ENCRYPTION");
  });
});

describe("a key's policy", () => {
  const { Statement } = keyPolicy("arn:aws:iam::1234:role/r", "kms:Decrypt", ["arn:one", "arn:two"]);

  it("leaves the account's root in charge, known from the role's ARN", () => {
    expect(accountOf("arn:aws:iam::1234:role/r")).to.equal("1234");
    expect(Statement[0]).to.deep.include({ Principal: { AWS: "arn:aws:iam::1234:root" }, Action: "kms:*" });
  });

  it("lets CloudFront decrypt for these distributions only, a staging one among them (S3-4)", () => {
    expect(Statement[2]).to.deep.include({
      Principal: { Service: "cloudfront.amazonaws.com" },
      Action: "kms:Decrypt",
      Condition: { StringEquals: { "AWS:SourceArn": ["arn:one", "arn:two"] } },
    });
  });
});
