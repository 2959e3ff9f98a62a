import { expect } from "chai";
import * as fc from "fast-check";
import { createResource, type Creation } from "../../../simulator/pulumi/resources";
import { unknownValue } from "../../../simulator/pulumi/wire";

function create(type: string, inputs: Creation["inputs"] = {}, more: Partial<Creation> = {}) {
  const creation = { urn: `urn:${type}`, type, name: "Site", inputs, region: "eu-west-1", preview: false };
  return createResource({ ...creation, ...more });
}

describe("what the AWS provider makes of a resource", () => {
  it("gives a bucket its names and Route 53 zone", () => {
    const { id, computed } = create("aws:s3/bucket:Bucket", { bucket: "b" });
    expect(id).to.equal("b");
    expect(computed).to.deep.equal({
      arn: "arn:aws:s3:::b",
      bucket: "b",
      region: "eu-west-1",
      bucketRegion: "eu-west-1",
      bucketDomainName: "b.s3.amazonaws.com",
      bucketRegionalDomainName: "b.s3.eu-west-1.amazonaws.com",
      hostedZoneId: "Z1BKCTXD74EZPE",
    });
  });

  it("gives what stands beside a bucket the bucket's name as its id", () => {
    expect(create("aws:s3/bucketPolicy:BucketPolicy", { bucket: "b" }).id).to.equal("b");
    expect(create("aws:s3/bucketObjectv2:BucketObjectv2", { bucket: "b", key: "k" }).id).to.equal("b/k");
  });

  it("gives an identity its principal and its path (S3-2)", () => {
    const { id, computed } = create("aws:cloudfront/originAccessIdentity:OriginAccessIdentity");
    expect(id).to.match(/^E[0-9A-Z]{13}$/);
    expect(computed).to.include({
      iamArn: `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${id}`,
      cloudfrontAccessIdentityPath: `origin-access-identity/cloudfront/${id}`,
    });
    expect(computed["s3CanonicalUserId"]).to.match(/^[0-9a-f]{96}$/);
  });

  it("gives a distribution its domain and CloudFront's zone", () => {
    const { id, computed } = create("aws:cloudfront/distribution:Distribution");
    expect(computed).to.include({
      arn: `arn:aws:cloudfront::111122223333:distribution/${id}`,
      hostedZoneId: "Z2FDTNDATAQYW2",
    });
    expect(computed["domainName"]).to.match(/^d[0-9a-z]{13}\.cloudfront\.net$/);
    expect(computed["etag"]).not.to.equal(id);
  });

  it("gives policies a UUID, functions and roles their name", () => {
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/;
    for (const kind of ["responseHeadersPolicy:ResponseHeadersPolicy", "cachePolicy:CachePolicy"]) {
      expect(create(`aws:cloudfront/${kind}`).id).to.match(uuid);
    }
    const headers = create("aws:cloudfront/function:Function", { name: "headers" });
    expect(headers.computed["arn"]).to.equal("arn:aws:cloudfront::111122223333:function/headers");
    const role = create("aws:iam/role:Role", { name: "r", path: "/site/" });
    expect(role).to.deep.include({ id: "r" });
    expect(role.computed["arn"]).to.equal("arn:aws:iam::111122223333:role/site/r");
  });

  it("begins a name with the prefix that the program gives", () => {
    expect(create("aws:s3/bucket:Bucket", { bucketPrefix: "my-" }).id).to.match(/^my-[0-9a-f]{7}$/);
    expect(create("aws:iam/role:Role", { namePrefix: "My-" }).id).to.match(/^My-[0-9a-f]{7}$/);
  });

  it("gives a type it does not know an id, an ARN where it is AWS's, and its inputs back", () => {
    const queue = create("aws:sqs/queue:Queue", { delaySeconds: 3 });
    expect(queue.inputs).to.deep.equal({ delaySeconds: 3 });
    expect(queue.computed["arn"]).to.equal(`arn:aws:sqs:eu-west-1:111122223333:${queue.id}`);
    expect(create("random:index/randomPet:RandomPet").computed).to.deep.equal({});
  });

  it("knows in a preview the region and what the program named, nothing that AWS computes", () => {
    const { id, inputs, computed } = create("aws:s3/bucket:Bucket", {}, { preview: true });
    expect(id).to.equal("");
    expect(computed).to.include({ region: "eu-west-1", bucket: inputs["bucket"], arn: unknownValue });
  });

  it("follows from the URN alone: the same in every run, another for another URN (property)", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const type = "aws:s3/bucket:Bucket";
        const idOf = (urn: string): string => create(type, {}, { urn }).id;
        expect(idOf(one)).to.equal(idOf(one));
        if (one !== other) expect(idOf(one)).not.to.equal(idOf(other));
      }),
    );
  });
});
