import {
  itemsOf,
  toItems,
  type DefaultCacheBehavior,
  type DistributionConfig,
} from "../../simulator/model/distributionConfig";
import type { SiteModel } from "../../simulator/model/siteModel";

/** The same site without a default root object: there a listing that is granted shows (D5). */
export function withoutRootObject(model: SiteModel): SiteModel {
  return changed(model, (config) => ({ ...config, DefaultRootObject: "" }));
}

/** The same site without the functions on origin-response: what fails over there is CloudFront's own decision. */
export function withoutOriginResponse(model: SiteModel): SiteModel {
  const stripped = <B extends DefaultCacheBehavior>(behavior: B): B => ({
    ...behavior,
    LambdaFunctionAssociations: toItems(
      itemsOf(behavior.LambdaFunctionAssociations).filter(({ EventType }) => EventType !== "origin-response"),
    ),
  });
  return changed(model, (config) => ({
    ...config,
    DefaultCacheBehavior: stripped(config.DefaultCacheBehavior),
    CacheBehaviors: toItems(itemsOf(config.CacheBehaviors).map(stripped)),
  }));
}

function changed(model: SiteModel, change: (config: DistributionConfig) => DistributionConfig): SiteModel {
  return { ...model, distributions: model.distributions.map((one) => ({ ...one, config: change(one.config) })) };
}
