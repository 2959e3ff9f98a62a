import type * as pulumi from "@pulumi/pulumi";
import { type AccessSettings, resolveAccess } from "./access/settings";
import { argumentNames } from "./argumentNames";
import type { StaticSiteHAArgs } from "./args";
import { type DistributionSettings, resolveDistribution } from "./distribution/settings";
import { type DomainSettings, resolveDomains } from "./domains/settings";
import { type EdgeCodeSettings, resolveEdgeCode } from "./edgeCode/settings";
import { entryOf } from "./entries";
import { type FailoverSettings, resolveFailover } from "./failover/settings";
import { type HeaderSettings, resolveHeaders } from "./headers/settings";
import { type MonitoringSettings, resolveMonitoring } from "./monitoring/settings";
import { resolveTags } from "./siteTags";
import { replicates, resolveStorage, type StorageSettings } from "./storage/settings";

/** The arguments, topic by topic, with every default filled in and every value judged. */
export interface SiteSettings {
  readonly storage: StorageSettings;
  readonly access: AccessSettings;
  readonly failover: FailoverSettings;
  readonly distribution: DistributionSettings;
  readonly headers: HeaderSettings;
  readonly edgeCode: EdgeCodeSettings;
  readonly domains: DomainSettings;
  /** Absent: nothing watches the site. */
  readonly monitoring?: MonitoringSettings;
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/**
 * Fills in the defaults and judges every argument that is not an output.
 *
 * @throws CodedError as the topics do, with the argument as its path; `E_ARGUMENT` for one that nobody knows.
 */
export function resolveSettings(given: StaticSiteHAArgs): SiteSettings {
  const args = entryOf("E_ARGUMENT", "args", given, argumentNames);
  const failover = resolveFailover(args);
  const access = resolveAccess(args, failover.statusCodes);
  const storage = resolveStorage(args, access, args.monitoring !== undefined);
  const distribution = resolveDistribution(args, { storage, access, failover });
  const monitoring = resolveMonitoring(args.monitoring, { ...storage, replicates: replicates(storage) });
  const topics = {
    storage,
    access,
    failover,
    distribution,
    headers: resolveHeaders(args.headers ?? {}, distribution.defaultRootObject),
    domains: resolveDomains(args),
    ...(monitoring === undefined ? {} : { monitoring }),
    ...(args.tags === undefined ? {} : { tags: resolveTags(args.tags) }),
  };
  // Last, as its hooks are run, which takes longer than all the rest.
  return { ...topics, edgeCode: resolveEdgeCode(args, failover.statusCodes) };
}
