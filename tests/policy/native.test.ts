import { expect } from "chai";
import { refusedBy } from "./support/judge";
import type { Analyzed } from "./support/analyze";

type Properties = Readonly<Record<string, unknown>>;

const identity = "E2IDENTITY";
const csp = "default-src 'self'; object-src 'none'";

function policy(bucket: string): Properties {
  const principal = { AWS: `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${identity}` };
  return {
    Statement: [
      { Effect: "Allow", Principal: principal, Action: "s3:GetObject", Resource: `arn:aws:s3:::${bucket}/*` },
      { Effect: "Allow", Principal: principal, Action: "s3:ListBucket", Resource: `arn:aws:s3:::${bucket}` },
      { Effect: "Deny", Principal: "*", Action: "s3:*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
    ],
  };
}

function bucket(name: string, region: string, more: Properties = {}): Properties {
  return {
    bucketName: name,
    arn: `arn:aws:s3:::${name}`,
    regionalDomainName: `${name}.s3.${region}.amazonaws.com`,
    versioningConfiguration: { status: "Enabled" },
    publicAccessBlockConfiguration: {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    ownershipControls: { rules: [{ objectOwnership: "BucketOwnerEnforced" }] },
    bucketEncryption: {
      serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    },
    lifecycleConfiguration: {
      rules: [
        {
          status: "Enabled",
          noncurrentVersionExpiration: { noncurrentDays: 30 },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    },
    ...more,
  };
}

interface Changes {
  readonly config?: Properties;
  readonly behavior?: Properties;
  readonly replica?: Properties;
  readonly more?: readonly Analyzed[];
}

/** A site of `@pulumi/aws-native`'s resources, which have CloudFormation's shapes. */
function nativeSite(changes: Changes = {}): { inputs: readonly Analyzed[]; stack: readonly Analyzed[] } {
  const origin = (id: string, domainName: string) => ({
    id,
    domainName,
    s3OriginConfig: { originAccessIdentity: `origin-access-identity/cloudfront/${identity}` },
    connectionAttempts: 1,
    connectionTimeout: 3,
  });
  const replication = {
    replicationConfiguration: {
      role: "arn:aws:iam::111122223333:role/replication",
      rules: [
        {
          status: "Enabled",
          filter: { prefix: "" },
          deleteMarkerReplication: { status: "Enabled" },
          destination: { bucket: "arn:aws:s3:::b", metrics: { status: "Enabled" } },
        },
      ],
    },
  };
  const config = {
    enabled: true,
    defaultRootObject: "index.html",
    httpVersion: "http2and3",
    ipv6Enabled: true,
    logging: { bucket: "logs.s3.amazonaws.com" },
    origins: [origin("primary", "a.s3.us-east-1.amazonaws.com"), origin("replica", "b.s3.us-west-2.amazonaws.com")],
    originGroups: {
      quantity: 1,
      items: [
        {
          id: "site",
          failoverCriteria: { statusCodes: { quantity: 4, items: [500, 502, 503, 504] } },
          members: { quantity: 2, items: [{ originId: "primary" }, { originId: "replica" }] },
        },
      ],
    },
    defaultCacheBehavior: {
      targetOriginId: "site",
      viewerProtocolPolicy: "redirect-to-https",
      compress: true,
      cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
      responseHeadersPolicyId: "headers-id",
      ...changes.behavior,
    },
    ...changes.config,
  };
  const resources: readonly Analyzed[] = [
    resource("cloudfront:ResponseHeadersPolicy", "headers", {
      awsId: "headers-id",
      responseHeadersPolicyConfig: {
        name: "headers",
        securityHeadersConfig: {
          strictTransportSecurity: { override: true, accessControlMaxAgeSec: 31_536_000 },
          contentSecurityPolicy: { override: true, contentSecurityPolicy: csp },
          contentTypeOptions: { override: true },
          frameOptions: { override: true, frameOption: "DENY" },
          referrerPolicy: { override: true, referrerPolicy: "same-origin" },
        },
      },
    }),
    resource("s3:Bucket", "a", bucket("a", "us-east-1", replication)),
    resource("s3:Bucket", "b", bucket("b", "us-west-2", changes.replica)),
    resource("s3:BucketPolicy", "a-policy", { bucket: "a", policyDocument: policy("a") }),
    resource("s3:BucketPolicy", "b-policy", { bucket: "b", policyDocument: policy("b") }),
    resource("cloudfront:Distribution", "site", {
      awsId: "E1",
      domainName: "d1.cloudfront.net",
      distributionConfig: config,
    }),
    ...(changes.more ?? []),
  ];
  return { inputs: resources, stack: resources };
}

function resource(type: string, name: string, properties: Properties): Analyzed {
  const token = `aws-native:${type}`;
  return { urn: `urn:pulumi:dev::native::${token}::${name}`, type: token, name, properties };
}

describe("the policies on resources of aws-native", () => {
  it("let a site pass that obeys every rule", async () => {
    expect(await refusedBy(nativeSite())).to.deep.equal([]);
  });

  const cases: readonly (readonly [string, Changes, readonly string[]])[] = [
    ["targets a single origin", { behavior: { targetOriginId: "primary" } }, ["HA-FO-01"]],
    ["leaves the replica unversioned", { replica: { versioningConfiguration: { status: "Suspended" } } }, ["HA-S3-01"]],
    ["leaves the replica open", { replica: { publicAccessBlockConfiguration: {} } }, ["HA-S3-04"]],
    ["has no default root object", { config: { defaultRootObject: "" } }, ["HA-CF-01"]],
    [
      "forwards the Host by a cache policy of its own",
      {
        behavior: { cachePolicyId: "keys-id" },
        more: [
          resource("cloudfront:CachePolicy", "keys", {
            awsId: "keys-id",
            cachePolicyConfig: {
              name: "keys",
              minTtl: 0,
              defaultTtl: 60,
              maxTtl: 60,
              parametersInCacheKeyAndForwardedToOrigin: {
                enableAcceptEncodingGzip: true,
                headersConfig: { headerBehavior: "whitelist", headers: ["Host"] },
                cookiesConfig: { cookieBehavior: "none" },
                queryStringsConfig: { queryStringBehavior: "none" },
              },
            },
          }),
        ],
      },
      ["HA-FO-10"],
    ],
    [
      "pins the origin by a Lambda function with a text",
      {
        behavior: {
          lambdaFunctionAssociations: [
            { eventType: "origin-request", lambdaFunctionArn: "arn:aws:lambda:us-east-1:111122223333:function:pin:1" },
          ],
        },
        more: [
          resource("lambda:Function", "pin", {
            arn: "arn:aws:lambda:us-east-1:111122223333:function:pin",
            handler: "index.handler",
            code: {
              zipFile:
                "exports.handler = async (e) => { const q = e.Records[0].cf.request; q.origin = { s3: {} }; return q; };",
            },
          }),
        ],
      },
      ["HA-EDGE-04"],
    ],
  ];
  for (const [does, changes, ids] of cases) {
    it(`refuse a site that ${does} (${ids.join(", ")})`, async () => {
      expect(await refusedBy(nativeSite(changes))).to.deep.equal(ids);
    });
  }
});
