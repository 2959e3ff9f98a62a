import { expect } from "chai";
import { VirtualClock } from "../../../simulator/clock";
import { Edge } from "../../../simulator/cloudfront/edge";
import { toItems } from "../../../simulator/model/distributionConfig";
import type { Bucket, PolicyStatement, SiteModel } from "../../../simulator/model/siteModel";
import { S3 } from "../../../simulator/s3/s3";
import { bodyOf, distributionId, header, siteModel, viewerRequest } from "../../support/edge";

const identity = "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E2QWRUHEXAMPLE";

function bucket(name: string, region: string, settings: Partial<Bucket> & { readonly list?: boolean } = {}): Bucket {
  const { list = false, ...rest } = settings;
  const grants: PolicyStatement[] = [
    { Effect: "Allow", Principal: { AWS: identity }, Action: "s3:GetObject", Resource: `arn:aws:s3:::${name}/*` },
    ...(list
      ? [
          {
            Effect: "Allow" as const,
            Principal: { AWS: identity },
            Action: "s3:ListBucket",
            Resource: `arn:aws:s3:::${name}`,
          },
        ]
      : []),
  ];
  return {
    name,
    region,
    versioning: "Enabled",
    policy: { Version: "2012-10-17", Statement: grants },
    publicAccessBlock: {
      blockPublicAcls: true,
      ignorePublicAcls: true,
      blockPublicPolicy: true,
      restrictPublicBuckets: true,
    },
    ...rest,
  };
}

interface Site {
  readonly edge: Edge;
  readonly s3: S3;
  readonly clock: VirtualClock;
}

function site(
  criteria: readonly number[],
  options: { readonly list?: boolean; readonly deleteMarkers?: boolean; readonly preflights?: boolean } = {},
): Site {
  const clock = new VirtualClock();
  const list = options.list ?? false;
  const rule = {
    id: "all",
    enabled: true,
    priority: 1,
    prefix: "",
    deleteMarkers: options.deleteMarkers ?? false,
    destinationBucketArn: "arn:aws:s3:::replica-bucket",
  };
  const buckets = [
    bucket("primary-bucket", "us-east-1", {
      list,
      replication: { role: "arn:aws:iam::123456789012:role/r", rules: [rule] },
    }),
    bucket("replica-bucket", "us-west-2", { list }),
  ];
  const methods = toItems(["GET", "HEAD", "OPTIONS"]);
  const behavior = options.preflights === true ? { AllowedMethods: { ...methods, CachedMethods: methods } } : {};
  const model: SiteModel = siteModel({ criteria, behavior, model: { buckets } });
  const s3 = new S3({ clock, buckets });
  return { edge: new Edge(model, distributionId, { clock, origins: s3 }), s3, clock };
}

describe("conformance vectors on S3", () => {
  it("V12: a missing key with GetObject alone is 403, which criteria of 404 and 5xx do not catch (S3-5)", async () => {
    const { edge, s3, clock } = site([404, 500, 502, 503, 504]);
    s3.putObject("replica-bucket", "page.html", { body: Buffer.from("replica") });
    const response = await clock.run(() => edge.fetch(viewerRequest("/page.html")));
    expect(response.status).to.equal(403);
    expect(response.log["sr-reason"]).to.equal("");
    expect(response.log["r-host"]).to.equal("primary-bucket.s3.us-east-1.amazonaws.com");
  });

  it("V13: with 403 listed and the replica present, the page that the primary lost lives on (RP-15)", async () => {
    const { edge, s3, clock } = site([403, 404, 500, 502, 503, 504]);
    await clock.run(async () => {
      s3.putObject("primary-bucket", "page.html", { body: Buffer.from("the page") });
      await s3.whenReplicated();
    });
    s3.deleteObject("primary-bucket", "page.html");
    await clock.run(() => s3.whenReplicated());
    const response = await clock.run(() => edge.fetch(viewerRequest("/page.html")));
    expect([response.status, bodyOf(response)]).to.deep.equal([200, "the page"]);
    expect(response.log["sr-reason"]).to.equal("Failover:403");
    expect(header(response, "x-amz-replication-status")).to.equal("REPLICA");
  });

  it("tells a viewer that the replica answered, and no bucket's region (OB-2, OB-6)", async () => {
    const { edge, s3, clock } = site([403, 404]);
    await clock.run(async () => {
      s3.putObject("primary-bucket", "page.html", { body: Buffer.from("the page") });
      s3.putObject("primary-bucket", "lost.html", { body: Buffer.from("the page") });
      await s3.whenReplicated();
    });
    s3.deleteObject("primary-bucket", "lost.html");
    const told = async (path: string): Promise<readonly (string | undefined)[]> => {
      const response = await clock.run(() => edge.fetch(viewerRequest(path)));
      return ["x-amz-replication-status", "x-amz-bucket-region"].map((name) => header(response, name));
    };
    expect(await told("/page.html")).to.deep.equal(["COMPLETED", undefined]);
    expect(await told("/lost.html")).to.deep.equal(["REPLICA", undefined]);
  });

  it("has a preflight fail at both members when Origin is not forwarded (HD-85)", async () => {
    const { edge, clock } = site([400, 403], { list: true, preflights: true });
    const headers = { origin: "https://example.com", "access-control-request-method": "GET" };
    const { status, log } = await clock.run(() => edge.fetch(viewerRequest("/a", { method: "OPTIONS", headers })));
    expect([status, log["sr-reason"], log["r-host"]]).to.deep.equal([
      400,
      "Failover:400",
      "replica-bucket.s3.us-west-2.amazonaws.com",
    ]);
  });

  it("V14: a delete marker that was replicated leaves nothing to fail over to (RP-16)", async () => {
    const { edge, s3, clock } = site([403, 404], { list: true, deleteMarkers: true });
    await clock.run(async () => {
      s3.putObject("primary-bucket", "page.html", { body: Buffer.from("the page") });
      await s3.whenReplicated();
    });
    s3.deleteObject("primary-bucket", "page.html");
    await clock.run(() => s3.whenReplicated());
    const response = await clock.run(() => edge.fetch(viewerRequest("/page.html")));
    expect(response.status).to.equal(404);
    expect(header(response, "x-amz-delete-marker")).to.equal("true");
    expect(response.log["sr-reason"]).to.equal("Failover:404");
    expect(response.log["r-host"]).to.equal("replica-bucket.s3.us-west-2.amazonaws.com");
  });

  it("gives the bytes of an object, compressed for who takes it, without S3's request ids (CA-20, HD-39)", async () => {
    const { edge, s3, clock } = site([403, 404], { list: true });
    s3.putObject("primary-bucket", "index.html", { body: Buffer.from("x".repeat(2000)), contentType: "text/html" });
    const plain = await clock.run(() => edge.fetch(viewerRequest("/")));
    expect(bodyOf(plain)).to.equal("x".repeat(2000));
    expect(plain.headers).to.include({ "content-length": "2000", server: "AmazonS3" });
    expect(plain.headers).to.not.have.any.keys("x-amz-request-id", "x-amz-id-2");
    const small = await clock.run(() => edge.fetch(viewerRequest("/", { headers: { "accept-encoding": "gzip, br" } })));
    expect(header(small, "content-encoding")).to.equal("br");
    expect(small.body.byteLength).to.be.below(100);
  });
});
