import type * as pulumi from "@pulumi/pulumi";
import { StaticSiteHA } from "./components";
import { siteArgs } from "./components/config";

const site = new StaticSiteHA("site", siteArgs());

export const url = site.url;
export const distributionId = site.distributionId;
export const distributionArn = site.distributionArn;
export const distributionDomainName = site.distributionDomainName;
export const distributionHostedZoneId = site.distributionHostedZoneId;
export const stagingDistributionId = orEmpty(site.stagingDistributionId);
export const accessLogBucketName = orEmpty(site.accessLogBucketName);
export const primaryBucketName = site.primaryBucketName;
export const primaryBucketArn = site.primaryBucketArn;
export const replicaBucketName = site.replicaBucketName;
export const replicaBucketArn = site.replicaBucketArn;
export const originGroupId = site.originGroupId;
export const originAccessIdentityId = orEmpty(site.originAccessIdentityId);
export const originAccessIdentityArn = orEmpty(site.originAccessIdentityArn);
export const originAccessControlId = orEmpty(site.originAccessControlId);
export const primaryKeyArn = orEmpty(site.primaryKeyArn);
export const replicaKeyArn = orEmpty(site.replicaKeyArn);
export const responseHeadersPolicyId = site.responseHeadersPolicyId;
export const edgeFunctionName = orEmpty(site.edgeFunctionName);
export const edgeFunctionArn = orEmpty(site.edgeFunctionArn);
export const viewerRequestFunctionArn = orEmpty(site.viewerRequestFunctionArn);
export const originRequestVersionArn = orEmpty(site.originRequestVersionArn);
export const originResponseVersionArn = orEmpty(site.originResponseVersionArn);
export const replicationRoleArn = orEmpty(site.replicationRoleArn);
export const monitoringDashboardName = orEmpty(site.monitoringDashboardName);
export const availabilityObjectiveArn = orEmpty(site.availabilityObjectiveArn);
export const canaryNames = site.canaryNames;
export const alarmTopicArns = site.alarmTopicArns;
export const worstCaseDelayMs = site.worstCaseDelayMs;

/** What a site does not have is an empty output: of an undefined one Pulumi warns at every deployment. */
function orEmpty(output: pulumi.Output<string | undefined>): pulumi.Output<string> {
  return output.apply((value) => value ?? "");
}
