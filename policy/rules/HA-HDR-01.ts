import { responseHeadersPolicyFor } from "../picture/behaviorPolicies";
import { advice, eachBehavior, type Finding, type StackRule, violation } from "./rule";
import { headersOf, securityHeaders } from "./securityHeaders";

export const rule: StackRule = {
  id: "HA-HDR-01",
  title: "Every response carries the security headers",
  level: "mandatory",
  severity: "high",
  on: "stack",
  advises: true,
  what:
    "Every cache behavior has a response headers policy with HSTS, a content security policy, nosniff, frame options and a " +
    "referrer policy. Only such a policy reaches every class of response: errors of CloudFront's own, error pages and what " +
    "hooks generate included (RH-1, CF-6). Of a policy that the stack does not hold it advises that nothing can be told.",
  why:
    "A policy is attached, and it is Managed-SecurityHeadersPolicy, which has no content security policy. Or a function sets " +
    "the headers: it does not run for errors, and the page that everybody sees in the outage has none.",
  remediation: "Give the behavior a ResponseHeadersPolicy with all five in securityHeadersConfig.",
  failing: 'responseHeadersPolicyId: "67f7725c-6f97-4210-82d7-5512b31e9d03" // without a CSP',
  passing: "responseHeadersPolicyId: headers.id // with all five",
  check: (picture) =>
    eachBehavior(picture, (distribution, behavior): readonly Finding[] => {
      const policy = responseHeadersPolicyFor(picture, distribution, behavior);
      if (policy === "elsewhere") {
        return [
          advice(
            distribution.urn,
            `the response headers policy of ${behavior.label} is not in this stack: nothing tells which headers it sets; see that ` +
              `it sets ${securityHeaders.join(", ")}`,
          ),
        ];
      }
      const set = policy === undefined ? new Set<string>() : headersOf(policy);
      const missing = securityHeaders.filter((header) => !set.has(header));
      if (missing.length === 0) return [];
      const by = policy === undefined ? "has no response headers policy" : `has the policy ${policy.Name}`;
      return [
        violation(
          distribution.urn,
          `${behavior.label} ${by}, so that responses lack ${missing.join(", ")}; supply a ResponseHeadersPolicy that sets them (responseHeadersPolicyId)`,
        ),
      ];
    }),
};
