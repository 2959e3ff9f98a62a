import {
  itemsOf,
  toItems,
  type DefaultCacheBehavior,
  type DistributionConfig,
  type Origin,
} from "./distributionConfig";
import type { Bucket, Distribution, SiteModel } from "./siteModel";

/** The origins that the default cache behavior targets: one, or the two members of its group in their order (FO-1). */
export interface Members {
  readonly primary: Origin;
  readonly replica?: Origin;
  /** The group's id and the codes that fail over; absent without a group. */
  readonly group?: { readonly id: string; readonly statusCodes: readonly number[] };
}

/** The members behind the default behavior; undefined when its target does not exist. */
export function membersOf(config: DistributionConfig): Members | undefined {
  const origins = itemsOf(config.Origins);
  const target = config.DefaultCacheBehavior.TargetOriginId;
  const group = itemsOf(config.OriginGroups).find(({ Id }) => Id === target);
  if (group === undefined) {
    const single = origins.find(({ Id }) => Id === target);
    return single === undefined ? undefined : { primary: single };
  }
  const [primary, replica] = itemsOf(group.Members).map(({ OriginId }) => origins.find(({ Id }) => Id === OriginId));
  if (primary === undefined) return undefined;
  return {
    primary,
    ...(replica === undefined ? {} : { replica }),
    group: { id: group.Id, statusCodes: itemsOf(group.FailoverCriteria.StatusCodes) },
  };
}

/** The same site with every behavior on the first member alone: the control of a proof (D15). */
export function withoutOriginGroups(model: SiteModel): SiteModel {
  return { ...model, distributions: model.distributions.map((one) => ({ ...one, config: ungrouped(one.config) })) };
}

/** The bucket that an origin's name leads to, whether it names the region or not (S3-11); undefined for others. */
export function bucketOfOrigin(model: SiteModel, origin: Origin): Bucket | undefined {
  const host = origin.DomainName.toLowerCase();
  return model.buckets.find(({ name, region }) =>
    [`s3.${region}`, `s3-${region}`, `s3.dualstack.${region}`, "s3"].some(
      (service) => host === `${name}.${service}.amazonaws.com`,
    ),
  );
}

/** The region in an S3 endpoint's name (`bucket.s3.us-west-2.amazonaws.com`, dual-stack and website forms), or undefined. */
export function regionOfHost(host: string): string | undefined {
  return /\.s3(?:-website)?(?:\.dualstack)?[.-]([a-z]{2,}(?:-[a-z]+)+-\d{1,2})\.amazonaws\.com$/.exec(host)?.[1];
}

/** The distribution with this id, or the first one. */
export function distributionOf(model: SiteModel, id?: string): Distribution | undefined {
  if (id !== undefined) return model.distributions.find((one) => one.id === id);
  // A staging distribution is no viewer's unless continuous deployment routes the request there (DR-3).
  return model.distributions.find(({ config }) => config.Staging !== true) ?? model.distributions[0];
}

function ungrouped(config: DistributionConfig): DistributionConfig {
  const primaryOf = new Map(
    itemsOf(config.OriginGroups).map((group) => [group.Id, itemsOf(group.Members)[0]?.OriginId ?? group.Id]),
  );
  const retarget = <B extends DefaultCacheBehavior>(behavior: B): B => ({
    ...behavior,
    TargetOriginId: primaryOf.get(behavior.TargetOriginId) ?? behavior.TargetOriginId,
  });
  return {
    ...config,
    OriginGroups: toItems([]),
    DefaultCacheBehavior: retarget(config.DefaultCacheBehavior),
    CacheBehaviors: toItems(itemsOf(config.CacheBehaviors).map(retarget)),
  };
}
