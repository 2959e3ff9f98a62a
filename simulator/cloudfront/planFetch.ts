import { headerValue, type HeaderMap } from "../http";
import type { CacheEntry } from "./cache";
import { headKey, type CacheKey } from "./cacheKey";
import type { CompiledBehavior } from "./compiled";
import { conditionalHeaders, revalidationHeaders } from "./conditional";
import type { ServePage } from "./errorPages";
import { fetchedRange } from "./ranges";
import type { EdgeRuntime } from "./runtime";
import type { ViewerRequest } from "./viewerRequest";

/** How a request goes to the origins, and what may become of the answer. */
export interface FetchPlan {
  readonly key: CacheKey;
  readonly method: string;
  readonly cached: boolean;
  /** Serves a custom error page; absent while one is fetched: there is no recursion (CE-6). */
  readonly servePage: ServePage | undefined;
  /** The expired copy and where it stands: revalidated, and served when every origin fails (CA-7, CA-9). */
  readonly stale: { readonly key: string; readonly entry: CacheEntry } | undefined;
  readonly conditions: Readonly<HeaderMap>;
  /** The conditions are the cache's own, so that a 304 confirms `stale`. */
  readonly revalidates: boolean;
  readonly range: string | undefined;
  /** Others who ask for the same wait for it under this key (PL-7); absent: nobody can. */
  readonly joinKey: string | undefined;
}

/** Decides how to ask: with which method, conditions and range (HD-55, HD-56, HD-60, SIM-14, SIM-15, SIM-17). */
export function planFetch(
  { switches }: EdgeRuntime,
  behavior: CompiledBehavior,
  request: ViewerRequest,
  { key, cached, servePage, stale }: Pick<FetchPlan, "key" | "cached" | "servePage" | "stale">,
): FetchPlan {
  // HD-18, SIM-14.
  const method = request.method === "HEAD" && cached && switches["head-miss"] === "get" ? "GET" : request.method;
  const cookies = behavior.forwarding.cookies.kind !== "none";
  // CA-10: an error that was kept is no copy to fall back on.
  const copy = stale?.entry.response.error === false ? stale : undefined;
  const own = copy === undefined || cookies ? {} : revalidationOf(copy.entry);
  const revalidates = Object.keys(own).length > 0;
  const sent = revalidates ? {} : conditionsOf(request);
  // SIM-15.
  const kept = !cached || Object.keys(sent).length === 0 || switches["conditional-miss"] === "forward";
  const viewers = kept ? sent : {};
  const asked = method === "GET" && copy === undefined ? headerValue(request.headers, "range") : undefined;
  // CA-19: of what is not cached a range is the origin's to cut.
  const asIs = asked === undefined || !cached || switches["range-fetch"] !== "whole";
  const range = asIs ? asked : undefined;
  const alone = !cached || cookies || range !== undefined || Object.keys(viewers).length > 0;
  return {
    key,
    method,
    cached,
    servePage,
    stale: copy,
    conditions: revalidates ? own : viewers,
    revalidates,
    range: range === undefined || !cached ? range : fetchedRange(range, switches["range-fetch"]),
    joinKey: alone ? undefined : wholeKey(key, method),
  };
}

/** HD-24 is the caller's; HD-51: no conditions where the copy varies by everything. */
function revalidationOf({ response }: CacheEntry): HeaderMap {
  return response.headers["vary"] === "*" ? {} : revalidationHeaders(response.headers, response.originEtag);
}

/** Where what a method fetches stands in the cache: a head that came by HEAD is no whole object (SIM-14). */
export function wholeKey(key: CacheKey, method: string): string {
  return method === "HEAD" ? headKey(key.text) : key.text;
}

function conditionsOf({ headers }: ViewerRequest): HeaderMap {
  const conditions: HeaderMap = {};
  for (const name of conditionalHeaders) {
    const value = headers[name];
    if (value !== undefined) conditions[name] = value;
  }
  return conditions;
}
