/** The ARN of a bucket of the commercial partition: known as soon as the name is, unlike the bucket's own output. */
export function bucketArn(bucket: string): string {
  return `arn:aws:s3:::${bucket}`;
}

/**
 * The bucket's REST endpoint with its region in the name. The global endpoint redirects for a young bucket, which is a
 * success to CloudFront and would never fail over, and it ties the replica to us-east-1 (S3-11, FO-14).
 */
export function regionalDomainName(bucket: string, region: string): string {
  return `${bucket}.s3.${region}.amazonaws.com`;
}

const reservedPrefixes = ["xn--", "sthree-", "amzn-s3-demo-"];
const reservedSuffixes = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

/** Whether a name can be no general purpose bucket's, since S3 keeps its beginning or end for something else. */
export function isReservedBucketName(name: string): boolean {
  return (
    reservedPrefixes.some((prefix) => name.startsWith(prefix)) ||
    reservedSuffixes.some((suffix) => name.endsWith(suffix))
  );
}
