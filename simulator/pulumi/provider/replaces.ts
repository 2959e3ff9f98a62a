/**
 * The properties whose change AWS cannot make in place, by type: the provider makes another resource instead. They are
 * those of the AWS provider's schemas.
 */
const replacing: Readonly<Record<string, readonly string[]>> = {
  "aws:s3/bucket:Bucket": ["bucket", "bucketPrefix", "bucketNamespace", "objectLockEnabled"],
  "aws:s3/bucketV2:BucketV2": ["bucket", "bucketPrefix", "objectLockEnabled"],
  "aws:s3/bucketObject:BucketObject": ["bucket", "key"],
  "aws:s3/bucketObjectv2:BucketObjectv2": ["bucket", "key"],
  "aws:cloudfront/distribution:Distribution": ["staging"],
  "aws:cloudfront/function:Function": ["name"],
  "aws:cloudfront/keyValueStore:KeyValueStore": ["name"],
  "aws:cloudfront/originAccessControl:OriginAccessControl": ["name", "originAccessControlOriginType"],
  // The policies of CloudFront are renamed in place.
  "aws:cloudfront/cachePolicy:CachePolicy": [],
  "aws:cloudfront/originRequestPolicy:OriginRequestPolicy": [],
  "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy": [],
  "aws:iam/role:Role": ["name", "namePrefix", "path"],
  "aws:iam/policy:Policy": ["name", "namePrefix", "path", "description"],
  "aws:iam/rolePolicy:RolePolicy": ["name", "namePrefix", "role"],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["role", "policyArn"],
  "aws:lambda/function:Function": ["name", "packageType"],
  "aws:kms/key:Key": ["customerMasterKeySpec", "keyUsage", "multiRegion", "customKeyStoreId", "xksKeyId"],
  "aws:kms/keyPolicy:KeyPolicy": ["keyId"],
  "aws:kms/alias:Alias": ["name", "namePrefix"],
  "aws:acm/certificate:Certificate": [
    "domainName",
    "subjectAlternativeNames",
    "validationMethod",
    "validationOptions",
    "keyAlgorithm",
    "certificateAuthorityArn",
  ],
  "aws:acm/certificateValidation:CertificateValidation": ["certificateArn", "validationRecordFqdns"],
  "aws:route53/record:Record": ["zoneId", "name", "setIdentifier"],
  "aws:route53/zone:Zone": ["name", "delegationSetId"],
  "aws:cloudwatch/logDeliverySource:LogDeliverySource": ["name", "logType", "resourceArn"],
  "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination": ["name"],
  "aws:cloudwatch/metricAlarm:MetricAlarm": ["name", "namePrefix"],
  "aws:cloudwatch/dashboard:Dashboard": ["dashboardName"],
  "aws:sns/topic:Topic": ["name", "namePrefix"],
  "aws:sns/topicSubscription:TopicSubscription": ["topic", "protocol", "endpoint"],
  "aws:s3/bucketMetric:BucketMetric": ["bucket", "name"],
  "aws-native:synthetics:Canary": ["name"],
  "aws-native:applicationsignals:ServiceLevelObjective": ["name"],
  "aws:cloudwatch/logDelivery:LogDelivery": ["deliverySourceName", "deliveryDestinationArn"],
};

/** Whether a change of the property, one of the top level, is made by replacing the resource. */
export function replaces(type: string, property: string): boolean {
  // Nothing moves between regions.
  if (property === "region" && type.startsWith("aws:")) return true;
  const own = replacing[type];
  if (own !== undefined) return own.includes(property);
  if (/^aws:s3\/bucket[A-Z]/.test(type)) return property === "bucket" || property === "expectedBucketOwner";
  return property === "name" || property === "namePrefix";
}
