import { createHash } from "node:crypto";
import type * as pulumi from "@pulumi/pulumi";
import * as cloudfront from "@pulumi/aws/cloudfront";
import { canonicalPathPattern } from "../../aws/pathPatterns";
import type { SiteSettings } from "../settings";
import type { CachePolicySettings, OwnCachePolicy } from "./cachePolicySettings";
import type { CachePolicyIds } from "./parts";

/** A cache policy in the provider's shape. Both encodings are in the key, so that what is compressed is cached so. */
function cachePolicyArgs(comment: string, policy: OwnCachePolicy): cloudfront.CachePolicyArgs {
  const { headers, cookies, queryStrings } = policy;
  return {
    comment,
    minTtl: policy.minTtlSeconds,
    defaultTtl: policy.defaultTtlSeconds,
    maxTtl: policy.maxTtlSeconds,
    parametersInCacheKeyAndForwardedToOrigin: {
      enableAcceptEncodingBrotli: true,
      enableAcceptEncodingGzip: true,
      headersConfig:
        headers.length === 0
          ? { headerBehavior: "none" }
          : { headerBehavior: "whitelist", headers: { items: [...headers] } },
      cookiesConfig:
        cookies.length === 0
          ? { cookieBehavior: "none" }
          : { cookieBehavior: "whitelist", cookies: { items: [...cookies] } },
      queryStringsConfig:
        queryStrings.length === 0
          ? { queryStringBehavior: "none" }
          : { queryStringBehavior: "whitelist", queryStrings: { items: [...queryStrings] } },
    },
  };
}

/** A name for what belongs to a path pattern, the same wherever the pattern stands among the others. */
export function patternSlug(pattern: string): string {
  const words = pattern.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "");
  const digest = createHash("sha256").update(canonicalPathPattern(pattern)).digest("hex");
  return [...(words === "" ? [] : [words.slice(0, 24)]), digest.slice(0, 6)].join("-");
}

/** Registers the policies that the site makes itself. */
export function createCachePolicies(
  name: string,
  { distribution }: Pick<SiteSettings, "distribution">,
  opts: pulumi.CustomResourceOptions,
): CachePolicyIds {
  const idOf = (policy: CachePolicySettings, resource: string, paths: string): pulumi.Input<string> =>
    policy.kind === "existing"
      ? policy.id
      : new cloudfront.CachePolicy(resource, cachePolicyArgs(`${name}: ${paths}`, policy.policy), opts).id;
  return {
    site: idOf(distribution.cachePolicy, `${name}-cache`, "every path without a policy of its own"),
    behaviors: new Map(
      distribution.behaviors.flatMap(({ pathPattern, cachePolicy }) =>
        cachePolicy === undefined
          ? []
          : [
              [
                pathPattern,
                idOf(cachePolicy, `${name}-cache-${patternSlug(pathPattern)}`, patternComment(pathPattern)),
              ],
            ],
      ),
    ),
  };
}

/** A policy's comment has at most 128 characters (CloudFront API). */
function patternComment(pattern: string): string {
  return pattern.length <= 64 ? pattern : `${pattern.slice(0, 63)}…`;
}
