import * as pulumi from "@pulumi/pulumi";
import { worstCaseDelays } from "../aws/failoverDelay";
import { createAccess, grantAccess } from "./access/access";
import type { StaticSiteHAArgs } from "./args";
import { createDistribution } from "./distribution/create";
import { originIds } from "./distribution/origins";
import { createCertificate } from "./domains/certificate";
import { createRecords } from "./domains/records";
import { siteHost } from "./domains/url";
import { createEdgeCode } from "./edgeCode/create";
import { edgeCodeOf } from "./edgeCode/edgeCode";
import { createHeadersPolicy } from "./headers/headers";
import { replicates } from "./storage/settings";
import { createStorage, grantKeys } from "./storage/storage";
import { loadNative } from "./monitoring/native";
import { SiteMonitoring } from "./monitoring/siteMonitoring";
import { resolveSettings } from "./settings";
import { refuseSiteName } from "./siteName";

/**
 * A static site that survives the loss of a region: two private, versioned buckets in two regions, the first replicated
 * to the second, behind a CloudFront distribution whose every behavior targets an origin group of both.
 */
export class StaticSiteHA extends pulumi.ComponentResource {
  /** The site's address, `https://` and the first alias that is no wildcard, or the distribution's own domain name. */
  readonly url: pulumi.Output<string>;
  /** Id of the CloudFront distribution. */
  readonly distributionId: pulumi.Output<string>;
  /** ARN of the CloudFront distribution. */
  readonly distributionArn: pulumi.Output<string>;
  /** `dxxxx.cloudfront.net`. */
  readonly distributionDomainName: pulumi.Output<string>;
  /** Hosted zone that an alias record for the distribution names. */
  readonly distributionHostedZoneId: pulumi.Output<string>;
  /** Id of the staging distribution; undefined while `staging` is `none`. */
  readonly stagingDistributionId: pulumi.Output<string | undefined>;
  /** Name of the bucket of the access logs; undefined without `accessLogs`. */
  readonly accessLogBucketName: pulumi.Output<string | undefined>;
  /** Name of the bucket that releases are written to. */
  readonly primaryBucketName: pulumi.Output<string>;
  /** ARN of the primary bucket. */
  readonly primaryBucketArn: pulumi.Output<string>;
  /** Name of the bucket that answers when the primary cannot. */
  readonly replicaBucketName: pulumi.Output<string>;
  /** ARN of the replica bucket. */
  readonly replicaBucketArn: pulumi.Output<string>;
  /** Id of the origin group that every behavior targets. */
  readonly originGroupId: pulumi.Output<string>;
  /** Id of the origin access identity that reads both buckets; absent with `originAccess` `oac`. */
  readonly originAccessIdentityId: pulumi.Output<string | undefined>;
  /** The identity's ARN, the principal of both bucket policies; absent with `originAccess` `oac`. */
  readonly originAccessIdentityArn: pulumi.Output<string | undefined>;
  /** Id of the origin access control; absent with `originAccess` `oai`. */
  readonly originAccessControlId: pulumi.Output<string | undefined>;
  /** ARN of the key of the primary bucket; absent unless `encryption` is `kms`. */
  readonly primaryKeyArn: pulumi.Output<string | undefined>;
  /** ARN of the key of the replica bucket; absent unless `encryption` is `kms`. */
  readonly replicaKeyArn: pulumi.Output<string | undefined>;
  /** Id of the response headers policy. */
  readonly responseHeadersPolicyId: pulumi.Output<string>;
  /** Name of the function on viewer-response; unset with `headers.delivery` other than `function` and no code of the site's. */
  readonly edgeFunctionName: pulumi.Output<string | undefined>;
  /** ARN of the function on viewer-response; unset where it has no name. */
  readonly edgeFunctionArn: pulumi.Output<string | undefined>;
  /** ARN of the function on viewer-request; unset where nothing runs there. */
  readonly viewerRequestFunctionArn: pulumi.Output<string | undefined>;
  /** ARN of the version of the Lambda@Edge function on origin-request; unset where nothing runs there. */
  readonly originRequestVersionArn: pulumi.Output<string | undefined>;
  /** ARN of the version of the Lambda@Edge function on origin-response; unset where nothing runs there. */
  readonly originResponseVersionArn: pulumi.Output<string | undefined>;
  /** ARN of the role that S3 replicates with; absent where somebody else replicates an existing primary. */
  readonly replicationRoleArn: pulumi.Output<string | undefined>;
  /** Name of the dashboard; unset without `monitoring`. */
  readonly monitoringDashboardName: pulumi.Output<string | undefined>;
  /** ARN of the availability objective; unset without `monitoring`. */
  readonly availabilityObjectiveArn: pulumi.Output<string | undefined>;
  /** Names of the canaries by region; none without `monitoring`. */
  readonly canaryNames: pulumi.Output<Record<string, string>>;
  /** ARNs of the topics that the alarms notify, by region; none without `monitoring`. */
  readonly alarmTopicArns: pulumi.Output<Record<string, string>>;
  /**
   * The longest that a viewer waits on a cache miss, in milliseconds by failure class: `connection-refused`,
   * `connection-timeout`, `response-timeout`, `response-timeout-options`, `error-status`, and, until the error when both
   * members fail, `both-connection-timeout` and `both-response-timeout` (FO-T1 to FO-T6).
   */
  readonly worstCaseDelayMs: pulumi.Output<Record<string, number>>;

