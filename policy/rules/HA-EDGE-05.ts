import { responseHeadersPolicyFor } from "../picture/behaviorPolicies";
import { eachReadHook } from "./hooks";
import { type StackRule, violation, when } from "./rule";
import { headersOf, securityHeaders } from "./securityHeaders";

export const rule: StackRule = {
  id: "HA-EDGE-05",
  title: "No security header is set at viewer-response alone",
  level: "mandatory",
  severity: "high",
  on: "stack",
  what:
    "A security header that a function on viewer-response sets is also in the behavior's response headers policy. Functions " +
    "on viewer-response do not run when the origin answers 400 or more, nor for error pages (CF-6).",
  why:
    "The header is there in every test, and missing on the error page and on the fallback page of a single-page application, " +
    "which is where injected scripts are tried.",
  remediation: "Set the header in a ResponseHeadersPolicy.",
  failing: '// viewer-response, and no policy\nresponse.headers["content-security-policy"] = { value: csp };',
  passing: "responseHeadersPolicyId: headers.id // which sets it",
  check: (picture) =>
    eachReadHook(picture, ({ texts }, hook, { distribution, behavior, event }) => {
      if (event !== "viewer-response") return [];
      const policy = responseHeadersPolicyFor(picture, distribution, behavior);
      if (policy === "elsewhere") return [];
      const set = policy === undefined ? new Set<string>() : headersOf(policy);
      const alone = securityHeaders.filter((header) => texts.has(header) && !set.has(header));
      return when(alone.length > 0, () =>
        violation(
          hook.urn,
          `${hook.name} sets ${alone.join(", ")} at viewer-response alone, which does not run for errors (CF-6); set it in ` +
            "securityHeadersConfig of a response headers policy (responseHeadersPolicyId of the behavior)",
        ),
      );
    }),
};
