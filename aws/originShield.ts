/**
 * The regions that have Origin Shield, as the CloudFront Developer Guide lists them ("Use Amazon CloudFront Origin
 * Shield").
 */
export const originShieldRegions: readonly string[] = [
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-south-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "eu-central-1",
  "eu-west-1",
  "eu-west-2",
  "me-central-1",
  "sa-east-1",
  "us-east-1",
  "us-east-2",
  "us-west-2",
];
