import type { ErrorCode } from "../../aws/errorCodes";
import { maximumPathPatternLength, patternCharacters } from "../../aws/pathPatterns";
import { itemsOf, type DefaultCacheBehavior } from "./distributionConfig";
import { refuse } from "./refuse";

/** What else exists in the account; where a list is absent, references of that kind are not checked. */
export interface KnownResources {
  readonly cachePolicyIds?: readonly string[];
  readonly originRequestPolicyIds?: readonly string[];
  readonly responseHeadersPolicyIds?: readonly string[];
  readonly functionArns?: readonly string[];
}

export interface BehaviorContext {
  readonly originIds: ReadonlySet<string>;
  readonly groupIds: ReadonlySet<string>;
  /** The origins that are buckets, and the groups that have one. */
  readonly s3Ids: ReadonlySet<string>;
  readonly known: KnownResources;
}

/** The only sets that the API takes (PL-1). */
const readMethods = ["GET", "HEAD"];
const preflightMethods = ["GET", "HEAD", "OPTIONS"];
const allMethods = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"];

/** FO-9, word for word as the API says it. */
const writesWithGroup =
  "The parameter AllowedMethods cannot include POST, PUT, PATCH, or DELETE for a cached behavior associated with an origin group.";

/** Checks one behaviour; `pattern` is absent for the default one. */
export function validateBehavior(
  behavior: DefaultCacheBehavior,
  place: string,
  { originIds, groupIds, s3Ids, known }: BehaviorContext,
  pattern?: string,
): void {
  const { TargetOriginId } = behavior;
  if (!originIds.has(TargetOriginId) && !groupIds.has(TargetOriginId)) {
    refuse(
      "NoSuchOrigin",
      `TargetOriginId must be the id of an origin or origin group of the distribution, got ${TargetOriginId}`,
      `${place}.TargetOriginId`,
    );
  }
  validateMethods(behavior, place, groupIds.has(TargetOriginId));
  if (pattern !== undefined) validatePattern(pattern, `${place}.PathPattern`);
  validateReferences(behavior, place, known);
  validateCacheSettings(behavior, place, s3Ids.has(TargetOriginId));
  validateTtls(behavior, place);
}

/** A cache policy and the settings from before there were any exclude each other. */
function validateCacheSettings(behavior: DefaultCacheBehavior, place: string, toS3: boolean): void {
  const { CachePolicyId, ForwardedValues } = behavior;
  if ((CachePolicyId === undefined) === (ForwardedValues === undefined)) {
    const got = CachePolicyId === undefined ? "neither" : "both";
    refuse("InvalidArgument", `a behavior must have one of CachePolicyId and ForwardedValues, got ${got}`, place);
  }
  const host = itemsOf(ForwardedValues?.Headers).find((name) => name.toLowerCase() === "host");
  // HD-4.
  if (toS3 && host !== undefined) {
    refuse(
      "InvalidHeadersForS3Origin",
      `Headers must not name ${host} where the target is a bucket, got ${host}`,
      `${place}.ForwardedValues.Headers`,
    );
  }
}

function validateMethods({ AllowedMethods }: DefaultCacheBehavior, place: string, group: boolean): void {
  const allowed = AllowedMethods?.Items ?? readMethods;
  const cached = AllowedMethods?.CachedMethods?.Items ?? readMethods;
  if (![readMethods, preflightMethods, allMethods].some((set) => sameSet(set, allowed))) {
    const legal = "GET, HEAD; GET, HEAD, OPTIONS; or all seven";
    refuse("InvalidArgument", `AllowedMethods must be ${legal}, got ${allowed.join(", ")}`, `${place}.AllowedMethods`);
  }
  if (group && sameSet(allMethods, allowed)) refuse("InvalidArgument", writesWithGroup, `${place}.AllowedMethods`);
  const legal = [readMethods, preflightMethods].some((set) => sameSet(set, cached));
  if (!legal || !cached.every((method) => allowed.includes(method))) {
    refuse(
      "InvalidArgument",
      `CachedMethods must be GET, HEAD or GET, HEAD, OPTIONS and part of AllowedMethods, got ${cached.join(", ")}`,
      `${place}.AllowedMethods.CachedMethods`,
    );
  }
}

