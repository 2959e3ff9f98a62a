import type * as pulumi from "@pulumi/pulumi";
import type { StaticSiteHAArgs } from "./args";
import { type DistributionSettings, resolveDistribution } from "./distribution/settings";
import { type FailoverSettings, resolveFailover } from "./failover/settings";
import { type HeaderSettings, resolveHeaders } from "./headers/settings";
import { resolveStorage, type StorageSettings } from "./storage/settings";

/** The arguments, topic by topic, with every default filled in and every value judged. */
export interface SiteSettings {
  readonly storage: StorageSettings;
  readonly failover: FailoverSettings;
  readonly distribution: DistributionSettings;
  readonly headers: HeaderSettings;
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/**
 * Fills in the defaults and judges every argument that is not an output.
 *
 * @throws CodedError as the topics do, with the argument as its path.
 */
export function resolveSettings(args: StaticSiteHAArgs): SiteSettings {
  const distribution = resolveDistribution(args);
  return {
    storage: resolveStorage(args),
    failover: resolveFailover(args),
    distribution,
    headers: resolveHeaders(args.headers ?? {}, distribution.defaultRootObject),
    ...(args.tags === undefined ? {} : { tags: args.tags }),
  };
}
