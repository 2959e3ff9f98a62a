import {
  itemsOf,
  toItems,
  type DefaultCacheBehavior,
  type DistributionConfig,
} from "../simulator/model/distributionConfig";
import type { SiteModel } from "../simulator/model/siteModel";
import type { Hook } from "./experiment";

const arn = "arn:aws:lambda:us-east-1:000000000000:function:drill-hook:1";

/** The same site with a function on an origin event of every behavior, in place of the one that is there. */
export function withHook(model: SiteModel, { event, runtime, code }: Hook): SiteModel {
  const hooked = <B extends DefaultCacheBehavior>(behavior: B): B => ({
    ...behavior,
    LambdaFunctionAssociations: toItems([
      ...itemsOf(behavior.LambdaFunctionAssociations).filter(({ EventType }) => EventType !== event),
      { EventType: event, LambdaFunctionARN: arn },
    ]),
  });
  const configured = (config: DistributionConfig): DistributionConfig => ({
    ...config,
    DefaultCacheBehavior: hooked(config.DefaultCacheBehavior),
    CacheBehaviors: toItems(itemsOf(config.CacheBehaviors).map(hooked)),
  });
  return {
    ...model,
    distributions: model.distributions.map((one) => ({ ...one, config: configured(one.config) })),
    lambdaFunctions: [
      ...model.lambdaFunctions,
      { arn, name: "drill-hook", runtime, code, exportName: "handler", timeoutSeconds: 3 },
    ],
  };
}
