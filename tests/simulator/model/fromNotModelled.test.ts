import { expect } from "chai";
import * as fc from "fast-check";
import { notModelledOf } from "../../../simulator/model/fromNotModelled";
import { behavior, distribution, registration, types } from "./registrations";

describe("what a program has and the model does not hold", () => {
  it("is nothing for what the model holds and for what cannot change what a viewer receives", () => {
    const known = [
      ...Object.values(types).filter((type) => type !== types.distribution),
      "aws:cloudfront/function:Function",
      "aws:cloudfront/originAccessIdentity:OriginAccessIdentity",
      "aws:cloudfront/originAccessControl:OriginAccessControl",
      "aws:iam/role:Role",
      "aws:iam/rolePolicy:RolePolicy",
      "aws:cloudwatch/metricAlarm:MetricAlarm",
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
      "pulumi:providers:aws",
    ].map((type) => registration(type, "x", { bucket: "x" }));
    const component = registration("example:index:Site", "site", {}, { custom: false });
    expect(notModelledOf([...known, distribution(), component])).to.deep.equal([]);
  });

  it("is said once a type, with the names, of which five are spelled out", () => {
    const record = "aws:route53/record:Record";
    const records = Array.from({ length: 7 }, (_, index) => registration(record, `r${index}`));
    expect(notModelledOf([...records, registration("aws:wafv2/webAcl:WebAcl", "acl")])).to.deep.equal([
      `${record}: r0, r1, r2, r3, r4 and 2 more`,
      "aws:wafv2/webAcl:WebAcl: acl",
    ]);
  });

  it("names a distribution's properties once, in whichever of its behaviors they are", () => {
    const signed = behavior({ fieldLevelEncryptionId: "f" });
    const found = notModelledOf([
      distribution({
        viewerMtlsConfig: { mode: "required" },
        origins: [{ originId: "v", domainName: "v", vpcOriginConfig: { vpcOriginId: "vo" } }],
        defaultCacheBehavior: signed,
        orderedCacheBehaviors: [{ ...signed, pathPattern: "/a" }],
      }),
    ]);
    expect(found.map((line) => line.replace(`${types.distribution}: `, ""))).to.deep.equal([
      "viewerMtlsConfig of cdn",
      "fieldLevelEncryptionId of cdn",
      "vpcOriginConfig of cdn",
    ]);
  });

  it("leaves to the edge what the model does hold: web ACL, staging and continuous deployment are in the configuration", () => {
    const held = { webAclId: "arn:acl", staging: true, continuousDeploymentPolicyId: "p" };
    expect(notModelledOf([distribution(held)])).to.deep.equal([]);
  });

  it("names what a bucket sets by itself and encryption with somebody else's key of KMS (S3-4)", () => {
    const encryption = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    const encrypted = (byDefault: object) => ({ rules: [{ applyServerSideEncryptionByDefault: byDefault }] });
    const foreign = { sseAlgorithm: "aws:kms", kmsMasterKeyId: "arn:aws:kms:us-east-1:444455556666:key/theirs" };
    const rules = [{ filter: { and: { tags: { a: "b" } } } }, { filter: { tag: { key: "a", value: "b" } } }];
    expect(
      notModelledOf([
        registration(types.bucket, "b", { website: { indexDocument: "i" }, corsRules: [], acl: "private" }),
        registration(types.replication, "r", { rules }),
        registration(encryption, "kms", encrypted(foreign)),
        registration(encryption, "aes", encrypted({ sseAlgorithm: "AES256" })),
      ]),
    ).to.deep.equal([
      `${types.bucket}: website of b`,
      `${types.bucket}: acl of b`,
      `${encryption}: encryption with a KMS key whose policy is not known (S3-4) of kms`,
    ]);
  });

  it("names a life cycle only where it takes current versions from the viewers", () => {
    const lifecycle = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
    const said = (rule: object): boolean =>
      notModelledOf([registration(lifecycle, "l", { rules: [{ status: "Enabled", ...rule }] })]).length > 0;
    expect(said({ noncurrentVersionExpiration: { noncurrentDays: 30 } })).to.equal(false);
    expect(said({ expiration: { expiredObjectDeleteMarker: true } })).to.equal(false);
    expect(said({ transitions: [{ days: 30, storageClass: "STANDARD_IA" }] })).to.equal(false);
    expect(said({ expiration: { days: 1 }, status: "Disabled" })).to.equal(false);
    expect(said({ expiration: { days: 1 } })).to.equal(true);
    expect(said({ expiration: { date: "2027-01-01" } })).to.equal(true);
    expect(said({ transitions: [{ days: 30, storageClass: "GLACIER" }] })).to.equal(true);
  });

  it("says nothing twice, and nothing of what is not there (property)", () => {
    const some = fc.tuple(fc.constantFrom("aws:a/x:X", "aws:b/y:Y", "other:c:Z"), fc.stringMatching(/^[a-z]{2}$/));
    fc.assert(
      fc.property(fc.uniqueArray(some, { selector: String }), (resources) => {
        const found = notModelledOf(resources.map(([type, name]) => registration(type, name)));
        expect(new Set(found).size).to.equal(found.length);
        expect(new Set(found.map((line) => line.split(": ")[0]))).to.deep.equal(
          new Set(resources.map(([type]) => type)),
        );
      }),
    );
  });
});
