import * as pulumi from "@pulumi/pulumi";
import * as cloudfront from "@pulumi/aws/cloudfront";
import * as s3 from "@pulumi/aws/s3";
import type { OriginAccess as OriginAccessParts } from "../distribution/parts";
import type { SiteSettings } from "../settings";
import type { SiteBucket } from "../storage/buckets";
import { bucketPolicy } from "./bucketPolicy";
import { MissingKey, OriginAccess } from "./enums";
import { usesIdentity } from "./settings";

/** What CloudFront reads the buckets with. */
export interface SiteAccess {
  /** The one of them that both origins name (D3). */
  readonly parts: OriginAccessParts;
  readonly identity?: cloudfront.OriginAccessIdentity;
  readonly control?: cloudfront.OriginAccessControl;
}

/**
 * Registers what CloudFront reads both buckets with: one identity for both, as an origin group wants it (FO-30), or an
 * access control that signs every request, or, while migrating, both, of which the identity is still in use.
 */
export function createAccess(
  name: string,
  { access }: Pick<SiteSettings, "access">,
  opts: pulumi.CustomResourceOptions,
): SiteAccess {
  if (!usesIdentity(access)) {
    const control = createControl(name, opts);
    return { parts: { originAccessControlId: control.id }, control };
  }
  const identity = new cloudfront.OriginAccessIdentity(
    `${name}-identity`,
    { comment: `${name}: reads both buckets` },
    opts,
  );
  const parts = { identityPath: identity.cloudfrontAccessIdentityPath };
  return access.originAccess === OriginAccess.Migrating
    ? { parts, identity, control: createControl(name, opts) }
    : { parts, identity };
}

function createControl(name: string, opts: pulumi.CustomResourceOptions): cloudfront.OriginAccessControl {
  return new cloudfront.OriginAccessControl(
    `${name}-control`,
    {
      description: `${name}: reads both buckets`,
      originAccessControlOriginType: "s3",
      signingProtocol: "sigv4",
      // The viewer's Authorization never stands in the way, and S3 is always asked over TLS (S3-4).
      signingBehavior: "always",
    },
    opts,
  );
}

/**
 * Registers the policy of one bucket, after its public access block: S3 refuses the two at the same moment. Where a
 * distribution is admitted by its ARN, also after that distribution: `distributionArns` are the site's and a staging one.
 */
export function grantAccess(
  name: string,
  bucket: SiteBucket,
  { access }: Pick<SiteSettings, "access">,
  { identity, control }: SiteAccess,
  distributionArns: readonly pulumi.Input<string>[],
  opts: pulumi.CustomResourceOptions,
): s3.BucketPolicy {
  const { bucketName, region, publicAccessBlock, existing } = bucket;
  const list = access.missingKey === MissingKey.NotFound;
  const readers = pulumi.output({
    ...(identity === undefined ? {} : { identityArn: identity.iamArn }),
    ...(control === undefined ? {} : { distributionArns: [...distributionArns] }),
  });
  const policy = pulumi.all([bucketName, readers]).apply(([bucket, readers]) =>
    JSON.stringify(
      bucketPolicy(bucket, readers, {
        list,
        ...(existing?.policy === undefined ? {} : { existing: existing.policy }),
      }),
    ),
  );
  return new s3.BucketPolicy(
    `${name}-policy`,
    { region, bucket: bucketName, policy },
    // An existing bucket would lose the statements that it had before the site.
    { ...opts, dependsOn: [publicAccessBlock], ...(existing === undefined ? {} : { retainOnDelete: true }) },
  );
}
