import type * as pulumi from "@pulumi/pulumi";
import type { AccessArgs } from "./access/args";
import type { DistributionOptionArgs } from "./distribution/args";
import type { DomainArgs } from "./domains/args";
import type { EdgeCodeArgs } from "./edgeCode/args";
import type { FailoverArgs } from "./failover/args";
import type { SiteHeadersArgs } from "./headers/args";
import type { MonitoringTopicArgs } from "./monitoring/args";
import type { StorageArgs } from "./storage/args";

/**
 * Arguments of `StaticSiteHA`. What is judged before anything is registered is plain; what only ends in a property of a
 * resource may be an output.
 */
export interface StaticSiteHAArgs
  extends StorageArgs, AccessArgs, FailoverArgs, DistributionOptionArgs, DomainArgs, EdgeCodeArgs, MonitoringTopicArgs {
  /** The security headers that every response carries. Defaults to a strict set. */
  headers?: SiteHeadersArgs;
  /** Tags for every resource that takes tags. Defaults to none. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}