  /**
   * @throws CodedError when an argument is wrong, before anything is registered, the component itself included.
   */
  constructor(name: string, args: StaticSiteHAArgs, opts?: pulumi.ComponentResourceOptions) {
    refuseSiteName(name);
    const settings = resolveSettings(args);
    const code = edgeCodeOf(settings);
    const native = settings.monitoring === undefined ? undefined : loadNative();
    super("static-site-ha:index:StaticSiteHA", name, args, opts);
    const child = { parent: this };

    const storage = createStorage(name, settings, child);
    const { primary, replica } = storage;
    const access = createAccess(name, settings, child);
    const policy = createHeadersPolicy(name, settings, child);
    const edge = createEdgeCode(name, settings, code, child);
    const certificateArn = createCertificate(name, settings, child);
    const { distribution, stagingId, stagingArn, accessLogBucketName } = createDistribution(
      name,
      settings,
      {
        primaryDomainName: primary.domainName,
        replicaDomainName: replica.domainName,
        ...access.parts,
        responseHeadersPolicyId: policy.id,
        edge: edge.associations,
        ...(certificateArn === undefined
          ? {}
          : { viewerCertificate: { aliases: settings.domains.hosts, certificateArn } }),
      },
      child,
    );

    const readers = [distribution.arn, ...(stagingArn === undefined ? [] : [stagingArn])];
    grantAccess(`${name}-primary`, primary, settings, access, readers, child);
    grantAccess(`${name}-replica`, replica, settings, access, readers, child);
    grantKeys(name, storage, readers, child);
    createRecords(name, settings.domains, distribution, child);
    const url = pulumi.interpolate`https://${siteHost(settings.domains) ?? distribution.domainName}`;
    const monitoring =
      settings.monitoring === undefined || native === undefined
        ? undefined
        : new SiteMonitoring(
            name,
            {
              site: {
                url,
                distributionId: distribution.id,
                distributionArn: distribution.arn,
                primary,
                replica,
                replicates: replicates(settings.storage),
              },
              settings: settings.monitoring,
              native,
              tags: settings.tags,
            },
            child,
          );

    this.url = url;
    this.distributionId = distribution.id;
    this.distributionArn = distribution.arn;
    this.distributionDomainName = distribution.domainName;
    this.distributionHostedZoneId = distribution.hostedZoneId;
    this.stagingDistributionId = pulumi.output<string | undefined>(stagingId);
    this.accessLogBucketName = pulumi.output<string | undefined>(accessLogBucketName);
    this.primaryBucketName = primary.bucketName;
    this.primaryBucketArn = primary.bucketArn;
    this.replicaBucketName = replica.bucketName;
    this.replicaBucketArn = replica.bucketArn;
    this.originGroupId = pulumi.output(originIds.group);
    this.originAccessIdentityId = pulumi.output<string | undefined>(access.identity?.id);
    this.originAccessIdentityArn = pulumi.output<string | undefined>(access.identity?.iamArn);
    this.originAccessControlId = pulumi.output<string | undefined>(access.control?.id);
    this.primaryKeyArn = pulumi.output<string | undefined>(primary.key?.arn);
    this.replicaKeyArn = pulumi.output<string | undefined>(replica.key?.arn);
    this.responseHeadersPolicyId = policy.id;
    this.edgeFunctionName = pulumi.output<string | undefined>(edge.viewerResponse?.name);
    this.edgeFunctionArn = pulumi.output<string | undefined>(edge.viewerResponse?.arn);
    this.viewerRequestFunctionArn = pulumi.output<string | undefined>(edge.viewerRequest?.arn);
    this.originRequestVersionArn = pulumi.output<string | undefined>(edge.originRequestVersionArn);
    this.originResponseVersionArn = pulumi.output<string | undefined>(edge.originResponseVersionArn);
    this.replicationRoleArn = pulumi.output<string | undefined>(storage.role?.arn);
    this.monitoringDashboardName = pulumi.output<string | undefined>(monitoring?.dashboardName);
    this.availabilityObjectiveArn = pulumi.output<string | undefined>(monitoring?.objectiveArn);
    this.canaryNames = monitoring?.canaryNames ?? pulumi.output<Record<string, string>>({});
    this.alarmTopicArns = monitoring?.alarmTopicArns ?? pulumi.output<Record<string, string>>({});
    this.worstCaseDelayMs = pulumi.output<Record<string, number>>(worstCaseDelays(settings.failover));
    this.registerOutputs({
      url: this.url,
      distributionId: this.distributionId,
      distributionArn: this.distributionArn,
      distributionDomainName: this.distributionDomainName,
      distributionHostedZoneId: this.distributionHostedZoneId,
      stagingDistributionId: this.stagingDistributionId,
      accessLogBucketName: this.accessLogBucketName,
      primaryBucketName: this.primaryBucketName,
      primaryBucketArn: this.primaryBucketArn,
      replicaBucketName: this.replicaBucketName,
      replicaBucketArn: this.replicaBucketArn,
      originGroupId: this.originGroupId,
      originAccessIdentityId: this.originAccessIdentityId,
      originAccessIdentityArn: this.originAccessIdentityArn,
      originAccessControlId: this.originAccessControlId,
      primaryKeyArn: this.primaryKeyArn,
      replicaKeyArn: this.replicaKeyArn,
      responseHeadersPolicyId: this.responseHeadersPolicyId,
      edgeFunctionName: this.edgeFunctionName,
      edgeFunctionArn: this.edgeFunctionArn,
      viewerRequestFunctionArn: this.viewerRequestFunctionArn,
      originRequestVersionArn: this.originRequestVersionArn,
      originResponseVersionArn: this.originResponseVersionArn,
      replicationRoleArn: this.replicationRoleArn,
      monitoringDashboardName: this.monitoringDashboardName,
      availabilityObjectiveArn: this.availabilityObjectiveArn,
      canaryNames: this.canaryNames,
      alarmTopicArns: this.alarmTopicArns,
      worstCaseDelayMs: this.worstCaseDelayMs,
    });
  }
}
