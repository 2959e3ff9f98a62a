import { CodedError } from "../../aws/codedError";
import {
  managedCachePolicies,
  managedOriginRequestPolicies,
  managedResponseHeadersPolicies,
} from "../../aws/managedPolicies";
import {
  itemsOf,
  type DefaultCacheBehavior,
  type DistributionConfig,
  type LambdaFunctionAssociation,
  type Origin,
} from "../model/distributionConfig";
import type { EdgeFunction, SiteModel } from "../model/siteModel";
import type {
  AssociatedLambda,
  CompiledBehavior,
  CompiledDistribution,
  CompiledOrigin,
  ErrorRule,
  OriginTarget,
} from "./compiled";
import { compileHeadersPolicy } from "./compileHeadersPolicy";
import { compileForwarding } from "./forwarding";
import { legacyForwarding, legacyTtl } from "./legacyForwarding";
import { compileOrigin } from "./compileOrigin";
import { compilePathPattern } from "./pathPattern";
import { isSigned } from "./signedRequests";

/** Every model is compiled once, however many edges it has: nobody changes one that is there. */
const compiledBefore = new WeakMap<SiteModel, Map<string, CompiledDistribution>>();

/**
 * Turns a distribution's configuration into what the pipeline asks of it, once. Throws `E_NO_DISTRIBUTION`, and
 * `NoSuchOrigin`, `NoSuchCachePolicy`, … for a reference that leads nowhere.
 */
export function compileDistribution(model: SiteModel, distributionId: string): CompiledDistribution {
  const before = compiledBefore.get(model) ?? new Map<string, CompiledDistribution>();
  const known = before.get(distributionId);
  if (known !== undefined) return known;
  const made = compiled(model, distributionId);
  compiledBefore.set(model, before.set(distributionId, made));
  return made;
}

function compiled(model: SiteModel, distributionId: string): CompiledDistribution {
  const distribution = model.distributions.find(({ id }) => id === distributionId);
  if (distribution === undefined) {
    const known = model.distributions.map(({ id }) => id).join(", ") || "none";
    throw new CodedError(
      "E_NO_DISTRIBUTION",
      `distributionId must be one of the model's (${known}), got ${distributionId}`,
    );
  }
  const { config, arn, domainName } = distribution;
  const origins = new Map(itemsOf(config.Origins).map((origin) => [origin.Id, compileOrigin(origin, arn)]));
  const targets = targetsOf(config, origins);
  const compile = (behavior: DefaultCacheBehavior, pattern: string, place: string): CompiledBehavior =>
    compileBehavior(model, targets, behavior, pattern, place);
  return {
    id: distributionId,
    arn,
    domainName,
    hosts: [domainName, ...itemsOf(config.Aliases)],
    enabled: config.Enabled,
    rootObject: config.DefaultRootObject ?? "",
    ...admissionOf(config),
    http3: config.HttpVersion === "http3" || config.HttpVersion === "http2and3",
    behaviors: itemsOf(config.CacheBehaviors).map((behavior, index) =>
      compile(behavior, behavior.PathPattern, `CacheBehaviors.Items[${index}]`),
    ),
    defaultBehavior: compile(config.DefaultCacheBehavior, "*", "DefaultCacheBehavior"),
    errorRules: errorRulesOf(config),
    targets,
  };
}

function compileBehavior(
  model: SiteModel,
  targets: ReadonlyMap<string, OriginTarget>,
  behavior: DefaultCacheBehavior,
  pattern: string,
  place: string,
): CompiledBehavior {
  const target = targets.get(behavior.TargetOriginId);
  if (target === undefined) {
    throw new CodedError(
      "NoSuchOrigin",
      `TargetOriginId must be the id of an origin or origin group of the distribution, got ${behavior.TargetOriginId}`,
      `${place}.TargetOriginId`,
    );
  }
  const cachePolicy =
    behavior.CachePolicyId === undefined
      ? undefined
      : byId([...model.cachePolicies, ...managedCachePolicies], behavior.CachePolicyId, "CachePolicyId", place);
  const originRequestPolicy =
    behavior.OriginRequestPolicyId === undefined
      ? undefined
      : byId(
          [...model.originRequestPolicies, ...managedOriginRequestPolicies],
          behavior.OriginRequestPolicyId,
          "OriginRequestPolicyId",
          place,
        );
  const headersPolicy =
    behavior.ResponseHeadersPolicyId === undefined
      ? undefined
      : byId(
          [...model.responseHeadersPolicies, ...managedResponseHeadersPolicies],
          behavior.ResponseHeadersPolicyId,
          "ResponseHeadersPolicyId",
          place,
        );
  const viewerRequest =
    functionOf(model, behavior, "viewer-request", place) ?? lambdaOf(model, behavior, "viewer-request");
  const viewerResponse =
    functionOf(model, behavior, "viewer-response", place) ?? lambdaOf(model, behavior, "viewer-response");
  const originRequest = lambdaOf(model, behavior, "origin-request");
  const originResponse = lambdaOf(model, behavior, "origin-response");
  return {
    pattern,
    matches: compilePathPattern(pattern),
    target,
    // Without a list the API takes GET and HEAD (PL-1).
    allowedMethods: new Set(behavior.AllowedMethods?.Items ?? ["GET", "HEAD"]),
    cachedMethods: new Set(behavior.AllowedMethods?.CachedMethods?.Items ?? ["GET", "HEAD"]),
    viewerProtocolPolicy: behavior.ViewerProtocolPolicy,
    compress: behavior.Compress === true,
    signed: isSigned(behavior),
    ...(cachePolicy === undefined
      ? { ttl: legacyTtl(behavior), forwarding: legacyForwarding(behavior) }
      : {
          ttl: { min: cachePolicy.MinTTL, default: cachePolicy.DefaultTTL, max: cachePolicy.MaxTTL },
          forwarding: compileForwarding(cachePolicy, originRequestPolicy),
        }),
    ...(headersPolicy === undefined ? {} : { headersPolicy: compileHeadersPolicy(headersPolicy) }),
    ...(viewerRequest === undefined ? {} : { viewerRequest }),
    ...(viewerResponse === undefined ? {} : { viewerResponse }),
    ...(originRequest === undefined ? {} : { originRequest }),
    ...(originResponse === undefined ? {} : { originResponse }),
  };
}

