import * as pulumi from "@pulumi/pulumi";
import { worstCaseDelays } from "../aws/failoverDelay";
import { createIdentity, grantAccess } from "./access/access";
import type { StaticSiteHAArgs } from "./args";
import { createSiteBucket } from "./storage/buckets";
import { createDistribution, originIds } from "./distribution/distribution";
import { createHeaders, headerFunctionCode } from "./headers/headers";
import { createReplication } from "./storage/replication";
import { resolveSettings } from "./settings";

/**
 * A static site that survives the loss of a region: two private, versioned buckets in two regions, the first replicated
 * to the second, behind a CloudFront distribution whose only behavior targets an origin group of both.
 */
export class StaticSiteHA extends pulumi.ComponentResource {
  /** The site's address, `https://` and the distribution's domain name. */
  readonly url: pulumi.Output<string>;
  /** Id of the CloudFront distribution. */
  readonly distributionId: pulumi.Output<string>;
  /** ARN of the CloudFront distribution. */
  readonly distributionArn: pulumi.Output<string>;
  /** `dxxxx.cloudfront.net`. */
  readonly distributionDomainName: pulumi.Output<string>;
  /** Hosted zone that an alias record for the distribution names. */
  readonly distributionHostedZoneId: pulumi.Output<string>;
  /** Name of the bucket that releases are written to. */
  readonly primaryBucketName: pulumi.Output<string>;
  /** ARN of the primary bucket. */
  readonly primaryBucketArn: pulumi.Output<string>;
  /** Name of the bucket that answers when the primary cannot. */
  readonly replicaBucketName: pulumi.Output<string>;
  /** ARN of the replica bucket. */
  readonly replicaBucketArn: pulumi.Output<string>;
  /** Id of the origin group that the behavior targets. */
  readonly originGroupId: pulumi.Output<string>;
  /** Id of the origin access identity that reads both buckets. */
  readonly originAccessIdentityId: pulumi.Output<string>;
  /** The identity's ARN, the principal of both bucket policies. */
  readonly originAccessIdentityArn: pulumi.Output<string>;
  /** Id of the response headers policy. */
  readonly responseHeadersPolicyId: pulumi.Output<string>;
  /** Name of the edge header function. */
  readonly edgeFunctionName: pulumi.Output<string>;
  /** ARN of the edge header function. */
  readonly edgeFunctionArn: pulumi.Output<string>;
  /** ARN of the role that S3 replicates with. */
  readonly replicationRoleArn: pulumi.Output<string>;
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
    const settings = resolveSettings(args);
    const code = headerFunctionCode(settings);
    super("static-site-ha:index:StaticSiteHA", name, args, opts);
    const child = { parent: this };

    const primary = createSiteBucket(`${name}-primary`, settings.storage.primaryRegion, settings, child);
    const replica = createSiteBucket(`${name}-replica`, settings.storage.replicaRegion, settings, child);
    const { role } = createReplication(name, primary, replica, settings, child);
    const identity = createIdentity(name, child);
    grantAccess(`${name}-primary`, primary, identity, child);
    grantAccess(`${name}-replica`, replica, identity, child);
    const { policy, headerFunction } = createHeaders(name, settings, code, child);
    const distribution = createDistribution(
      name,
      settings,
      {
        primaryDomainName: primary.domainName,
        replicaDomainName: replica.domainName,
        identityPath: identity.cloudfrontAccessIdentityPath,
        responseHeadersPolicyId: policy.id,
        headerFunctionArn: headerFunction.arn,
      },
      child,
    );

    this.url = pulumi.interpolate`https://${distribution.domainName}`;
    this.distributionId = distribution.id;
    this.distributionArn = distribution.arn;
    this.distributionDomainName = distribution.domainName;
    this.distributionHostedZoneId = distribution.hostedZoneId;
    this.primaryBucketName = primary.bucketName;
    this.primaryBucketArn = primary.bucket.arn;
    this.replicaBucketName = replica.bucketName;
    this.replicaBucketArn = replica.bucket.arn;
    this.originGroupId = pulumi.output(originIds.group);
    this.originAccessIdentityId = identity.id;
    this.originAccessIdentityArn = identity.iamArn;
    this.responseHeadersPolicyId = policy.id;
    this.edgeFunctionName = headerFunction.name;
    this.edgeFunctionArn = headerFunction.arn;
    this.replicationRoleArn = role.arn;
    this.worstCaseDelayMs = pulumi.output<Record<string, number>>(worstCaseDelays(settings.failover));
    this.registerOutputs({
      url: this.url,
      distributionId: this.distributionId,
      distributionArn: this.distributionArn,
      distributionDomainName: this.distributionDomainName,
      distributionHostedZoneId: this.distributionHostedZoneId,
      primaryBucketName: this.primaryBucketName,
      primaryBucketArn: this.primaryBucketArn,
      replicaBucketName: this.replicaBucketName,
      replicaBucketArn: this.replicaBucketArn,
      originGroupId: this.originGroupId,
      originAccessIdentityId: this.originAccessIdentityId,
      originAccessIdentityArn: this.originAccessIdentityArn,
      responseHeadersPolicyId: this.responseHeadersPolicyId,
      edgeFunctionName: this.edgeFunctionName,
      edgeFunctionArn: this.edgeFunctionArn,
      replicationRoleArn: this.replicationRoleArn,
      worstCaseDelayMs: this.worstCaseDelayMs,
    });
  }
}
