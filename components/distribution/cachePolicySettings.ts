import type * as pulumi from "@pulumi/pulumi";
import {
  type CacheKeyKind,
  cacheKeyNameFault,
  type CacheKeyNameFault,
  maximumCacheKeyNames,
  maximumCacheKeyNamesLength,
  optimizedTtlSeconds,
  ttlSecondsRange,
} from "../../aws/cacheLimits";
import { CodedError } from "../../aws/codedError";
import { cachingOptimizedId, managedCachePolicies } from "../../aws/managedPolicies";
import { isPolicyId } from "../../aws/policyIds";
import { entryOf, fieldsOf } from "../entries";
import { integer, judged, refusal, shown, textInput } from "../refusals";
import type { CachePolicyArgs } from "./behaviorArgs";

/** The cache policy of a behavior: one that exists, or one to make. */
export type CachePolicySettings =
  | { readonly kind: "existing"; readonly id: pulumi.Input<string> }
  | { readonly kind: "own"; readonly policy: OwnCachePolicy };

/** A cache policy of the site's own with every default filled in. */
export interface OwnCachePolicy {
  readonly minTtlSeconds: number;
  readonly defaultTtlSeconds: number;
  readonly maxTtlSeconds: number;
  readonly queryStrings: readonly string[];
  readonly headers: readonly string[];
  readonly cookies: readonly string[];
}

/** Every field of a cache policy. */
export const cachePolicyFields = fieldsOf<CachePolicyArgs>({
  minTtlSeconds: true,
  defaultTtlSeconds: true,
  maxTtlSeconds: true,
  queryStrings: true,
  headers: true,
  cookies: true,
});

const nameReasons: Record<CacheKeyNameFault, string> = {
  malformed: "supply names without spaces and wildcards",
  host: "S3 would look for a bucket of the viewer's host name (HD-4)",
  switched: "CloudFront refuses it there; list cookies under cookies, and encodings are in the key already",
  "not-in-a-cache-key": "CloudFront refuses it there: it removes the header or sets it itself",
};

/** What an argument that names a policy takes, in the words that follow "must". */
export function policyIdTakes(kind: "cache" | "response headers"): string {
  return `be the id of a ${kind} policy, a UUID such as ${cachingOptimizedId}`;
}

/** The policy that `cachePolicyId` or `cachePolicy` below `place` ask for; undefined when neither is given. */
export function resolveCachePolicy(
  place: string,
  args: { readonly cachePolicyId?: pulumi.Input<string>; readonly cachePolicy?: CachePolicyArgs },
): CachePolicySettings | undefined {
  const { cachePolicyId, cachePolicy } = args;
  if (cachePolicyId !== undefined && cachePolicy !== undefined) {
    throw new CodedError(
      "E_CACHE_POLICY",
      `only one of ${place}cachePolicyId and ${place}cachePolicy can be given, got ${shown(cachePolicyId)} and a policy`,
      `${place}cachePolicy`,
    );
  }
  if (cachePolicyId !== undefined) return { kind: "existing", id: policyId(`${place}cachePolicyId`, cachePolicyId) };
  if (cachePolicy !== undefined) return { kind: "own", policy: ownPolicy(`${place}cachePolicy`, cachePolicy) };
  return undefined;
}

function policyId(argument: string, value: pulumi.Input<string>): pulumi.Input<string> {
  const id = textInput("E_CACHE_POLICY", argument, value, policyIdTakes("cache"), isPolicyId);
  return judged(id, (known) => withoutHost(argument, String(known)));
}

/** A managed policy that forwards Host would let S3 answer every request with an error. */
function withoutHost(argument: string, id: string): string {
  const managed = managedCachePolicies.find(({ Id }) => Id === id);
  const headers = managed?.ParametersInCacheKeyAndForwardedToOrigin.HeadersConfig.Headers?.Items ?? [];
  if (managed === undefined || !headers.includes("Host")) return id;
  throw refusal(
    "E_CACHE_POLICY",
    argument,
    "be the id of a cache policy without Host in its key",
    id,
    `${managed.Name} has it, and S3 would look for a bucket of the viewer's host name (HD-4)`,
  );
}

function ownPolicy(argument: string, value: CachePolicyArgs): OwnCachePolicy {
  const args = entryOf("E_CACHE_POLICY", argument, value, cachePolicyFields);
  const ttl = (name: string, given: unknown, minimum: number, fallback: number): number =>
    integer("E_CACHE_POLICY", `${argument}.${name}`, given, {
      minimum,
      maximum: ttlSecondsRange.maximum,
      default: fallback,
      rule: "CA-3",
    });
  // A policy that caches nothing takes no key (API); AWS's CachingDisabled says the same.
  const max = ttl("maxTtlSeconds", args.maxTtlSeconds, 1, optimizedTtlSeconds.maximum);
  const min = ttl("minTtlSeconds", args.minTtlSeconds, 0, Math.min(optimizedTtlSeconds.minimum, max));
  const fallback = Math.min(Math.max(optimizedTtlSeconds.default, min), max);
  const middle = ttl("defaultTtlSeconds", args.defaultTtlSeconds, 0, fallback);
  if (min > middle || middle > max) {
    const takes = "have minTtlSeconds ≤ defaultTtlSeconds ≤ maxTtlSeconds";
    throw refusal("E_CACHE_POLICY", argument, takes, [min, middle, max]);
  }
  return {
    minTtlSeconds: min,
    defaultTtlSeconds: middle,
    maxTtlSeconds: max,
    ...keyNames(argument, args),
  };
}

function keyNames(argument: string, args: CachePolicyArgs): Record<CacheKeyKind, readonly string[]> {
  const lists = {
    queryStrings: names(argument, "queryStrings", args.queryStrings),
    headers: names(argument, "headers", args.headers),
    cookies: names(argument, "cookies", args.cookies),
  };
  const { length } = Object.values(lists).flat().join("");
  if (length <= maximumCacheKeyNamesLength) return lists;
  const takes = `have names of at most ${maximumCacheKeyNamesLength} characters together`;
  throw refusal("E_CACHE_POLICY", argument, takes, length, "supply fewer or shorter names");
}

function names(place: string, kind: CacheKeyKind, value: unknown): readonly string[] {
  const argument = `${place}.${kind}`;
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw refusal("E_CACHE_POLICY", argument, "be a list of names", value);
  const list: readonly unknown[] = value;
  if (list.length > maximumCacheKeyNames) {
    throw refusal("E_CACHE_POLICY", argument, `hold at most ${maximumCacheKeyNames} names`, list);
  }
  const seen = new Set<string>();
  return list.map((name) => {
    const fault = cacheKeyNameFault(kind, name);
    if (fault !== undefined || typeof name !== "string") {
      throw refusal(
        "E_CACHE_POLICY",
        argument,
        "hold names that can be in the key",
        name,
        nameReasons[fault ?? "malformed"],
      );
    }
    const key = kind === "headers" ? name.toLowerCase() : name;
    if (seen.has(key))
      throw refusal("E_CACHE_POLICY", argument, "hold each name once", list, `${name} stands there twice`);
    seen.add(key);
    return name;
  });
}
