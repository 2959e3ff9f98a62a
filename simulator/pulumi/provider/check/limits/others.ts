import type { Legal, LegalValues } from "../legal";

/** IAM's, Lambda's, KMS's, ACM's, Route 53's and CloudWatch Logs' API references. */
const iamName: Legal = { length: [1, 64], pattern: /^[\w+=,.@-]+$/ };
const zoneId: Legal = { length: [1, 32], pattern: /^Z[A-Z0-9]+$/ };
const certificateArn: Legal = { pattern: /^arn:aws:acm:us-east-1:[0-9]{12}:certificate\/[\w-]+$/ };
const deliveryName: Legal = { length: [1, 60], pattern: /^[\w-]+$/ };

export const otherLimits: Readonly<Record<string, LegalValues>> = {
  "aws:iam/role:Role": {
    name: iamName,
    description: { length: [0, 1000] },
    // Of a trust policy, raised only by request.
    assumeRolePolicy: { length: [1, 2048] },
    maxSessionDuration: { range: [3600, 43_200] },
  },
  "aws:iam/rolePolicy:RolePolicy": {
    name: { length: [1, 128], pattern: /^[\w+=,.@-]+$/ },
    policy: { length: [1, 10_240] },
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    policyArn: { pattern: /^arn:aws:iam::(aws|[0-9]{12}):policy\/.+$/ },
  },
  "aws:lambda/function:Function": {
    name: { length: [1, 64], pattern: /^[A-Za-z0-9_-]+$/ },
    description: { length: [0, 256] },
    runtime: { oneOf: ["nodejs20.x", "nodejs22.x", "nodejs24.x"] },
    handler: { length: [1, 128], pattern: /^\S+$/ },
    // Lambda@Edge on an origin's events (LE-20 and its neighbours): one architecture, at most 30 s.
    timeout: { range: [1, 30] },
    memorySize: { range: [128, 10_240] },
    "architectures[]": { oneOf: ["x86_64"] },
    packageType: { oneOf: ["Zip"] },
    region: { oneOf: ["us-east-1"] },
  },
  "aws:kms/key:Key": {
    description: { length: [0, 8192] },
    deletionWindowInDays: { range: [7, 30] },
    keyUsage: { oneOf: ["ENCRYPT_DECRYPT"] },
    rotationPeriodInDays: { range: [90, 2560] },
    policy: { length: [1, 32_768] },
  },
  "aws:kms/keyPolicy:KeyPolicy": { policy: { length: [1, 32_768] } },
  "aws:kms/alias:Alias": { name: { length: [7, 256], pattern: /^alias\/(?!aws\/)[\w/-]+$/ } },
  "aws:acm/certificate:Certificate": {
    region: { oneOf: ["us-east-1"] },
    // The common name.
    domainName: { length: [1, 64] },
    "subjectAlternativeNames[]": { length: [1, 253] },
    validationMethod: { oneOf: ["DNS", "EMAIL"] },
  },
  "aws:acm/certificateValidation:CertificateValidation": { region: { oneOf: ["us-east-1"] }, certificateArn },
  "aws:route53/record:Record": {
    zoneId,
    name: { length: [1, 254] },
    type: {
      oneOf: [
        "A",
        "AAAA",
        "CAA",
        "CNAME",
        "DS",
        "HTTPS",
        "MX",
        "NAPTR",
        "NS",
        "PTR",
        "SOA",
        "SPF",
        "SRV",
        "SSHFP",
        "SVCB",
        "TLSA",
        "TXT",
      ],
    },
    ttl: { range: [0, 2_147_483_647] },
    aliases: { length: [1, 1] },
    "aliases[].zoneId": zoneId,
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    name: { length: [1, 255] },
    alarmDescription: { length: [0, 1024] },
    comparisonOperator: {
      oneOf: [
        "GreaterThanOrEqualToThreshold",
        "GreaterThanThreshold",
        "LessThanThreshold",
        "LessThanOrEqualToThreshold",
        "LessThanLowerOrGreaterThanUpperThreshold",
        "LessThanLowerThreshold",
        "GreaterThanUpperThreshold",
      ],
    },
    treatMissingData: { oneOf: ["missing", "ignore", "breaching", "notBreaching"] },
    statistic: { oneOf: ["SampleCount", "Average", "Sum", "Minimum", "Maximum"] },
    evaluationPeriods: { range: [1, 1440] },
    datapointsToAlarm: { range: [1, 1440] },
    alarmActions: { length: [0, 5] },
    okActions: { length: [0, 5] },
    insufficientDataActions: { length: [0, 5] },
  },
  "aws:cloudwatch/dashboard:Dashboard": { dashboardName: { length: [1, 255], pattern: /^[\w-]+$/ } },
  "aws:sns/topic:Topic": { name: { length: [1, 256], pattern: /^[\w-]+(\.fifo)?$/ } },
  "aws:s3/bucketMetric:BucketMetric": { name: { length: [1, 64], pattern: /^[\w.-]+$/ } },
  "aws-native:synthetics:Canary": {
    name: { length: [1, 255], pattern: /^[0-9a-z_-]+$/ },
    artifactS3Location: { pattern: /^s3:\/\/.+$/ },
    "runConfig.timeoutInSeconds": { range: [3, 840] },
    successRetentionPeriod: { range: [1, 1024] },
    failureRetentionPeriod: { range: [1, 1024] },
  },
  "aws-native:applicationsignals:ServiceLevelObjective": {
    name: { length: [2, 128], pattern: /^[0-9A-Za-z][-._0-9A-Za-z ]*[0-9A-Za-z]$/ },
    burnRateConfigurations: { length: [0, 10] },
    // MO-5.
    "burnRateConfigurations[].lookBackWindowMinutes": { range: [1, 10_080] },
  },
  "aws:cloudwatch/logDeliverySource:LogDeliverySource": {
    name: deliveryName,
    logType: { oneOf: ["ACCESS_LOGS"] },
    region: { oneOf: ["us-east-1"] },
  },
  "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination": {
    name: deliveryName,
    outputFormat: { oneOf: ["json", "plain", "w3c", "raw", "parquet"] },
  },
  "aws:cloudwatch/logDelivery:LogDelivery": {
    deliverySourceName: deliveryName,
    fieldDelimiter: { length: [0, 5] },
  },
};
