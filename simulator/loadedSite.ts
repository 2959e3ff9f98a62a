import {
  managedCachePolicies,
  managedOriginRequestPolicies,
  managedResponseHeadersPolicies,
} from "../aws/managedPolicies";
import { notModelled } from "./cloudfront";
import type { SiteModel } from "./model/siteModel";
import { validateDistributionConfig } from "./model/validate";
import type { KnownResources } from "./model/validateBehavior";

/** A site, whatever it was loaded from, that AWS would accept. */
export interface LoadedSite {
  readonly source: "program" | "state" | "distribution" | "local";
  readonly model: SiteModel;
  /** What it asks for and the embedded cloud does not do, a sentence each, for the start of a run. */
  readonly notModelled: readonly string[];
  /** What its source does not say and was chosen here, a line each. */
  readonly madeUp: readonly string[];
  /** How many resources of providers its program or stack has; undefined for a distribution alone. */
  readonly resources?: number;
  /** The stack's outputs. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** Refuses what AWS would refuse, with AWS's own code. Throws the codes of the CloudFront API. */
export function acceptModel(model: SiteModel, known: KnownResources = {}): void {
  for (const { config } of model.distributions) validateDistributionConfig(config, known);
}

/** Everything of a model that the embedded cloud does not do. Throws as an edge's constructor does. */
export function allNotModelled(model: SiteModel): string[] {
  const left = model.distributions.flatMap(({ id }) => notModelled(model, id));
  return [...new Set([...model.notModelled, ...left])];
}

/** The policies that a distribution of this model may name: its own and AWS's. */
export function knownPolicies(model: SiteModel): KnownResources {
  const ids = (...lists: (readonly { readonly Id: string }[])[]): string[] => lists.flat().map(({ Id }) => Id);
  return {
    cachePolicyIds: ids(model.cachePolicies, managedCachePolicies),
    originRequestPolicyIds: ids(model.originRequestPolicies, managedOriginRequestPolicies),
    responseHeadersPolicyIds: ids(model.responseHeadersPolicies, managedResponseHeadersPolicies),
  };
}
