import { listOf, objectOf } from "../configEntry";
import type { BehaviorArgs, CachePolicyArgs } from "./behaviorArgs";
import type { ErrorPageArgs } from "./errorPageArgs";

/*
 * Structured values of the stack's configuration as arguments: undefined for what has another shape. What the fields
 * hold is judged with the arguments; here only their types are.
 */

/** A list of `{statusCode, path, errorCachingMinTtlSeconds}`. */
export function errorPagesOf(value: unknown): ErrorPageArgs[] | undefined {
  return listOf(value, (entry) => {
    const statusCode = entry.number("statusCode");
    const path = entry.text("path");
    const errorCachingMinTtlSeconds = entry.number("errorCachingMinTtlSeconds");
    if (statusCode === undefined || path === undefined) return undefined;
    return { statusCode, path, ...(errorCachingMinTtlSeconds === undefined ? {} : { errorCachingMinTtlSeconds }) };
  });
}

/** A list of behaviors, by the names of their arguments. */
export function behaviorsOf(value: unknown): BehaviorArgs[] | undefined {
  return listOf(value, (entry) => {
    const pathPattern = entry.text("pathPattern");
    if (pathPattern === undefined) return undefined;
    const cachePolicy = entry.take("cachePolicy", cachePolicyOf);
    return {
      pathPattern,
      ...entry.given("cachePolicyId", entry.text("cachePolicyId")),
      ...entry.given("cachePolicy", cachePolicy),
      ...entry.given("responseHeadersPolicyId", entry.text("responseHeadersPolicyId")),
      ...entry.given("compress", entry.flag("compress")),
      ...entry.given("httpsOnly", entry.flag("httpsOnly")),
    };
  });
}

/** A cache policy, by the names of its arguments. */
export function cachePolicyOf(value: unknown): CachePolicyArgs | undefined {
  return objectOf(value, (entry) => ({
    ...entry.given("minTtlSeconds", entry.number("minTtlSeconds")),
    ...entry.given("defaultTtlSeconds", entry.number("defaultTtlSeconds")),
    ...entry.given("maxTtlSeconds", entry.number("maxTtlSeconds")),
    ...entry.given("queryStrings", entry.texts("queryStrings")),
    ...entry.given("headers", entry.texts("headers")),
    ...entry.given("cookies", entry.texts("cookies")),
  }));
}
