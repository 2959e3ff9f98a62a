import { maximumBehaviors } from "../../aws/pathPatterns";
import { itemsOf, type DistributionConfig } from "./distributionConfig";
import { refuse } from "./refuse";
import { validateBehavior, type KnownResources } from "./validateBehavior";
import { validateErrorResponse } from "./validateErrorResponse";
import { validateGroup, validateOrigin } from "./validateOrigin";

/** Per distribution (FO-3, FO-4); AWS raises them on request. */
const maximumOriginGroups = 10;
const maximumOrigins = 100;

/**
 * Refuses what `CreateDistribution` and `UpdateDistribution` refuse, with the API's code (`InvalidArgument`,
 * `NoSuchOrigin`, …) and the place in the configuration.
 */
export function validateDistributionConfig(config: DistributionConfig, known: KnownResources = {}): void {
  const origins = itemsOf(config.Origins);
  const groups = itemsOf(config.OriginGroups);
  validateCounts(config);
  validateIds([...origins, ...groups].map(({ Id }) => Id));
  validateRootObject(config.DefaultRootObject ?? "");
  const originIds = new Set(origins.map(({ Id }) => Id));
  const groupIds = new Set(groups.map(({ Id }) => Id));
  origins.forEach((origin, index) => {
    validateOrigin(origin, `Origins.Items[${index}]`);
  });
  groups.forEach((group, index) => {
    validateGroup(group, originIds, `OriginGroups.Items[${index}]`);
  });
  const context = { originIds, groupIds, s3Ids: s3IdsOf(config), known };
  validateBehavior(config.DefaultCacheBehavior, "DefaultCacheBehavior", context);
  itemsOf(config.CacheBehaviors).forEach((behavior, index) => {
    validateBehavior(behavior, `CacheBehaviors.Items[${index}]`, context, behavior.PathPattern);
  });
  validatePatternsDiffer(itemsOf(config.CacheBehaviors).map(({ PathPattern }) => PathPattern));
  itemsOf(config.CustomErrorResponses).forEach((response, index) => {
    validateErrorResponse(response, `CustomErrorResponses.Items[${index}]`);
  });
  validateErrorCodesDiffer(itemsOf(config.CustomErrorResponses).map(({ ErrorCode }) => ErrorCode));
}

function s3IdsOf(config: DistributionConfig): ReadonlySet<string> {
  const buckets = itemsOf(config.Origins).filter(({ S3OriginConfig }) => S3OriginConfig !== undefined);
  const ids = new Set(buckets.map(({ Id }) => Id));
  const groups = itemsOf(config.OriginGroups).filter(({ Members }) =>
    itemsOf(Members).some(({ OriginId }) => ids.has(OriginId)),
  );
  return new Set([...ids, ...groups.map(({ Id }) => Id)]);
}

/** CE-2. */
function validateErrorCodesDiffer(codes: readonly number[]): void {
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  if (twice !== undefined) {
    refuse("InvalidArgument", `error codes must all differ, got ${twice} twice`, "CustomErrorResponses");
  }
}

function validateCounts(config: DistributionConfig): void {
  const counts = [
    ["Origins", itemsOf(config.Origins).length, 1, maximumOrigins, "TooManyOrigins"],
    ["OriginGroups", itemsOf(config.OriginGroups).length, 0, maximumOriginGroups, "TooManyOriginGroupsPerDistribution"],
    ["CacheBehaviors", itemsOf(config.CacheBehaviors).length, 0, maximumBehaviors - 1, "TooManyCacheBehaviors"],
  ] as const;
  for (const [field, got, minimum, maximum, tooMany] of counts) {
    if (got < minimum || got > maximum) {
      const code = got > maximum ? tooMany : "InvalidArgument";
      refuse(code, `${field} must have ${minimum} to ${maximum} items, got ${got}`, field);
    }
  }
}

/** FO-2: origins and origin groups share one namespace. */
function validateIds(ids: readonly string[]): void {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) {
    refuse("InvalidArgument", `ids of origins and origin groups must all differ, got ${twice} twice`, "Origins");
  }
  if (ids.includes(""))
    refuse("InvalidArgument", "an origin or origin group must have an id, got an empty one", "Origins");
}

/** PL-4. */
function validateRootObject(rootObject: string): void {
  if (rootObject.startsWith("/")) {
    refuse(
      "InvalidDefaultRootObject",
      `DefaultRootObject must not start with /, got ${rootObject}; supply ${rootObject.replace(/^\/+/, "")}`,
      "DefaultRootObject",
    );
  }
}

function validatePatternsDiffer(patterns: readonly string[]): void {
  const twice = patterns.find((pattern, index) => patterns.indexOf(pattern) !== index);
  if (twice !== undefined) {
    refuse("InvalidArgument", `path patterns must all differ, got ${twice} twice`, "CacheBehaviors");
  }
}
