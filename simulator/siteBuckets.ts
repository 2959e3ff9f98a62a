import { itemsOf, type Origin } from "./model/distributionConfig";
import type { Bucket, Distribution, OriginAccessIdentity, PolicyDocument, PolicyStatement } from "./model/siteModel";
import { endpointOf } from "./s3/endpoints";

/** The buckets behind a distribution's S3 origins, and the identities that its origins name. */
export interface SiteBuckets {
  readonly buckets: readonly Bucket[];
  readonly originAccessIdentities: readonly OriginAccessIdentity[];
  /** What was assumed of them, a line each. */
  readonly madeUp: readonly string[];
}

/** An origin with the distribution that signs for it. */
interface Reader {
  readonly origin: Origin;
  readonly distributionArn: string;
}

/**
 * Distributions say which buckets they read and nothing else of them: these are taken as versioned and as letting in
 * whom the origins sign as (S3-1, S3-2), for objects and for the list that makes a missing key a 404 (S3-5). An origin
 * that signs as nobody needs a public bucket.
 */
export function siteBucketsOf(distributions: readonly Distribution[]): SiteBuckets {
  const readers = distributions.flatMap(({ arn, config }) =>
    itemsOf(config.Origins)
      .filter(({ S3OriginConfig }) => S3OriginConfig !== undefined)
      .map((origin): Reader => ({ origin, distributionArn: arn })),
  );
  const places = readers.flatMap(({ origin }) => placeOf(origin));
  const buckets = [...new Set(places.map(({ name }) => name))].map((name) => {
    // S3-11: the global endpoint stands for us-east-1 where no other origin names the region.
    const region = places.find((place) => place.name === name && place.region !== undefined)?.region ?? "us-east-1";
    return bucketOf(
      name,
      region,
      readers.filter(({ origin }) => bucketNameOf(origin) === name),
    );
  });
  const identities = [...new Set(readers.map(({ origin }) => identityOf(origin)).filter((id) => id !== ""))];
  return {
    buckets,
    originAccessIdentities: identities.map((id) => ({
      id,
      iamArn: identityArn(id),
      s3CanonicalUserId: Buffer.from(id).toString("hex").padEnd(64, "0").slice(0, 64),
    })),
    madeUp: buckets.map(
      ({ name, region, publicAccessBlock }) =>
        `the bucket ${name} in ${region} keeps versions and is ` +
        (publicAccessBlock.blockPublicPolicy
          ? "read by this distribution alone"
          : "public: its origin signs as nobody"),
    ),
  };
}

/** The bucket that an S3 origin's name leads to (D9); undefined for a name that is none of S3's REST endpoints. */
export function bucketNameOf({ DomainName }: Origin): string | undefined {
  const endpoint = endpointOf(DomainName);
  return endpoint === undefined || endpoint.kind === "website" ? undefined : endpoint.bucket;
}

function placeOf(origin: Origin): { readonly name: string; readonly region?: string }[] {
  const name = bucketNameOf(origin);
  const endpoint = endpointOf(origin.DomainName);
  if (name === undefined || endpoint === undefined) return [];
  return [endpoint.kind === "global" ? { name } : { name, region: endpoint.region }];
}

function bucketOf(name: string, region: string, readers: readonly Reader[]): Bucket {
  const principals = readers.map(principalOf);
  const isPublic = principals.some(({ Principal }) => Principal === "*");
  return {
    name,
    region,
    versioning: "Enabled",
    policy: policyOf(name, principals),
    publicAccessBlock: {
      blockPublicAcls: true,
      ignorePublicAcls: true,
      blockPublicPolicy: !isPublic,
      restrictPublicBuckets: !isPublic,
    },
  };
}

function policyOf(bucket: string, principals: readonly Grantee[]): PolicyDocument {
  const statements = principals.flatMap((grantee): PolicyStatement[] => [
    { Effect: "Allow", ...grantee, Action: "s3:GetObject", Resource: `arn:aws:s3:::${bucket}/*` },
    { Effect: "Allow", ...grantee, Action: "s3:ListBucket", Resource: `arn:aws:s3:::${bucket}` },
  ]);
  return { Version: "2012-10-17", Statement: statements };
}

type Grantee = Pick<PolicyStatement, "Principal" | "Condition">;

function principalOf({ origin, distributionArn }: Reader): Grantee {
  const identity = identityOf(origin);
  if (identity !== "") return { Principal: { AWS: identityArn(identity) } };
  if ((origin.OriginAccessControlId ?? "") === "") return { Principal: "*" };
  return {
    Principal: { Service: "cloudfront.amazonaws.com" },
    Condition: { StringEquals: { "aws:SourceArn": distributionArn } },
  };
}

function identityOf({ S3OriginConfig }: Origin): string {
  return S3OriginConfig?.OriginAccessIdentity.replace(/^origin-access-identity\/cloudfront\//, "") ?? "";
}

function identityArn(id: string): string {
  return `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${id}`;
}
