/** Web ACLs for CloudFront are WAFv2's, of scope CLOUDFRONT: they live in us-east-1 and are `global` in their ARN. */
const webAclArn = /^arn:aws:wafv2:us-east-1:[0-9]{12}:global\/webacl\/[A-Za-z0-9_-]{1,128}\/[0-9a-f-]{36}$/;

/** Whether `arn` is that of a web ACL that a distribution can name. */
export function isGlobalWebAclArn(arn: unknown): arn is string {
  return typeof arn === "string" && webAclArn.test(arn);
}
