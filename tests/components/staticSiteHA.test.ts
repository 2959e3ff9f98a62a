import { expect } from "chai";
import { type Captured, valueOf } from "../support/pulumi";
import { account } from "../support/pulumiMocks";
import { inputsOf, resourceOf, runSite } from "../support/pulumiSite";

const component = "static-site-ha:index:StaticSiteHA site";

describe("StaticSiteHA", () => {
  it("registers the same resources in a preview as in an update: none hides behind an output", async () => {
    const update = await runSite();
    const preview = await runSite({}, { preview: true });
    expect(names(preview.resources)).to.deep.equal(names(update.resources));
  });

  it("is the parent of every resource that it makes", async () => {
    const { resources } = await runSite();
    const parents = resources.filter(({ custom }) => custom).map(({ parent }) => parent);
    expect(new Set(parents)).to.deep.equal(new Set([component]));
  });

  it("names the region on every regional resource, the member's own", async () => {
    const { resources } = await runSite();
    const regional = resources.filter(({ type }) => type.startsWith("aws:s3/"));
    expect(regional).to.have.lengthOf(15);
    for (const { name, inputs } of regional) {
      expect(inputs.region, name).to.equal(
        name.includes("replica-") || name.endsWith("replica") ? "eu-west-1" : "us-east-1",
      );
    }
  });

  it("makes both buckets versioned, private, owner-enforced and encrypted", async () => {
    const { resources } = await runSite();
    for (const member of ["site-primary", "site-replica"]) {
      const bucket = `${member}-1234567`;
      expect(inputsOf(resources, "BucketVersioning", `${member}-versioning`)).to.deep.include({
        bucket,
        versioningConfiguration: { status: "Enabled" },
      });
      expect(inputsOf(resources, "BucketPublicAccessBlock", `${member}-public-access-block`)).to.deep.include({
        bucket,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      });
      expect(inputsOf(resources, "BucketOwnershipControls", `${member}-ownership`)).to.deep.include({
        bucket,
        rule: { objectOwnership: "BucketOwnerEnforced" },
      });
      expect(
        inputsOf(resources, "BucketServerSideEncryptionConfiguration", `${member}-encryption`).rules,
      ).to.deep.equal([{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" }, bucketKeyEnabled: false }]);
    }
  });

  it("replicates once both buckets keep versions and the role has its permissions (RP-1, RP-8)", async () => {
    const { resources } = await runSite();
    expect(resourceOf(resources, "BucketReplicationConfig").dependencies).to.include.members([
      "aws:s3/bucketVersioning:BucketVersioning site-primary-versioning",
      "aws:s3/bucketVersioning:BucketVersioning site-replica-versioning",
      "aws:iam/rolePolicy:RolePolicy site-replication",
    ]);
  });

  it("writes a bucket's policy after its public access block", async () => {
    const { resources } = await runSite();
    for (const member of ["site-primary", "site-replica"]) {
      expect(resourceOf(resources, "BucketPolicy", `${member}-policy`).dependencies).to.include(
        `aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock ${member}-public-access-block`,
      );
    }
  });

  it("reads both buckets with one identity (FO-30)", async () => {
    const { resources } = await runSite();
    expect(resources.filter(({ type }) => type.endsWith(":OriginAccessIdentity"))).to.have.lengthOf(1);
    const { origins } = inputsOf(resources, "Distribution");
    expect(origins).to.have.lengthOf(2);
    for (const origin of origins as { s3OriginConfig: unknown }[]) {
      expect(origin.s3OriginConfig).to.deep.equal({
        originAccessIdentity: "origin-access-identity/cloudfront/E2IDENTITY",
      });
    }
  });

  it("protects and retains nothing by itself", async () => {
    const { resources } = await runSite();
    for (const { name, protect, retainOnDelete } of resources) {
      expect({ protect, retainOnDelete }, name).to.deep.equal({ protect: false, retainOnDelete: false });
    }
  });

  it("tells an operator everything that the site consists of", async () => {
    const { result: site } = await runSite();
    const outputs = await Promise.all([
      valueOf(site.url),
      valueOf(site.distributionId),
      valueOf(site.distributionArn),
      valueOf(site.distributionDomainName),
      valueOf(site.distributionHostedZoneId),
      valueOf(site.primaryBucketName),
      valueOf(site.primaryBucketArn),
      valueOf(site.replicaBucketName),
      valueOf(site.replicaBucketArn),
      valueOf(site.originGroupId),
      valueOf(site.originAccessIdentityId),
      valueOf(site.originAccessIdentityArn),
      valueOf(site.responseHeadersPolicyId),
      valueOf(site.edgeFunctionName),
      valueOf(site.edgeFunctionArn),
      valueOf(site.replicationRoleArn),
    ]);
    expect(outputs).to.deep.equal([
      "https://d111111abcdef8.cloudfront.net",
      "E1DISTRIBUTION",
      `arn:aws:cloudfront::${account}:distribution/E1DISTRIBUTION`,
      "d111111abcdef8.cloudfront.net",
      "Z2FDTNDATAQYW2",
      "site-primary-1234567",
      "arn:aws:s3:::site-primary-1234567",
      "site-replica-1234567",
      "arn:aws:s3:::site-replica-1234567",
      "site",
      "E2IDENTITY",
      "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E2IDENTITY",
      "11111111-2222-3333-4444-555555555555",
      "site-headers-1234567",
      `arn:aws:cloudfront::${account}:function/site-headers-1234567`,
      `arn:aws:iam::${account}:role/site-replication-1234567`,
    ]);
  });

  it("tells the worst-case delay per failure class (FO-T1 to FO-T6)", async () => {
    const { result: site } = await runSite();
    expect(await valueOf(site.worstCaseDelayMs)).to.deep.equal({
      "connection-refused": 0,
      "connection-timeout": 2_000,
      "response-timeout": 32_000,
      "response-timeout-options": 32_000,
      "error-status": 0,
      "both-connection-timeout": 8_000,
      "both-response-timeout": 98_000,
    });
  });
});

function names(resources: readonly Captured[]): string[] {
  return resources.map(({ type, name }) => `${type} ${name}`);
}
