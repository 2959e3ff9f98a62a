import { expect } from "chai";
import { ResourceCloud, type CloudCall, type CloudStore } from "../../../../simulator/pulumi/provider";
import type { CloudResource } from "../../../../simulator/pulumi/provider/cloudResource";

function memory(): CloudStore & { saved: number } {
  return {
    resources: new Map(),
    saved: 0,
    save() {
      this.saved += 1;
    },
  };
}

function urnOf(type: string, name: string): string {
  return `urn:pulumi:dev::site::${type}::${name}`;
}

/** A cloud with the calls that a test needs. */
function stage(onCall?: (call: CloudCall) => void) {
  const store = memory();
  const cloud = new ResourceCloud({ store, ...(onCall === undefined ? {} : { onCall }) });
  const create = (type: string, name: string, inputs: Record<string, unknown>): CloudResource =>
    cloud.create({ urn: urnOf(type, name), type, inputs, region: "us-east-1" });
  const remove = ({ type, id, urn }: CloudResource): void => {
    cloud.delete(type, id, urn);
  };
  const bucket = (name: string) => create("aws:s3/bucket:Bucket", name, { bucket: name });
  const versioned = (name: string) =>
    create("aws:s3/bucketVersioning:BucketVersioning", name, {
      bucket: name,
      versioningConfiguration: { status: "Enabled" },
    });
  const replicated = (from: string, to: string) =>
    create("aws:s3/bucketReplicationConfig:BucketReplicationConfig", from, {
      bucket: from,
      rules: [{ destination: { bucket: `arn:aws:s3:::${to}` } }],
    });
  return { store, cloud, create, remove, bucket, versioned, replicated };
}

describe("the resources of the embedded cloud", () => {
  it("keep what they were given, and every change is saved before it is told", () => {
    const { store, cloud, bucket, remove } = stage();
    const made = bucket("content");
    expect(made.id).to.equal("content");
    expect(made.computed).to.include({ arn: "arn:aws:s3:::content", region: "us-east-1" });
    expect(store.saved).to.equal(1);
    cloud.update("content", { ...made, inputs: { bucket: "content", tags: { a: "1" } }, region: "us-east-1" });
    expect(cloud.find(made.type, "content")?.inputs).to.deep.equal({ bucket: "content", tags: { a: "1" } });
    remove(made);
    expect(cloud.resources).to.deep.equal([]);
    expect(store.saved).to.equal(3);
    // It is gone already.
    expect(() => {
      remove(made);
    }).not.to.throw();
    expect(() => cloud.update("content", { ...made, region: "us-east-1" })).to.throw("NotFound");
  });

  it("have no two buckets and no two functions of a name", () => {
    const { bucket, create } = stage();
    bucket("content");
    expect(() => bucket("content")).to.throw("BucketAlreadyOwnedByYou");
    const edge = () => create("aws:cloudfront/function:Function", "headers", { name: "headers", code: "" });
    edge();
    expect(edge).to.throw("FunctionAlreadyExists");
    const policy = () => create("aws:cloudfront/cachePolicy:CachePolicy", "policy", { name: "policy" });
    policy();
    expect(policy).to.throw("CachePolicyAlreadyExists");
  });

  it("set no side of a bucket that is not there", () => {
    const { versioned } = stage();
    expect(() => versioned("content")).to.throw("NoSuchBucket");
  });

  it("copy one bucket to another only when both are versioned, and stay versioned as long (RP-1)", () => {
    const { bucket, versioned, replicated, remove } = stage();
    bucket("one");
    bucket("two");
    expect(() => replicated("one", "two")).to.throw("InvalidRequest: versioning must be Enabled on one");
    const side = versioned("one");
    expect(() => replicated("one", "two")).to.throw("InvalidRequest: the destination bucket two must be versioned");
    versioned("two");
    const rule = replicated("one", "two");
    expect(() => {
      remove(side);
    }).to.throw("InvalidBucketState");
    remove(rule);
    remove(side);
  });

  it("are not deleted while a distribution or a policy needs them", () => {
    const { cloud, create, remove } = stage();
    const edge = create("aws:cloudfront/function:Function", "headers", { name: "headers", code: "" });
    const type = "aws:cloudfront/distribution:Distribution";
    const inputs = distributionWith(String(edge.computed["arn"]));
    const distribution = create(type, "site", inputs);
    expect(() => {
      remove(edge);
    }).to.throw(`FunctionInUse: headers is used by distribution ${distribution.id}`);
    remove(distribution);
    remove(edge);
    const role = create("aws:iam/role:Role", "role", { name: "role" });
    const policy = create("aws:iam/rolePolicy:RolePolicy", "policy", { name: "policy", role: "role" });
    expect(() => {
      remove(role);
    }).to.throw("DeleteConflict");
    remove(policy);
    remove(role);
    expect(cloud.resources).to.deep.equal([]);
  });

  it("refuse a distribution as CloudFront does, with its code and the place", () => {
    const { create } = stage();
    const { defaultCacheBehavior, ...others } = distributionWith();
    const inputs = { ...others, defaultCacheBehavior: { ...defaultCacheBehavior, targetOriginId: "elsewhere" } };
    expect(() => create("aws:cloudfront/distribution:Distribution", "site", inputs)).to.throw("NoSuchOrigin");
  });

  it("number the versions of a Lambda function that publishes (LE-19)", () => {
    const { cloud, create } = stage();
    const type = "aws:lambda/function:Function";
    const made = create(type, "edge", { name: "edge", publish: true, handler: "index.handler" });
    expect(made.computed["qualifiedArn"]).to.match(/:edge:1$/);
    const changed = cloud.update("edge", {
      ...made,
      inputs: { ...made.inputs, handler: "other.handler" },
      region: "us-east-1",
    });
    expect(changed.computed["qualifiedArn"]).to.match(/:edge:2$/);
    const same = cloud.update("edge", { ...changed, inputs: { ...changed.inputs, description: "x" }, region: "" });
    expect(same.computed["qualifiedArn"]).to.match(/:edge:2$/);
  });

  it("hear of every call before anything changes, and a refusal leaves them as they were", () => {
    const calls: string[] = [];
    const { store, bucket } = stage(({ action, name }) => {
      calls.push(`${action} ${name}`);
      throw new Error("SlowDown");
    });
    expect(() => bucket("content")).to.throw("SlowDown");
    expect(calls).to.deep.equal(["create content"]);
    expect([...store.resources]).to.deep.equal([]);
  });
});

function distributionWith(functionArn?: string) {
  const functionAssociations = functionArn === undefined ? [] : [{ eventType: "viewer-response", functionArn }];
  return {
    enabled: true,
    origins: [{ originId: "bucket", domainName: "content.s3.us-east-1.amazonaws.com" }],
    defaultCacheBehavior: {
      targetOriginId: "bucket",
      viewerProtocolPolicy: "allow-all",
      allowedMethods: ["GET", "HEAD"],
      cachedMethods: ["GET", "HEAD"],
      cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
      functionAssociations,
    },
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: { cloudfrontDefaultCertificate: true },
  };
}
