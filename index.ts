import { StaticSiteHA } from "./components";
import { siteArgs } from "./components/config";

const site = new StaticSiteHA("site", siteArgs());

export const url = site.url;
export const distributionId = site.distributionId;
export const distributionArn = site.distributionArn;
export const distributionDomainName = site.distributionDomainName;
export const distributionHostedZoneId = site.distributionHostedZoneId;
export const primaryBucketName = site.primaryBucketName;
export const primaryBucketArn = site.primaryBucketArn;
export const replicaBucketName = site.replicaBucketName;
export const replicaBucketArn = site.replicaBucketArn;
export const originGroupId = site.originGroupId;
export const originAccessIdentityId = site.originAccessIdentityId;
export const originAccessIdentityArn = site.originAccessIdentityArn;
export const responseHeadersPolicyId = site.responseHeadersPolicyId;
export const edgeFunctionName = site.edgeFunctionName;
export const edgeFunctionArn = site.edgeFunctionArn;
export const replicationRoleArn = site.replicationRoleArn;
export const worstCaseDelayMs = site.worstCaseDelayMs;
