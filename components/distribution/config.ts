import type { ConfigReader } from "../configReader";
import type { DistributionOptionArgs } from "./args";
import { PriceClass } from "./enums";

/** Reads what the stack's configuration says of the distribution. */
export function readDistribution(read: ConfigReader): DistributionOptionArgs {
  return {
    defaultRootObject: read.text("defaultRootObject"),
    errorPage: read.text("errorPage"),
    errorCachingMinTtlSeconds: read.number("errorCachingMinTtlSeconds"),
    priceClass: read.choice("priceClass", PriceClass),
  };
}
