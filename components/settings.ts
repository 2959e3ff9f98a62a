import type * as pulumi from "@pulumi/pulumi";
import { CodedError } from "../aws/codedError";
import { defaultFailoverCodes, failoverCodesFault, legalFailoverCodes } from "../aws/failoverCodes";
import { connectionAttemptsRange, connectionTimeoutSecondsRange } from "../aws/originTimeouts";
import { pagePathFault, rootObjectFault, type RootObjectFault } from "../aws/pagePaths";
import { regionFault, type RegionFault } from "../aws/regions";
import type { StaticSiteHAArgs } from "./args";
import { PriceClass } from "./enums";
import { type HeaderSettings, pathReasons, resolveHeaders } from "./headerSettings";
import { integer, oneOf, refusal, shown } from "./refusals";

/** The arguments with every default filled in and every value judged. */
export interface SiteSettings {
  readonly primary: MemberSettings;
  readonly replica: MemberSettings;
  /** In ascending order. */
  readonly failoverStatusCodes: readonly number[];
  readonly headers: HeaderSettings;
  readonly defaultRootObject: string;
  readonly errorPage?: string;
  readonly errorCachingMinTtlSeconds: number;
  readonly priceClass: pulumi.Input<PriceClass>;
  readonly forceDestroy: pulumi.Input<boolean>;
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** One member of the origin group. */
export interface MemberSettings {
  readonly region: string;
  readonly connectionAttempts: number;
  readonly connectionTimeoutSeconds: number;
}

const regionReasons: Record<RegionFault, string> = {
  malformed: "supply a name such as us-east-1",
  "other-partition": "only regions of the commercial partition are supported",
  "too-young-for-identity": "an origin access identity cannot read buckets in regions launched after 2022 (S3-3)",
  unknown: "supply the name of a region that was launched before 2023 (S3-3)",
};

const rootObjectReasons: Record<RootObjectFault, string> = {
  "not-a-string": "be a plain string",
  empty: "name an object: without one the bucket's listing would be served at / (S3-7)",
  "leading-slash": "not begin with a slash (PL-4)",
  "too-long": "have at most 255 characters",
  "illegal-character": "be an object's name without spaces, escapes and query",
};

/**
 * Fills in the defaults and judges every argument that is not an output.
 *
 * @throws CodedError with the argument as its path: `E_REGION`, `E_SAME_REGION`, `E_CRITERIA_CODE`, `E_CRITERIA_503`,
 * `E_CRITERIA_504`, `E_CONNECTION_ATTEMPTS`, `E_CONNECTION_TIMEOUT`, `E_ROOT_OBJECT`, `E_PAGE_PATH`, `E_ARGUMENT`, and
 * those of `resolveHeaders`.
 */
export function resolveSettings(args: StaticSiteHAArgs): SiteSettings {
  const primary = resolveMember(args, "primary", { attempts: 1, timeoutSeconds: 2 });
  const replica = resolveMember(args, "replica", { attempts: 2, timeoutSeconds: 3 });
  if (primary.region === replica.region) {
    throw new CodedError(
      "E_SAME_REGION",
      `replicaRegion must differ from primaryRegion: supply two different regions, got ${primary.region} twice`,
      "replicaRegion",
    );
  }
  const defaultRootObject = resolveRootObject(args.defaultRootObject ?? "index.html");
  return {
    primary,
    replica,
    failoverStatusCodes: resolveFailoverCodes(args.failoverStatusCodes ?? defaultFailoverCodes),
    headers: resolveHeaders(args.headers ?? {}, defaultRootObject),
    defaultRootObject,
    ...(args.errorPage === undefined ? {} : { errorPage: resolveErrorPage(args.errorPage) }),
    errorCachingMinTtlSeconds: integer("E_ARGUMENT", "errorCachingMinTtlSeconds", args.errorCachingMinTtlSeconds, {
      minimum: 0,
      // CloudFront's longest TTL, a year (CA-3).
      maximum: 31_536_000,
      default: 10,
      rule: "CA-13",
    }),
    priceClass: resolvePriceClass(args.priceClass ?? PriceClass.All),
    forceDestroy: args.forceDestroy ?? false,
    ...(args.tags === undefined ? {} : { tags: args.tags }),
  };
}

function resolveMember(
  args: StaticSiteHAArgs,
  member: "primary" | "replica",
  defaults: { attempts: number; timeoutSeconds: number },
): MemberSettings {
  const region: unknown = args[`${member}Region`];
  const fault = regionFault(region);
  if (fault !== undefined || typeof region !== "string") {
    const reason = regionReasons[fault ?? "malformed"];
    throw refusal("E_REGION", `${member}Region`, "name a region whose buckets CloudFront can read", region, reason);
  }
  return {
    region,
    connectionAttempts: integer(
      "E_CONNECTION_ATTEMPTS",
      `${member}ConnectionAttempts`,
      args[`${member}ConnectionAttempts`],
      { ...connectionAttemptsRange, default: defaults.attempts, rule: "FO-20" },
    ),
    connectionTimeoutSeconds: integer(
      "E_CONNECTION_TIMEOUT",
      `${member}ConnectionTimeoutSeconds`,
      args[`${member}ConnectionTimeoutSeconds`],
      { ...connectionTimeoutSecondsRange, default: defaults.timeoutSeconds, rule: "FO-21" },
    ),
  };
}

function resolveFailoverCodes(codes: unknown): number[] {
  const argument = "failoverStatusCodes";
  if (!Array.isArray(codes)) throw refusal("E_CRITERIA_CODE", argument, "be a list of status codes", codes);
  const list: readonly unknown[] = codes;
  const fault = failoverCodesFault(list);
  switch (fault?.kind) {
    case undefined:
      return list.filter((code) => typeof code === "number").sort((a, b) => a - b);
    case "illegal-code":
      throw refusal(
        "E_CRITERIA_CODE",
        argument,
        `hold only codes that CloudFront accepts, ${legalFailoverCodes.join(",")} (FO-5)`,
        fault.got,
      );
    case "duplicate-code":
      throw refusal("E_CRITERIA_CODE", argument, "hold each code once", list, `${shown(fault.got)} stands there twice`);
    case "without-503":
      throw refusal(
        "E_CRITERIA_503",
        argument,
        "contain 503",
        list,
        "without it CloudFront does not fail over when the primary cannot be reached (FO-11)",
      );
    case "without-504":
      throw refusal(
        "E_CRITERIA_504",
        argument,
        "contain 504",
        list,
        "without it CloudFront does not fail over when the primary times out (FO-12)",
      );
  }
}

function resolveRootObject(name: string): string {
  const fault = rootObjectFault(name);
  if (fault === undefined) return name;
  throw refusal("E_ROOT_OBJECT", "defaultRootObject", rootObjectReasons[fault], name);
}

function resolveErrorPage(path: string): string {
  const fault = pagePathFault(path);
  if (fault === undefined) return path;
  throw refusal("E_PAGE_PATH", "errorPage", pathReasons[fault], path, "supply a path such as /404.html");
}

/** An output is not judged: CloudFront does it. */
function resolvePriceClass(priceClass: pulumi.Input<PriceClass>): pulumi.Input<PriceClass> {
  return typeof priceClass === "object" ? priceClass : oneOf("E_ARGUMENT", "priceClass", priceClass, PriceClass);
}
