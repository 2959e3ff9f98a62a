import { itemsOf } from "../model/distributionConfig";
import type { CachePolicy, OriginRequestPolicy } from "../model/policies";
import type { EncodingFlags } from "./acceptEncoding";
import { isCloudFrontHeader } from "./cloudFrontHeaders";
import { selectionOf, selectNone, unionOf, type PolicySelection, type Selection } from "./selection";

/** What of a request is in the cache key, and what of it is sent to the origin (HD-2). */
export interface Forwarding {
  /** From `ForwardedValues` instead of policies: what is not listed is forwarded for the most part (HD 1.1). */
  readonly legacy: boolean;
  readonly encoding: EncodingFlags;
  /** Names in lower case, sorted, so that the order of headers never counts (HD-25). */
  readonly keyHeaders: readonly string[];
  readonly keyCookies: Selection;
  readonly keyQuery: Selection;
  /** Names in lower case. */
  readonly headers: Selection;
  /** The headers that CloudFront makes itself, where a policy names them (HD-19). */
  readonly cloudFrontHeaders: readonly string[];
  readonly cookies: Selection;
  readonly query: Selection;
}

/** Joins a cache policy and an origin request policy. */
export function compileForwarding(cache: CachePolicy, origin: OriginRequestPolicy | undefined): Forwarding {
  const parameters = cache.ParametersInCacheKeyAndForwardedToOrigin;
  const { HeadersConfig, CookiesConfig, QueryStringsConfig } = parameters;
  const keyHeaders = HeadersConfig.HeaderBehavior === "none" ? [] : lower(itemsOf(HeadersConfig.Headers));
  const keyCookies = selectionOf(CookiesConfig.CookieBehavior, itemsOf(CookiesConfig.Cookies));
  const keyQuery = selectionOf(QueryStringsConfig.QueryStringBehavior, itemsOf(QueryStringsConfig.QueryStrings));
  const originCookies = origin?.CookiesConfig;
  const originQuery = origin?.QueryStringsConfig;
  return {
    legacy: false,
    encoding: { gzip: parameters.EnableAcceptEncodingGzip, brotli: parameters.EnableAcceptEncodingBrotli },
    keyHeaders: [...keyHeaders].sort(),
    keyCookies,
    keyQuery,
    headers: unionOf(selectionOf("whitelist", keyHeaders), originHeaders(origin)),
    cloudFrontHeaders: [...new Set([...keyHeaders, ...namedHeaders(origin)])].filter(isCloudFrontHeader),
    cookies: unionOf(
      keyCookies,
      originCookies === undefined
        ? selectNone
        : selectionOf(originCookies.CookieBehavior, itemsOf(originCookies.Cookies)),
    ),
    query: unionOf(
      keyQuery,
      originQuery === undefined
        ? selectNone
        : selectionOf(originQuery.QueryStringBehavior, itemsOf(originQuery.QueryStrings)),
    ),
  };
}

function originHeaders(policy: OriginRequestPolicy | undefined): PolicySelection {
  if (policy === undefined) return selectNone;
  const names = lower(itemsOf(policy.HeadersConfig.Headers));
  switch (policy.HeadersConfig.HeaderBehavior) {
    case "none":
      return selectNone;
    case "whitelist":
      return selectionOf("whitelist", names);
    case "allExcept":
      return selectionOf("allExcept", names);
    case "allViewer":
    case "allViewerAndWhitelistCloudFront":
      return { kind: "all" };
  }
}

/** The names that an origin request policy adds, as opposed to those that it leaves out. */
function namedHeaders(policy: OriginRequestPolicy | undefined): string[] {
  if (policy === undefined || policy.HeadersConfig.HeaderBehavior === "allExcept") return [];
  return lower(itemsOf(policy.HeadersConfig.Headers));
}

function lower(names: readonly string[]): string[] {
  return names.map((name) => name.toLowerCase());
}
