import { expect } from "chai";
import { valueOf } from "../../support/pulumi";
import { account } from "../../support/pulumiMocks";
import { inputsOf, resourceOf, runSite } from "../../support/pulumiSite";

describe("accessLogs", () => {
  const args = { primaryRegion: "eu-central-1", accessLogs: true, accessLogRetentionDays: 30 };

  it("are off by default: no bucket but the members'", async () => {
    const { result, resources } = await runSite();
    expect(resources.filter(({ type }) => type.includes("cloudwatch/"))).to.deep.equal([]);
    expect(resources.filter(({ type }) => type.endsWith(":Bucket"))).to.have.lengthOf(2);
    expect(await valueOf(result.accessLogBucketName)).to.equal(undefined);
  });

  it("are delivered from us-east-1 into a bucket there, whatever the site's regions", async () => {
    const { result, resources } = await runSite(args);
    const logging = resources.filter(({ name }) => name.startsWith("site-logs"));
    expect(logging).to.have.lengthOf(9);
    for (const { name, inputs } of logging) expect(inputs.region, name).to.equal("us-east-1");
    expect(inputsOf(resources, "LogDeliverySource")).to.deep.include({
      logType: "ACCESS_LOGS",
      resourceArn: `arn:aws:cloudfront::${account}:distribution/E1DISTRIBUTION`,
    });
    expect(inputsOf(resources, "LogDeliveryDestination").deliveryDestinationConfiguration).to.deep.equal({
      destinationResourceArn: "arn:aws:s3:::site-logs-1234567",
    });
    expect(await valueOf(result.accessLogBucketName)).to.equal("site-logs-1234567");
  });

  it("go to a private, owner-enforced, encrypted bucket that forgets them after the retention", async () => {
    const { resources } = await runSite(args);
    expect(inputsOf(resources, "BucketOwnershipControls", "site-logs-ownership").rule).to.deep.equal({
      objectOwnership: "BucketOwnerEnforced",
    });
    expect(inputsOf(resources, "BucketPublicAccessBlock", "site-logs-public-access-block")).to.include({
      blockPublicPolicy: true,
      restrictPublicBuckets: true,
    });
    expect(
      JSON.stringify(inputsOf(resources, "BucketServerSideEncryptionConfiguration", "site-logs-encryption")),
    ).to.include("AES256");
    const { rules } = inputsOf(resources, "BucketLifecycleConfiguration", "site-logs-lifecycle");
    expect(rules).to.deep.include.members([
      {
        id: "expire",
        status: "Enabled",
        filter: { prefix: "" },
        expiration: { days: 30 },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
      },
    ]);
  });

  it("are kept for 90 days by default", async () => {
    const { resources } = await runSite({ accessLogs: true });
    const { rules } = inputsOf(resources, "BucketLifecycleConfiguration", "site-logs-lifecycle");
    expect((rules as { expiration: unknown }[])[0]?.expiration).to.deep.equal({ days: 90 });
  });

  it("may be written by the delivery service alone, for this account's own source", async () => {
    const { resources } = await runSite(args);
    const policy = inputsOf(resources, "BucketPolicy", "site-logs-policy").policy as string;
    const { Statement } = JSON.parse(policy) as { Statement: object[] };
    expect(Statement[0]).to.deep.include({
      Principal: { Service: "delivery.logs.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: `arn:aws:s3:::site-logs-1234567/AWSLogs/${account}/CloudFront/*`,
      Condition: {
        StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceAccount": account },
        ArnLike: { "aws:SourceArn": `arn:aws:logs:us-east-1:${account}:delivery-source:site-logs-1234567` },
      },
    });
  });

  it("begin once the bucket lets the service write", async () => {
    const { resources } = await runSite(args);
    expect(resourceOf(resources, "LogDelivery").dependencies).to.include(
      "aws:s3/bucketPolicy:BucketPolicy site-logs-policy",
    );
  });

  it("stay, with their bucket's privacy, policy and end, when the members' buckets do; their delivery goes", async () => {
    const { resources } = await runSite({ ...args, retainBucketsOnDelete: true });
    for (const { type, name, retainOnDelete } of resources.filter(({ name: one }) => one.startsWith("site-logs"))) {
      expect(retainOnDelete, name).to.equal(type.includes(":s3/"));
    }
    const { resources: others } = await runSite(args);
    expect(others.filter(({ retainOnDelete }) => retainOnDelete)).to.deep.equal([]);
  });

  it("register the same in a preview", async () => {
    const names = async (preview: boolean) =>
      (await runSite(args, { preview })).resources.map(({ type, name }) => `${type} ${name}`);
    expect(await names(true)).to.deep.equal(await names(false));
  });
});
