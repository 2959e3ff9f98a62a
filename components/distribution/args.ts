import type * as pulumi from "@pulumi/pulumi";
import type { PriceClass } from "./enums";

/** Arguments about the distribution itself. */
export interface DistributionOptionArgs {
  /** The object that is served at `/` (PL-4). Defaults to `index.html`. */
  defaultRootObject?: string;
  /** Path of the page that is shown for a 404, such as `/404.html`; the status stays 404. Defaults to CloudFront's own. */
  errorPage?: string;
  /** Seconds that a 404 is cached at least; for a bucket 0 counts as 1 (CA-13). Defaults to 10. */
  errorCachingMinTtlSeconds?: number;
  /** Which edge locations serve the site. Defaults to all, `PriceClass_All`. */
  priceClass?: pulumi.Input<PriceClass>;
}
