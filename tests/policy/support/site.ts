import { type Handle, HandStack, joined, Reference } from "./handStack";

type Properties = Readonly<Record<string, unknown>>;

/** What a test changes of the site made by hand; each part replaces or extends what stands there. */
export interface SiteChanges {
  readonly preview?: boolean;
  readonly replicaRegion?: string;
  readonly distribution?: (made: Properties, parts: SiteParts) => Properties;
  readonly primaryOrigin?: (made: Properties, parts: SiteParts) => Properties;
  readonly replicaOrigin?: (made: Properties, parts: SiteParts) => Properties;
  readonly behavior?: (parts: SiteParts) => Properties;
  readonly criteria?: readonly number[];
  readonly headers?: Properties;
  /** What the buckets are made as: with settings of their own, as another type, or not at all (`undefined`), as they exist. */
  readonly bucket?: (made: Properties, which: "primary" | "replica") => Made | undefined;
  /** Changes or leaves out (`undefined`) one side of the pair of buckets. */
  readonly side?: (kind: string, bucket: "primary" | "replica", made: Properties) => Properties | undefined;
}

interface Made {
  readonly type?: string;
  readonly properties: Properties;
}

export interface SiteParts {
  readonly stack: HandStack;
  readonly primary: Handle;
  readonly replica: Handle;
  readonly identity: Handle;
  readonly headers: Handle;
}

const csp = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/** A site made by hand that obeys every rule, with changes that break some. */
export function handSite(changes: SiteChanges = {}): HandStack {
  const stack = new HandStack(changes.preview === undefined ? {} : { preview: changes.preview });
  const primary = bucketOf(stack, "primary", "us-east-1", changes);
  const replica = bucketOf(stack, "replica", changes.replicaRegion ?? "us-west-2", changes);
  const identity = stack.add("aws:cloudfront/originAccessIdentity:OriginAccessIdentity", "identity", {});
  const headers = stack.add("aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy", "headers", {
    name: "headers",
    securityHeadersConfig: {
      strictTransportSecurity: { override: true, accessControlMaxAgeSec: 31_536_000, includeSubdomains: true },
      contentSecurityPolicy: { override: true, contentSecurityPolicy: csp },
      contentTypeOptions: { override: true },
      frameOptions: { override: true, frameOption: "DENY" },
      referrerPolicy: { override: true, referrerPolicy: "strict-origin-when-cross-origin" },
      ...changes.headers,
    },
  });
  const parts: SiteParts = { stack, primary, replica, identity, headers };
  for (const [kind, bucket] of [
    ["primary", primary],
    ["replica", replica],
  ] as const)
    addSides(parts, kind, bucket, changes);
  const origin = (id: string, bucket: Handle): Properties => ({
    originId: id,
    domainName: bucket.out("bucketRegionalDomainName"),
    s3OriginConfig: { originAccessIdentity: identity.out("cloudfrontAccessIdentityPath") },
    connectionAttempts: 1,
    connectionTimeout: 3,
  });
  const made: Properties = {
    enabled: true,
    defaultRootObject: "index.html",
    httpVersion: "http2and3",
    isIpv6Enabled: true,
    loggingConfig: { bucket: "logs-111122223333.s3.amazonaws.com" },
    origins: [
      changes.primaryOrigin?.(origin("primary", primary), parts) ?? origin("primary", primary),
      changes.replicaOrigin?.(origin("replica", replica), parts) ?? origin("replica", replica),
    ],
    originGroups: [
      {
        originId: "site",
        failoverCriteria: { statusCodes: changes.criteria ?? [403, 404, 500, 502, 503, 504] },
        members: [{ originId: "primary" }, { originId: "replica" }],
      },
    ],
    defaultCacheBehavior: {
      targetOriginId: "site",
      viewerProtocolPolicy: "redirect-to-https",
      allowedMethods: ["GET", "HEAD", "OPTIONS"],
      cachedMethods: ["GET", "HEAD", "OPTIONS"],
      compress: true,
      cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
      responseHeadersPolicyId: headers.out("id"),
      ...changes.behavior?.(parts),
    },
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: { cloudfrontDefaultCertificate: true, minimumProtocolVersion: "TLSv1" },
  };
  stack.add("aws:cloudfront/distribution:Distribution", "site", changes.distribution?.(made, parts) ?? made);
  return stack;
}

function bucketOf(stack: HandStack, which: "primary" | "replica", region: string, { bucket }: SiteChanges): Handle {
  const name = `site-${which}`;
  const properties = { bucket: name, region };
  const made: Made | undefined = bucket === undefined ? { properties } : bucket(properties, which);
  if (made !== undefined) return stack.add(made.type ?? "aws:s3/bucket:Bucket", which, made.properties);
  const outputs: Readonly<Record<string, string>> = {
    bucket: name,
    arn: `arn:aws:s3:::${name}`,
    bucketRegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
  };
  return { urn: "", out: (output) => new Reference([], outputs[output] ?? "", [outputs[output] ?? ""]) };
}

function addSides(parts: SiteParts, kind: "primary" | "replica", bucket: Handle, changes: SiteChanges): void {
  const { stack, replica, identity } = parts;
  const name = bucket.out("bucket");
  const principal = identity.out("iamArn");
  const arn = bucket.out("arn");
  const policy = joined`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"${principal}"},"Action":"s3:GetObject","Resource":"${arn}/*"},{"Effect":"Allow","Principal":{"AWS":"${principal}"},"Action":"s3:ListBucket","Resource":"${arn}"},{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["${arn}","${arn}/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}`;
  const sides: Readonly<Record<string, Properties>> = {
    BucketVersioning: { versioningConfiguration: { status: "Enabled" } },
    BucketPublicAccessBlock: {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    BucketOwnershipControls: { rule: { objectOwnership: "BucketOwnerEnforced" } },
    BucketServerSideEncryptionConfiguration: {
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    },
    BucketLifecycleConfiguration: {
      rules: [
        {
          id: "old",
          status: "Enabled",
          noncurrentVersionExpiration: { noncurrentDays: 30 },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    },
    BucketPolicy: { policy },
    ...(kind === "replica"
      ? {}
      : {
          BucketReplicationConfig: {
            role: "arn:aws:iam::111122223333:role/replication",
            rules: [
              {
                id: "all",
                status: "Enabled",
                filter: { prefix: "" },
                deleteMarkerReplication: { status: "Enabled" },
                destination: {
                  bucket: replica.out("arn"),
                  metrics: { status: "Enabled", eventThreshold: { minutes: 15 } },
                  replicationTime: { status: "Enabled", time: { minutes: 15 } },
                },
              },
            ],
          },
        }),
  };
  for (const [type, properties] of Object.entries(sides)) {
    const changed = changes.side === undefined ? properties : changes.side(type, kind, properties);
    if (changed === undefined) continue;
    const module = type.charAt(0).toLowerCase() + type.slice(1);
    stack.add(`aws:s3/${module}:${type}`, `${kind}-${type}`, { bucket: name, ...changed });
  }
}