/** HD-101. */
function admissionOf({ Restrictions }: DistributionConfig): Pick<CompiledDistribution, "admitsCountry"> {
  const geo = Restrictions?.GeoRestriction;
  if (geo === undefined || geo.RestrictionType === "none") return {};
  const listed = new Set(itemsOf(geo));
  const whitelist = geo.RestrictionType === "whitelist";
  return { admitsCountry: (country) => listed.has(country) === whitelist };
}

const missing = {
  CachePolicyId: "NoSuchCachePolicy",
  OriginRequestPolicyId: "NoSuchOriginRequestPolicy",
  ResponseHeadersPolicyId: "NoSuchResponseHeadersPolicy",
} as const;

function byId<P extends { readonly Id: string }>(
  policies: readonly P[],
  id: string,
  field: keyof typeof missing,
  place: string,
): P {
  const found = policies.find(({ Id }) => Id === id);
  if (found !== undefined) return found;
  throw new CodedError(
    missing[field],
    `${field} must name a policy of the model or a managed one, got ${id}`,
    `${place}.${field}`,
  );
}

function functionOf(
  model: SiteModel,
  behavior: DefaultCacheBehavior,
  event: "viewer-request" | "viewer-response",
  place: string,
): EdgeFunction | undefined {
  const arn = itemsOf(behavior.FunctionAssociations).find(({ EventType }) => EventType === event)?.FunctionARN;
  if (arn === undefined) return undefined;
  const found = model.functions.find((one) => one.arn === arn);
  if (found !== undefined) return found;
  throw new CodedError(
    "NoSuchFunctionExists",
    `FunctionARN must name a function of the model, got ${arn}`,
    `${place}.FunctionAssociations`,
  );
}

/** Undefined too where the function's code is not known: such a one is named as not modelled. */
function lambdaOf(
  model: SiteModel,
  behavior: DefaultCacheBehavior,
  event: LambdaFunctionAssociation["EventType"],
): AssociatedLambda | undefined {
  const associations = itemsOf(behavior.LambdaFunctionAssociations);
  const association = associations.find(({ EventType }) => EventType === event);
  const found = model.lambdaFunctions.find(({ arn }) => arn === association?.LambdaFunctionARN);
  return found === undefined ? undefined : { ...found, includeBody: association?.IncludeBody === true };
}

/** Origins and origin groups share one namespace (FO-2). */
function targetsOf(
  config: DistributionConfig,
  origins: ReadonlyMap<string, CompiledOrigin>,
): Map<string, OriginTarget> {
  const targets = new Map<string, OriginTarget>();
  for (const [id, origin] of origins) targets.set(id, { kind: "origin", origin });
  itemsOf(config.OriginGroups).forEach((group, index) => {
    const members = itemsOf(group.Members).map(({ OriginId }) => memberOf(origins, OriginId, index));
    const [primary, secondary] = members;
    if (primary === undefined || secondary === undefined || members.length > 2) {
      throw new CodedError(
        "InvalidArgument",
        `an origin group must have exactly two members, got ${members.length} in ${group.Id}`,
        `OriginGroups.Items[${index}].Members`,
      );
    }
    const criteria = new Set(itemsOf(group.FailoverCriteria.StatusCodes));
    targets.set(group.Id, { kind: "group", id: group.Id, primary, secondary, criteria });
  });
  return targets;
}

function memberOf(origins: ReadonlyMap<string, CompiledOrigin>, id: Origin["Id"], group: number): CompiledOrigin {
  const origin = origins.get(id);
  if (origin !== undefined) return origin;
  throw new CodedError(
    "NoSuchOrigin",
    `a member of an origin group must be the id of an origin, got ${id}`,
    `OriginGroups.Items[${group}].Members`,
  );
}

function errorRulesOf(config: DistributionConfig): Map<number, ErrorRule> {
  return new Map(
    itemsOf(config.CustomErrorResponses).map(({ ErrorCode, ErrorCachingMinTTL, ResponsePagePath, ResponseCode }) => [
      ErrorCode,
      {
        ...(ErrorCachingMinTTL === undefined ? {} : { minTtl: ErrorCachingMinTTL }),
        // The API prints "" for an absent one.
        ...(ResponsePagePath === undefined || ResponsePagePath === ""
          ? {}
          : { page: { path: ResponsePagePath, status: Number(ResponseCode ?? ErrorCode) || ErrorCode } }),
      },
    ]),
  );
}
