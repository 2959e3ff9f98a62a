import { headerValue } from "../../simulator/http";
import type { EdgeResponse } from "../../simulator/cloudfront/exchange";
import type { Judgement } from "./judge";

/** What every response of the site carries, and what its value must look like (HA-HDR-01). */
const required: readonly (readonly [name: string, value: RegExp])[] = [
  ["strict-transport-security", /max-age=[1-9]/],
  ["content-security-policy", /\S/],
  ["x-content-type-options", /^nosniff$/i],
  ["x-frame-options", /^(deny|sameorigin)$/i],
  ["referrer-policy", /\S/],
];

/** Their names. */
export const requiredHeaders: readonly string[] = required.map(([name]) => name);

/** The class of a response, as far as headers may be lost on one and not on another. */
export function classOf({ status, log }: EdgeResponse): string {
  if (log["sr-reason"] !== "" && status < 400) return "failed over";
  if (status >= 500) return "5xx";
  if (status >= 300 && status < 400 && status !== 304) return "redirect";
  return String(status);
}

/** Whether a response has its security headers; undefined where CloudFront itself made it. */
export function judgeHeaders(response: EdgeResponse): Judgement | undefined {
  if (response.edgeMade === true) return undefined;
  const missing = missingHeaders(response);
  const pattern = response.log["cache-behavior-path-pattern"];
  const label = pattern === "*" ? "the default cache behavior" : `the cache behavior ${pattern}`;
  return {
    promise: "security-headers",
    met: missing.length === 0,
    expected: requiredHeaders.join(", "),
    because: `a response of class ${classOf(response)} has no ${missing.join(", ")}`,
    rules: ["RH-1", "CF-6"],
    fix: `set responseHeadersPolicyId of ${label} to a policy that has them (headers of StaticSiteHA): functions on viewer-response do not run for errors`,
  };
}

/** Names of the security headers that a response lacks. */
export function missingHeaders(response: Pick<EdgeResponse, "headers">): readonly string[] {
  const missing: string[] = [];
  for (const [name, value] of required) {
    if (value.test(headerValue(response.headers, name) ?? "")) continue;
    // A policy that names its frame ancestors needs no older header beside it.
    if (name !== "x-frame-options" || !namesAncestors(response)) missing.push(name);
  }
  return missing;
}

function namesAncestors(response: Pick<EdgeResponse, "headers">): boolean {
  return /frame-ancestors/i.test(headerValue(response.headers, "content-security-policy") ?? "");
}
