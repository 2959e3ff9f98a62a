import { expect } from "chai";
import { refusedBy } from "./support/judge";
import { handSite, type SiteChanges } from "./support/site";

type Properties = Readonly<Record<string, unknown>>;

interface Case {
  /** What a stack does. */
  readonly does: string;
  readonly changes: SiteChanges;
  /** Ids of all rules that must refuse it. */
  readonly refusedBy: readonly string[];
}

const origin = (domainName: string) => (made: Properties) => ({ ...made, domainName });
const errorResponses = (...customErrorResponses: readonly Properties[]) => ({
  distribution: (made: Properties) => ({ ...made, customErrorResponses }),
});
const without = (kind: string, which: "primary" | "replica") => ({
  side: (one: string, bucket: string, made: Properties) => (one === kind && bucket === which ? undefined : made),
});
const replication = (rule: Properties) => ({
  side: (kind: string, _bucket: string, made: Properties) =>
    kind === "BucketReplicationConfig"
      ? { ...made, rules: [{ ...((made["rules"] as readonly Properties[])[0] ?? {}), ...rule }] }
      : made,
});

const cases: readonly Case[] = [
  {
    does: "names one bucket twice",
    changes: { replicaOrigin: origin("site-primary.s3.us-east-1.amazonaws.com") },
    refusedBy: ["HA-FO-03"],
  },
  { does: "puts both buckets into one region", changes: { replicaRegion: "us-east-1" }, refusedBy: ["HA-FO-03"] },
  {
    does: "names a member that is no origin",
    changes: {
      distribution: (made) => ({
        ...made,
        originGroups: [
          {
            originId: "site",
            failoverCriteria: { statusCodes: [500, 502, 503, 504] },
            members: [{ originId: "primary" }, { originId: "gone" }],
          },
        ],
      }),
    },
    refusedBy: ["HA-FO-03"],
  },
  {
    does: "waits two minutes for a silent primary",
    changes: { primaryOrigin: (made) => ({ ...made, connectionAttempts: 3, connectionTimeout: 10 }) },
    refusedBy: ["HA-FO-05"],
  },
  {
    does: "allows PUT on a group",
    changes: { behavior: () => ({ allowedMethods: ["GET", "HEAD", "OPTIONS", "PUT"] }) },
    refusedBy: ["HA-FO-06"],
  },
  {
    does: "allows OPTIONS uncached",
    changes: { behavior: () => ({ cachedMethods: ["GET", "HEAD"] }) },
    refusedBy: ["HA-FO-06"],
  },
  {
    does: "fetches the error page from the primary alone",
    changes: {
      distribution: (made) => ({
        ...made,
        customErrorResponses: [{ errorCode: 404, responseCode: 404, responsePagePath: "/errors/404.html" }],
        orderedCacheBehaviors: [
          { ...(made["defaultCacheBehavior"] as Properties), pathPattern: "/errors/*", targetOriginId: "primary" },
        ],
      }),
    },
    refusedBy: ["HA-FO-01", "HA-FO-07"],
  },
  {
    does: "hides 503 behind 200",
    changes: errorResponses({ errorCode: 503, responseCode: 200, responsePagePath: "/sorry.html" }),
    refusedBy: ["HA-FO-08"],
  },
  {
    does: "shows the fallback of a single-page application for 404",
    changes: errorResponses({ errorCode: 404, responseCode: 200, responsePagePath: "/index.html" }),
    refusedBy: [],
  },
  {
    does: "reaches the replica by the global endpoint",
    changes: { replicaOrigin: (made, { replica }) => ({ ...made, domainName: replica.out("bucketDomainName") }) },
    refusedBy: ["HA-FO-09"],
  },
  {
    does: "reaches the replica by a website endpoint",
    changes: {
      replicaOrigin: () => ({
        originId: "replica",
        domainName: "site-replica.s3-website-us-west-2.amazonaws.com",
        customOriginConfig: { originProtocolPolicy: "http-only", httpPort: 80, httpsPort: 443 },
      }),
    },
    refusedBy: ["HA-FO-09", "HA-S3-05"],
  },
  {
    does: "forwards the Host by a managed policy",
    changes: { behavior: () => ({ originRequestPolicyId: "216adef6-5c7f-47e4-b989-5492eafa07d3" }) },
    refusedBy: ["HA-FO-10"],
  },
  {
    does: "forwards the Host by a policy of its own",
    changes: {
      behavior: ({ stack }) => ({
        originRequestPolicyId: stack
          .add("aws:cloudfront/originRequestPolicy:OriginRequestPolicy", "host", {
            headersConfig: { headerBehavior: "whitelist", headers: { items: ["Host"] } },
            cookiesConfig: { cookieBehavior: "none" },
            queryStringsConfig: { queryStringBehavior: "none" },
          })
          .out("id"),
      }),
    },
    refusedBy: ["HA-FO-10"],
  },
  {
    does: "forwards everything but the Host",
    changes: { behavior: () => ({ originRequestPolicyId: "b689b0a8-53d0-40ab-baf2-68738e2966ac" }) },
    refusedBy: [],
  },
  { does: "does not version the replica", changes: without("BucketVersioning", "replica"), refusedBy: ["HA-S3-01"] },
  {
    does: "replicates to another bucket",
    changes: replication({ destination: { bucket: "arn:aws:s3:::backup" } }),
    refusedBy: ["HA-S3-01"],
  },
  { does: "replicates a prefix", changes: replication({ filter: { prefix: "assets/" } }), refusedBy: ["HA-S3-01"] },
  {
    does: "does not say whether deletions are replicated",
    changes: replication({ deleteMarkerReplication: undefined }),
    refusedBy: ["HA-S3-02"],
  },
  {
    does: "leaves the replica open",
    changes: without("BucketPublicAccessBlock", "replica"),
    refusedBy: ["HA-S3-04"],
  },
  {
    does: "has a replica that denies the identity",
    changes: {
      side: (kind, bucket, made) =>
        kind === "BucketPolicy" && bucket === "replica"
          ? {
              policy: JSON.stringify({
                Version: "2012-10-17",
                Statement: [
                  { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::site-replica/*" },
                ],
              }),
            }
          : made,
    },
    refusedBy: ["HA-S3-04", "HA-S3-05"],
  },
  {
    does: "encrypts the replica with a key that CloudFront may not use",
    changes: {
      side: (kind, bucket, made) =>
        kind === "BucketServerSideEncryptionConfiguration" && bucket === "replica"
          ? {
              rules: [
                { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "alias/site" } },
              ],
            }
          : made,
    },
    refusedBy: ["HA-S3-06"],
  },
  {
    does: "attaches headers without a content security policy",
    changes: { behavior: () => ({ responseHeadersPolicyId: "67f7725c-6f97-4210-82d7-5512b31e9d03" }) },
    refusedBy: ["HA-HDR-01"],
  },
  {
    does: "has no default root object",
    changes: { distribution: ({ defaultRootObject: _none, ...made }) => made },
    refusedBy: ["HA-CF-01"],
  },
  {
    does: "takes plain HTTP",
    changes: { behavior: () => ({ viewerProtocolPolicy: "allow-all" }) },
    refusedBy: ["HA-CF-02"],
  },
  {
    does: "speaks TLS 1.0 under a name of its own",
    changes: {
      distribution: (made) => ({
        ...made,
        aliases: ["www.example.com"],
        viewerCertificate: { acmCertificateArn: "arn", sslSupportMethod: "sni-only", minimumProtocolVersion: "TLSv1" },
      }),
    },
    refusedBy: ["HA-CF-03"],
  },
];

describe("the policies on sites made by hand", () => {
  for (const { does, changes, refusedBy: ids } of cases) {
    const verb = ids.length === 0 ? "let pass" : "refuse";
    it(`${verb} one that ${does}${ids.length === 0 ? "" : ` (${ids.join(", ")})`}`, async () => {
      expect(await refusedBy(handSite(changes))).to.deep.equal(ids);
    });
  }

  it("accept a policy for CloudFront that names the distribution, and refuse one that names none (HA-S3-05)", async () => {
    const control = (condition: string) =>
      handSite({
        primaryOrigin: ({ s3OriginConfig: _identity, ...made }) => ({ ...made, originAccessControlId: "E3CONTROL" }),
        replicaOrigin: ({ s3OriginConfig: _identity, ...made }) => ({ ...made, originAccessControlId: "E3CONTROL" }),
        side: (kind, bucket, made) =>
          kind === "BucketPolicy"
            ? {
                policy: JSON.stringify({
                  Statement: [
                    {
                      Effect: "Allow",
                      Principal: { Service: "cloudfront.amazonaws.com" },
                      Action: "s3:GetObject",
                      Resource: `arn:aws:s3:::site-${bucket}/*`,
                      ...(condition === "" ? {} : { Condition: { StringEquals: { "AWS:SourceArn": condition } } }),
                    },
                    {
                      Effect: "Deny",
                      Principal: "*",
                      Action: "s3:*",
                      Condition: { Bool: { "aws:SecureTransport": "false" } },
                    },
                  ],
                }),
              }
            : made,
      });
    expect(await refusedBy(control("arn:aws:cloudfront::111122223333:distribution/*"))).to.deep.equal([]);
    expect(await refusedBy(control("arn:aws:cloudfront::111122223333:distribution/OTHER"))).to.deep.equal(["HA-S3-05"]);
    expect(await refusedBy(control(""))).to.deep.equal(["HA-S3-05"]);
  });
});
