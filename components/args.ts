import type * as pulumi from "@pulumi/pulumi";
import type {
  CrossOriginEmbedderPolicy,
  CrossOriginOpenerPolicy,
  CrossOriginResourcePolicy,
  FrameOptions,
  PriceClass,
  ReferrerPolicy,
} from "./enums";

/**
 * Arguments of `StaticSiteHA`. What is judged before anything is registered is plain; what only ends in a property of a
 * resource may be an output.
 */
export interface StaticSiteHAArgs {
  /** Region of the bucket that serves the site and that releases are written to, such as `us-east-1`. */
  primaryRegion: string;
  /** Region of the bucket that answers when the primary cannot. Must differ from `primaryRegion`. */
  replicaRegion: string;
  /**
   * Status codes of the primary on which the replica is asked: among 400, 403, 404, 416, 429, 500, 502, 503 and 504
   * (FO-5), always with 503 (FO-11) and 504 (FO-12). Defaults to 403, 404, 500, 502, 503 and 504.
   */
  failoverStatusCodes?: number[];
  /** How often CloudFront tries to connect to the primary, 1 to 3 (FO-20). Defaults to 1. */
  primaryConnectionAttempts?: number;
  /** Seconds that one attempt to connect to the primary may take, 1 to 10 (FO-21). Defaults to 2. */
  primaryConnectionTimeoutSeconds?: number;
  /** How often CloudFront tries to connect to the replica, 1 to 3 (FO-20). Defaults to 2. */
  replicaConnectionAttempts?: number;
  /** Seconds that one attempt to connect to the replica may take, 1 to 10 (FO-21). Defaults to 3. */
  replicaConnectionTimeoutSeconds?: number;
  /** The security headers that every response carries. Defaults to a strict set. */
  headers?: SiteHeadersArgs;
  /** The object that is served at `/` (PL-4). Defaults to `index.html`. */
  defaultRootObject?: string;
  /** Path of the page that is shown for a 404, such as `/404.html`; the status stays 404. Defaults to CloudFront's own. */
  errorPage?: string;
  /** Seconds that a 404 is cached at least; for a bucket 0 counts as 1 (CA-13). Defaults to 10. */
  errorCachingMinTtlSeconds?: number;
  /** Which edge locations serve the site. Defaults to all, `PriceClass_All`. */
  priceClass?: pulumi.Input<PriceClass>;
  /** Whether destroying the stack also deletes what is in the buckets, every version of it. Defaults to false. */
  forceDestroy?: pulumi.Input<boolean>;
  /** Tags for every resource that takes tags. Defaults to none. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** The security headers of a site. A value is printable ASCII without line breaks. */
export interface SiteHeadersArgs {
  /**
   * The `Content-Security-Policy` of every response, errors included, at most 1,783 characters (RH-4). Defaults to
   * `default-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'`.
   */
  contentSecurityPolicy?: string;
  /**
   * Policies for single pages in place of the site's, by path (`/docs/demo.html`). They hold for successful responses;
   * errors keep the site's policy, because functions do not run for them (CF-6). Defaults to none.
   */
  pageContentSecurityPolicies?: Record<string, string>;
  /** Seconds that browsers insist on https, `max-age` of `Strict-Transport-Security`. Defaults to 31,536,000, a year. */
  strictTransportSecurityMaxAgeSeconds?: number;
  /** Whether browsers insist on https for subdomains too. Defaults to false. */
  strictTransportSecurityIncludeSubdomains?: boolean;
  /** Whether browsers may ship the site in their preload lists: needs subdomains and at least a year. Defaults to false. */
  strictTransportSecurityPreload?: boolean;
  /** `X-Frame-Options`. Defaults to `DENY`. */
  frameOptions?: FrameOptions;
  /** `Referrer-Policy`. Defaults to `strict-origin-when-cross-origin`. */
  referrerPolicy?: ReferrerPolicy;
  /** `Permissions-Policy`. Defaults to a list that denies camera, microphone, location, payment, USB and sensors. */
  permissionsPolicy?: string;
  /** `Cross-Origin-Opener-Policy`. Defaults to `same-origin`. */
  crossOriginOpenerPolicy?: CrossOriginOpenerPolicy;
  /** `Cross-Origin-Resource-Policy`. Defaults to `same-origin`. */
  crossOriginResourcePolicy?: CrossOriginResourcePolicy;
  /** `Cross-Origin-Embedder-Policy`. Not sent by default: it breaks pages that embed files of other sites. */
  crossOriginEmbedderPolicy?: CrossOriginEmbedderPolicy;
}
