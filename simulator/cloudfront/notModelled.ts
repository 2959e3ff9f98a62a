import { CodedError } from "../../aws/codedError";
import { managedResponseHeadersPolicies } from "../../aws/managedPolicies";
import { itemsOf, type DefaultCacheBehavior, type DistributionConfig, type Origin } from "../model/distributionConfig";
import type { ResponseHeadersPolicy } from "../model/policies";
import type { SiteModel } from "../model/siteModel";
import { canMake } from "./cloudFrontHeaders";
import { compileDistribution } from "./compile";
import { isSigned } from "./signedRequests";

/**
 * What a distribution asks for and this edge does not do, a sentence each, for the start of a run: nothing is left out in
 * silence. Throws as the edge's constructor does.
 */
export function notModelled(model: SiteModel, distributionId: string): string[] {
  const distribution = model.distributions.find(({ id }) => id === distributionId);
  if (distribution === undefined)
    throw new CodedError("E_NO_DISTRIBUTION", `distributionId must be one of the model's, got ${distributionId}`);
  const { config } = distribution;
  const found = [
    ...distributionWide(config),
    ...itemsOf(config.Origins).flatMap(ofOrigin),
    ...itemsOf(config.OriginGroups)
      .filter(({ SelectionCriteria }) => SelectionCriteria === "media-quality-based")
      .map(
        ({ Id }) => `origin group ${Id}: media-quality-based selection; the members are asked in their order (FO-27)`,
      ),
    ...behaviorsOf(config).flatMap(([name, behavior]) => ofBehavior(name, behavior, model)),
    ...ofHeaders(model, distributionId),
  ];
  return [...new Set(found)];
}

function behaviorsOf(config: DistributionConfig): (readonly [string, DefaultCacheBehavior])[] {
  return [
    ...itemsOf(config.CacheBehaviors).map((behavior) => [behavior.PathPattern, behavior] as const),
    ["*", config.DefaultCacheBehavior],
  ];
}

function distributionWide(config: DistributionConfig): string[] {
  const found: string[] = [];
  if ((config.WebACLId ?? "") !== "") found.push("web ACL: every request passes (HD-101)");
  if ((config.Restrictions?.GeoRestriction.RestrictionType ?? "none") !== "none") {
    found.push("geo restriction: a viewer is where X-Viewer-Country says; without it every request passes (HD-101)");
  }
  if (config.Staging === true || (config.ContinuousDeploymentPolicyId ?? "") !== "") {
    found.push("continuous deployment: no request is routed to a staging distribution (DR-3)");
  }
  return found;
}

function ofOrigin(origin: Origin): string[] {
  const found: string[] = [];
  if ((origin.OriginAccessControlId ?? "") !== "") {
    found.push(`origin ${origin.Id}: the access control's signing behavior is taken as always (HD-13)`);
  }
  return found;
}

function ofBehavior(name: string, behavior: DefaultCacheBehavior, model: SiteModel): string[] {
  const found: string[] = [];
  found.push(...ofLambdas(name, behavior, model));
  if (isSigned(behavior)) {
    found.push(`behavior ${name}: signed URLs and cookies are not verified; only a request without any is refused`);
  }
  if (at(behavior, "GrpcConfig", "Enabled") === true)
    found.push(`behavior ${name}: gRPC; its calls are taken as plain POSTs (FO-29)`);
  const id = behavior.ResponseHeadersPolicyId;
  const policies: readonly ResponseHeadersPolicy[] = [
    ...model.responseHeadersPolicies,
    ...managedResponseHeadersPolicies,
  ];
  const policy = policies.find(({ Id }) => Id === id);
  const cors = policy?.CorsConfig;
  if (cors !== undefined && itemsOf(cors.AccessControlAllowOrigins).length === 0) {
    found.push(`behavior ${name}: a CORS configuration without origins adds nothing`);
  }
  return found;
}

/** A function whose code the source does not hold as text does not run. */
function ofLambdas(name: string, behavior: DefaultCacheBehavior, model: SiteModel): string[] {
  return itemsOf(behavior.LambdaFunctionAssociations).flatMap(({ EventType, LambdaFunctionARN }) => {
    if (model.lambdaFunctions.some(({ arn }) => arn === LambdaFunctionARN)) return [];
    const place = `behavior ${name}: Lambda@Edge on ${EventType}`;
    return [`${place} does not run: the code of ${LambdaFunctionARN} is not known (LE-1)`];
  });
}

/** HD-19: the headers of CloudFront's own that policies name and this edge cannot make. */
function ofHeaders(model: SiteModel, distributionId: string): string[] {
  const { behaviors, defaultBehavior } = compileDistribution(model, distributionId);
  return [...behaviors, defaultBehavior].flatMap(({ pattern, forwarding }) => {
    const missing = forwarding.cloudFrontHeaders.filter((name) => !canMake(name));
    return missing.length === 0 ? [] : [`behavior ${pattern}: ${missing.join(", ")} are not made (HD-19)`];
  });
}

/** A field that the model's types leave out because nothing acts on it; a file may well have it. */
function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((found, field) => {
    return typeof found === "object" && found !== null ? Reflect.get(found, field) : undefined;
  }, value);
}
