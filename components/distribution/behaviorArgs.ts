import type * as pulumi from "@pulumi/pulumi";

/** A cache behavior for the paths that match a pattern. It always targets the origin group. */
export interface BehaviorArgs {
  /**
   * The paths: `*` stands for any characters, slashes included, `?` for one (HD-74). At most 255 characters out of
   * letters, digits and `_-.*$/~"'@:+&?` (HD-75).
   */
  pathPattern: string;
  /** Id of a cache policy. Excludes `cachePolicy`. Defaults to the site's. */
  cachePolicyId?: pulumi.Input<string>;
  /** A cache policy for these paths alone. Excludes `cachePolicyId`. Defaults to the site's. */
  cachePolicy?: CachePolicyArgs;
  /**
   * Id of a response headers policy. It replaces the site's, whose headers then are missing from errors (D10). Defaults
   * to the site's.
   */
  responseHeadersPolicyId?: pulumi.Input<string>;
  /** Whether CloudFront compresses what it serves (CA-20). Defaults to true. */
  compress?: boolean;
  /** Whether plain http is answered with a 403 instead of a redirect to https. Defaults to false. */
  httpsOnly?: boolean;
}

/**
 * How long objects are cached, and which parts of a request beside its path tell one copy from another. Whatever is in
 * the key reaches both members; more copies mean more misses, and each miss of an outage waits for the primary (FO-16).
 */
export interface CachePolicyArgs {
  /** Seconds that an object is cached at least, whatever it says itself; 0 honours `no-store` (CA-4). Defaults to 1. */
  minTtlSeconds?: number;
  /** Seconds for an object without Cache-Control (CA-3). Defaults to a day, within the other two. */
  defaultTtlSeconds?: number;
  /**
   * Seconds that an object is cached at most, 1 to a year (CA-3). It also bounds how long a stale copy outlives both
   * members (CA-11). Defaults to a year.
   */
  maxTtlSeconds?: number;
  /** Names of query strings in the key, 10 at most. Defaults to none. */
  queryStrings?: string[];
  /** Names of headers in the key, 10 at most, without Host: S3 would look for a bucket of that name (HD-4). Defaults to none. */
  headers?: string[];
  /** Names of cookies in the key, 10 at most. Defaults to none. */
  cookies?: string[];
}
