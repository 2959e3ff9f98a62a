import {
  itemsOf,
  toItems,
  type DefaultCacheBehavior,
  type DistributionConfig,
} from "../../simulator/model/distributionConfig";
import { withoutOriginGroups } from "../../simulator/model/members";
import type { SiteModel } from "../../simulator/model/siteModel";

/** A response headers policy that sets nothing. */
const emptyPolicy = { Id: "static-site-ha-proof-empty", Name: "empty" };

/**
 * The same site without one thing each: what a promise is about. A promise that holds there as well was kept by nothing
 * (D15).
 */
export const mutants = {
  /** Every behavior on its primary alone. */
  ungrouped: withoutOriginGroups,
  /** Every behavior on its replica alone. */
  "replica-alone": (model) =>
    withoutOriginGroups(
      changed(model, (config) => ({
        ...config,
        OriginGroups: toItems(
          itemsOf(config.OriginGroups).map((group) => ({
            ...group,
            Members: toItems([...itemsOf(group.Members)].reverse()),
          })),
        ),
      })),
    ),
  /** No default root object: there a listing that is granted shows (D5). */
  rootless: (model) => changed(model, (config) => ({ ...config, DefaultRootObject: "" })),
  /** No function on origin-response: what fails over there is CloudFront's own decision. */
  hookless: (model) => everyBehavior(model, (behavior) => withoutLambdas(behavior, ["origin-response"])),
  /** Nothing that could set a header: neither a policy nor a function on a response. */
  bare: (model) =>
    everyBehavior(
      { ...model, responseHeadersPolicies: [...model.responseHeadersPolicies, emptyPolicy] },
      (behavior) => ({
        ...withoutLambdas(behavior, ["origin-response", "viewer-response"]),
        ResponseHeadersPolicyId: emptyPolicy.Id,
        FunctionAssociations: toItems(
          itemsOf(behavior.FunctionAssociations).filter(({ EventType }) => EventType !== "viewer-response"),
        ),
      }),
    ),
  /** Every method goes to the primary. */
  writable: (model) =>
    everyBehavior(withoutOriginGroups(model), (behavior) => ({
      ...behavior,
      AllowedMethods: {
        ...toItems(["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]),
        CachedMethods: toItems(["GET", "HEAD"]),
      },
    })),
  /** No page stands for an error. */
  pageless: (model) => changed(model, (config) => ({ ...config, CustomErrorResponses: toItems([]) })),
  /** Every page that stands for an error is shown with 200. */
  hiding: (model) =>
    changed(model, (config) => ({
      ...config,
      CustomErrorResponses: toItems(
        itemsOf(config.CustomErrorResponses).map((rule) =>
          rule.ResponsePagePath === undefined || rule.ResponsePagePath === "" ? rule : { ...rule, ResponseCode: "200" },
        ),
      ),
    })),
} as const satisfies Readonly<Record<string, (model: SiteModel) => SiteModel>>;

export type MutantName = keyof typeof mutants;

/** Every mutant of a site, each made when it is first asked for. */
export function mutantsOf(model: SiteModel): (name: MutantName) => SiteModel {
  const made = new Map<MutantName, SiteModel>();
  return (name) => {
    const known = made.get(name) ?? mutants[name](model);
    made.set(name, known);
    return known;
  };
}

function withoutLambdas<B extends DefaultCacheBehavior>(behavior: B, events: readonly string[]): B {
  return {
    ...behavior,
    LambdaFunctionAssociations: toItems(
      itemsOf(behavior.LambdaFunctionAssociations).filter(({ EventType }) => !events.includes(EventType)),
    ),
  };
}

function everyBehavior(model: SiteModel, change: <B extends DefaultCacheBehavior>(behavior: B) => B): SiteModel {
  return changed(model, (config) => ({
    ...config,
    DefaultCacheBehavior: change(config.DefaultCacheBehavior),
    CacheBehaviors: toItems(itemsOf(config.CacheBehaviors).map(change)),
  }));
}

function changed(model: SiteModel, change: (config: DistributionConfig) => DistributionConfig): SiteModel {
  return { ...model, distributions: model.distributions.map((one) => ({ ...one, config: change(one.config) })) };
}
