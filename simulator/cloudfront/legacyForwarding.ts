import { itemsOf, type DefaultCacheBehavior } from "../model/distributionConfig";
import { isCloudFrontHeader } from "./cloudFrontHeaders";
import type { Forwarding } from "./forwarding";
import { selectionOf, selectNone, type Selection } from "./selection";
import type { TtlRange } from "./ttl";

/** Seconds that the API takes for a behaviour without a cache policy (CA-3). */
const defaults = { min: 0, default: 86_400, max: 31_536_000 };

/** What does not reach the origin unless `Headers` lists it; everything else does (HD 1.1, the legacy column). */
const removedUnlessListed = [
  "accept",
  "accept-charset",
  "accept-language",
  "authorization",
  "host",
  "referer",
  "user-agent",
  "x-http-method-override",
];

/** The TTLs of a behaviour with legacy settings; with all headers forwarded nothing is cached (HD-25). */
export function legacyTtl(behavior: DefaultCacheBehavior): TtlRange {
  if (forwardsAllHeaders(behavior)) return { min: 0, default: 0, max: 0 };
  return {
    min: behavior.MinTTL ?? defaults.min,
    default: behavior.DefaultTTL ?? defaults.default,
    max: behavior.MaxTTL ?? defaults.max,
  };
}

/** What `ForwardedValues` puts into the key and sends to the origin; without them, what the API takes. */
export function legacyForwarding(behavior: DefaultCacheBehavior): Forwarding {
  const values = behavior.ForwardedValues;
  const listed = itemsOf(values?.Headers)
    .map((name) => name.toLowerCase())
    .filter((name) => name !== "*");
  const all = forwardsAllHeaders(behavior);
  const cookies = legacyCookies(behavior);
  // HD-22: the whole query goes to the origin; the list only narrows the key.
  const query: Selection = values?.QueryString === true ? { kind: "all" } : selectNone;
  const keys = itemsOf(values?.QueryStringCacheKeys);
  return {
    legacy: true,
    // HD-12: a normalised header is sent where the viewer takes gzip; Brotli never compresses.
    encoding: { gzip: behavior.Compress === true, brotli: false },
    keyHeaders: [...listed].sort(),
    keyCookies: cookies,
    keyQuery: query.kind === "all" && keys.length > 0 ? selectionOf("whitelist", keys) : query,
    // HD-14: Origin is sent and not in the key.
    headers: all
      ? { kind: "all" }
      : selectionOf(
          "allExcept",
          removedUnlessListed.filter((name) => !listed.includes(name)),
        ),
    cloudFrontHeaders: listed.filter(isCloudFrontHeader),
    cookies,
    query,
  };
}

function forwardsAllHeaders({ ForwardedValues }: DefaultCacheBehavior): boolean {
  return itemsOf(ForwardedValues?.Headers).includes("*");
}

/** HD-23: names of a legacy list may have `*` and `?`. */
function legacyCookies({ ForwardedValues }: DefaultCacheBehavior): Selection {
  if (ForwardedValues === undefined) return selectNone;
  switch (ForwardedValues.Cookies.Forward) {
    case "none":
      return selectNone;
    case "all":
      return { kind: "all" };
    case "whitelist":
      return { kind: "patterns", patterns: itemsOf(ForwardedValues.Cookies.WhitelistedNames).map(wildcard) };
  }
}

function wildcard(pattern: string): RegExp {
  const escaped = pattern.replace(/[\\^$.+()[\]{}|]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "s");
}
