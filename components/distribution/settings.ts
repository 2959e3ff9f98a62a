import type * as pulumi from "@pulumi/pulumi";
import { OriginAccess } from "../access/enums";
import type { AccessSettings } from "../access/settings";
import { cachingOptimizedId } from "../../aws/managedPolicies";
import { rootObjectFault, type RootObjectFault } from "../../aws/pagePaths";
import type { FailoverSettings } from "../failover/settings";
import { flag, integer, judged, oneOf, refusal } from "../refusals";
import type { StorageSettings } from "../storage/settings";
import type { DistributionOptionArgs } from "./args";
import { type BehaviorSettings, resolveBehaviors } from "./behaviorSettings";
import { type CachePolicySettings, resolveCachePolicy } from "./cachePolicySettings";
import { HttpVersion, PriceClass } from "./enums";
import { type ErrorResponse, resolveErrorResponses } from "./errorPageSettings";
import { resolveStaging, type StagingSettings } from "./stagingSettings";
import {
  type GeoRestriction,
  type OriginShields,
  resolveGeoRestriction,
  resolveOriginShields,
  resolveWebAcl,
} from "./viewerSettings";

/** The arguments about the distribution with every default filled in and every value judged. */
export interface DistributionSettings extends OriginShields {
  readonly defaultRootObject: string;
  readonly errorResponses: readonly ErrorResponse[];
  readonly priceClass: pulumi.Input<PriceClass>;
  readonly behaviors: readonly BehaviorSettings[];
  readonly cachePolicy: CachePolicySettings;
  readonly geoRestriction: GeoRestriction;
  /** Absent for none. */
  readonly webAclId?: pulumi.Input<string>;
  readonly accessLogs: boolean;
  readonly accessLogRetentionDays: number;
  readonly httpVersion: HttpVersion;
  /** Absent for the provider's default, true. */
  readonly waitForDeployment?: pulumi.Input<boolean>;
  readonly staging: StagingSettings;
}

/** What of the other topics decides whether an argument of this one can be had. */
export interface DistributionContext {
  readonly storage: Pick<StorageSettings, "primaryRegion" | "replicaRegion">;
  readonly access: Pick<AccessSettings, "originAccess">;
  readonly failover: FailoverSettings;
}

const rootObjectReasons: Record<RootObjectFault, string> = {
  "not-a-string": "be a plain string",
  empty: "name an object: without one the bucket's listing would be served at / (S3-7)",
  "leading-slash": "not begin with a slash (PL-4)",
  "too-long": "have at most 255 characters",
  "illegal-character": "be an object's name without spaces, escapes and query",
};

/**
 * @throws CodedError `E_ROOT_OBJECT`, `E_PAGE_PATH`, `E_ERROR_PAGE`, `E_PATH_PATTERN`, `E_CACHE_POLICY`,
 * `E_ORIGIN_SHIELD`, `E_GEO_RESTRICTION`, `E_WEB_ACL`, `E_STAGING` or `E_ARGUMENT`, with the argument as its path.
 */
export function resolveDistribution(
  args: DistributionOptionArgs,
  { storage, access, failover }: DistributionContext,
): DistributionSettings {
  const httpVersion = oneOf("E_ARGUMENT", "httpVersion", args.httpVersion ?? HttpVersion.Http2And3, HttpVersion);
  const webAclId = resolveWebAcl(args.webAclId);
  return {
    defaultRootObject: resolveRootObject(args.defaultRootObject ?? "index.html"),
    errorResponses: resolveErrorResponses(args),
    priceClass: resolvePriceClass(args.priceClass ?? PriceClass.All),
    behaviors: resolveBehaviors(args.behaviors),
    cachePolicy: resolveCachePolicy("", args) ?? { kind: "existing", id: cachingOptimizedId },
    ...resolveOriginShields(args, storage),
    geoRestriction: resolveGeoRestriction(args),
    ...(webAclId === undefined ? {} : { webAclId }),
    ...resolveLogs(args),
    httpVersion,
    ...resolveWaiting(args, access),
    staging: resolveStaging(args, httpVersion, failover),
  };
}

function resolveRootObject(name: string): string {
  const fault = rootObjectFault(name);
  if (fault === undefined) return name;
  throw refusal("E_ROOT_OBJECT", "defaultRootObject", rootObjectReasons[fault], name);
}

function resolveLogs({
  accessLogs,
  accessLogRetentionDays: days,
}: DistributionOptionArgs): Pick<DistributionSettings, "accessLogs" | "accessLogRetentionDays"> {
  const argument = "accessLogRetentionDays";
  const logs = flag("accessLogs", accessLogs);
  if (!logs && days !== undefined) {
    throw refusal("E_ARGUMENT", argument, "be left out without accessLogs", days, "supply accessLogs true");
  }
  // Ten years: what S3 itself takes is longer than anybody's purpose.
  const range = { minimum: 1, maximum: 3650, default: 90 };
  return { accessLogs: logs, accessLogRetentionDays: integer("E_ARGUMENT", argument, days, range) };
}

/** An output that is undefined in the end means what an argument that is left out means to the provider: true. */
function resolveWaiting(
  { waitForDeployment }: DistributionOptionArgs,
  { originAccess }: Pick<AccessSettings, "originAccess">,
): Pick<DistributionSettings, "waitForDeployment"> {
  if (waitForDeployment === undefined) return {};
  return {
    waitForDeployment: judged(waitForDeployment, (known) => {
      const wait = known === undefined || flag("waitForDeployment", known);
      if (wait || originAccess === OriginAccess.Oai) return wait;
      const reason =
        "the buckets' policies may change only once every edge location asks in the new way, " +
        "or both members refuse the requests of those that do not";
      throw refusal("E_ARGUMENT", "waitForDeployment", `be true with originAccess ${originAccess}`, wait, reason);
    }),
  };
}

function resolvePriceClass(priceClass: pulumi.Input<PriceClass>): pulumi.Input<PriceClass> {
  return judged(priceClass, (value) => oneOf("E_ARGUMENT", "priceClass", value, PriceClass));
}
