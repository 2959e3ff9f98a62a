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
