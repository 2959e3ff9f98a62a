import type * as pulumi from "@pulumi/pulumi";
import { pagePathFault, rootObjectFault, type RootObjectFault } from "../../aws/pagePaths";
import { integer, oneOf, pathReasons, refusal } from "../refusals";
import type { DistributionOptionArgs } from "./args";
import { PriceClass } from "./enums";

/** The arguments about the distribution with every default filled in and every value judged. */
export interface DistributionSettings {
  readonly defaultRootObject: string;
  readonly errorPage?: string;
  readonly errorCachingMinTtlSeconds: number;
  readonly priceClass: pulumi.Input<PriceClass>;
}

const rootObjectReasons: Record<RootObjectFault, string> = {
  "not-a-string": "be a plain string",
  empty: "name an object: without one the bucket's listing would be served at / (S3-7)",
  "leading-slash": "not begin with a slash (PL-4)",
  "too-long": "have at most 255 characters",
  "illegal-character": "be an object's name without spaces, escapes and query",
};

/** @throws CodedError `E_ROOT_OBJECT`, `E_PAGE_PATH` or `E_ARGUMENT`, with the argument as its path. */
export function resolveDistribution(args: DistributionOptionArgs): DistributionSettings {
  return {
    defaultRootObject: resolveRootObject(args.defaultRootObject ?? "index.html"),
    ...(args.errorPage === undefined ? {} : { errorPage: resolveErrorPage(args.errorPage) }),
    errorCachingMinTtlSeconds: integer("E_ARGUMENT", "errorCachingMinTtlSeconds", args.errorCachingMinTtlSeconds, {
      minimum: 0,
      // CloudFront's longest TTL, a year (CA-3).
      maximum: 31_536_000,
      default: 10,
      rule: "CA-13",
    }),
    priceClass: resolvePriceClass(args.priceClass ?? PriceClass.All),
  };
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