function validatePattern(pattern: string, path: string): void {
  if (pattern.length === 0 || pattern.length > maximumPathPatternLength) {
    refuse(
      "InvalidArgument",
      `PathPattern must have 1 to ${maximumPathPatternLength} characters, got ${pattern.length}`,
      path,
    );
  }
  if (!patternCharacters.test(pattern)) {
    refuse(
      "InvalidArgument",
      `PathPattern may have A-Z a-z 0-9 _ - . * $ / ~ " ' @ : + & ? only, got ${pattern}`,
      path,
    );
  }
}

function validateReferences(behavior: DefaultCacheBehavior, place: string, known: KnownResources): void {
  const check = (code: ErrorCode, field: string, id: string | undefined, ids: readonly string[] | undefined): void => {
    if (id === undefined || ids === undefined || ids.includes(id)) return;
    const what =
      field === "FunctionAssociations"
        ? "a function that is known here"
        : "a managed policy or one that is known here (--policy FILE)";
    refuse(code, `${field} must name ${what}, got ${id}`, `${place}.${field}`);
  };
  check("NoSuchCachePolicy", "CachePolicyId", behavior.CachePolicyId, known.cachePolicyIds);
  check(
    "NoSuchOriginRequestPolicy",
    "OriginRequestPolicyId",
    behavior.OriginRequestPolicyId,
    known.originRequestPolicyIds,
  );
  check(
    "NoSuchResponseHeadersPolicy",
    "ResponseHeadersPolicyId",
    behavior.ResponseHeadersPolicyId,
    known.responseHeadersPolicyIds,
  );
  const events = new Set<string>();
  for (const { EventType, FunctionARN } of itemsOf(behavior.FunctionAssociations)) {
    check("NoSuchFunctionExists", "FunctionAssociations", FunctionARN, known.functionArns);
    // CF-1.
    if (events.has(EventType)) {
      refuse(
        "InvalidFunctionAssociation",
        `a behavior may have one function for an event, got two for ${EventType}`,
        `${place}.FunctionAssociations`,
      );
    }
    events.add(EventType);
  }
  validateLambdas(behavior, place);
  // HD-2.
  if (behavior.OriginRequestPolicyId !== undefined && behavior.CachePolicyId === undefined) {
    refuse("InvalidArgument", "OriginRequestPolicyId needs a CachePolicyId, got none", `${place}.CachePolicyId`);
  }
}

/** CF-2, LE-19, and one function for an event as with CF-1. */
function validateLambdas(behavior: DefaultCacheBehavior, place: string): void {
  const path = `${place}.LambdaFunctionAssociations`;
  const viewerFunctions = itemsOf(behavior.FunctionAssociations).length > 0;
  const events = new Set<string>();
  for (const { EventType, LambdaFunctionARN } of itemsOf(behavior.LambdaFunctionAssociations)) {
    if (!/^arn:[a-z-]+:lambda:us-east-1:\d{12}:function:[^:]+:\d+$/.test(LambdaFunctionARN)) {
      refuse(
        "InvalidLambdaFunctionAssociation",
        `LambdaFunctionARN must name a numbered version in us-east-1, got ${LambdaFunctionARN}`,
        path,
      );
    }
    if (events.has(EventType)) {
      refuse(
        "InvalidLambdaFunctionAssociation",
        `a behavior may have one function for an event, got two for ${EventType}`,
        path,
      );
    }
    events.add(EventType);
    if (viewerFunctions && EventType.startsWith("viewer-")) {
      refuse(
        "InvalidLambdaFunctionAssociation",
        `a behavior with CloudFront Functions may have Lambda functions on origin events only, got one on ${EventType}`,
        path,
      );
    }
  }
}

function validateTtls({ MinTTL, DefaultTTL, MaxTTL }: DefaultCacheBehavior, place: string): void {
  const given = [MinTTL, DefaultTTL, MaxTTL].filter((ttl) => ttl !== undefined);
  if (given.some((ttl) => ttl < 0)) {
    refuse("InvalidArgument", `a TTL must be 0 or more seconds, got ${given.join(", ")}`, `${place}.MinTTL`);
  }
  if (given.some((ttl, index) => ttl < (given[index - 1] ?? 0))) {
    refuse(
      "InvalidTTLOrder",
      `MinTTL, DefaultTTL and MaxTTL must not fall, got ${given.join(", ")}`,
      `${place}.MinTTL`,
    );
  }
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item) => other.includes(item));
}
