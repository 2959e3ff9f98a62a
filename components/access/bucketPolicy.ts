import { bucketArn } from "../../aws/bucketNames";
import { denyWithoutTls, type PolicyStatement, policyDocument } from "../policyDocument";
import type { ExistingPolicy, ExistingStatement } from "../storage/existingPolicy";

/** Whom the buckets admit: an identity by its ARN, distributions by theirs (S3-1, S3-2). Both only while migrating. */
export interface Readers {
  readonly identityArn?: string;
  readonly distributionArns?: readonly string[];
}

/** A bucket policy in the form that S3 stores. */
export interface BucketPolicyDocument {
  readonly Version: "2012-10-17";
  readonly Id?: string;
  readonly Statement: readonly (PolicyStatement | ExistingStatement)[];
}

const sids = {
  identity: { read: "ReadObjects", list: "TellMissingFromDenied" },
  control: { read: "DistributionReadsObjects", list: "DistributionTellsMissingFromDenied" },
} as const;

/** Every Sid that the site's statements can have. */
export const ownSids: ReadonlySet<string> = new Set([
  ...Object.values(sids.identity),
  ...Object.values(sids.control),
  denyWithoutTls("").Sid,
]);

/**
 * Who may read a bucket: CloudFront alone, and only over TLS. With `list` a missing page is a 404, which CloudFront
 * caches, and not a 403 that looks like a fault of access (S3-5, CA-16); the listing itself stays hidden behind the
 * default root object (S3-7). Statements that the bucket already had come first, as they were.
 */
export function bucketPolicy(
  bucket: string,
  readers: Readers,
  { list, existing }: { readonly list: boolean; readonly existing?: ExistingPolicy },
): BucketPolicyDocument {
  const arn = bucketArn(bucket);
  const { identityArn, distributionArns = [] } = readers;
  const grants = [
    ...(identityArn === undefined ? [] : allow(arn, list, sids.identity, { Principal: { AWS: identityArn } })),
    ...(distributionArns.length === 0 ? [] : allow(arn, list, sids.control, byService(distributionArns))),
  ];
  const document = policyDocument(...grants, denyWithoutTls(arn));
  return {
    Version: document.Version,
    ...(existing?.id === undefined ? {} : { Id: existing.id }),
    Statement: [...(existing?.statements ?? []), ...document.Statement],
  };
}

/** CloudFront as a service, and only on behalf of these distributions: without them any account's could read (S3-1). */
export function byService(distributionArns: readonly string[]): Pick<PolicyStatement, "Principal" | "Condition"> {
  const [only, ...more] = distributionArns;
  const arns = only !== undefined && more.length === 0 ? only : distributionArns;
  return {
    Principal: { Service: "cloudfront.amazonaws.com" },
    Condition: { StringEquals: { "AWS:SourceArn": arns } },
  };
}

function allow(
  arn: string,
  list: boolean,
  sid: { readonly read: string; readonly list: string },
  { Principal, Condition }: Pick<PolicyStatement, "Principal" | "Condition">,
): PolicyStatement[] {
  const to = (Sid: string, Action: string, Resource: string): PolicyStatement => ({
    Sid,
    Effect: "Allow",
    ...(Principal === undefined ? {} : { Principal }),
    Action,
    Resource,
    ...(Condition === undefined ? {} : { Condition }),
  });
  return [to(sid.read, "s3:GetObject", `${arn}/*`), ...(list ? [to(sid.list, "s3:ListBucket", arn)] : [])];
}
