import { cspFault } from "../../aws/csp";
import { maximumCspLength } from "../../aws/headerValues";
import { responseHeadersPolicyFor } from "../picture/behaviorPolicies";
import { eachBehavior, type StackRule, violation } from "./rule";
import { cspOf } from "./securityHeaders";

export const rule: StackRule = {
  id: "HA-HDR-02",
  title: "The content security policy is one",
  level: "advisory",
  severity: "medium",
  on: "stack",
  what:
    "The content security policy of every behavior parses as browsers read it (CSP Level 3), has neither `*` as a source of " +
    "scripts nor 'unsafe-eval', and fits CloudFront's 1783 characters (RH-4).",
  why:
    "Browsers ignore a directive that they do not understand, without a word: a misspelt script-src is no script-src, and a " +
    "policy with * is none.",
  remediation: "Correct the directive that the message names.",
  failing: "contentSecurityPolicy: \"script-source 'self'\"",
  passing: "contentSecurityPolicy: \"default-src 'self'; object-src 'none'; base-uri 'none'\"",
  check: (picture) =>
    eachBehavior(picture, (distribution, behavior) => {
      const policy = responseHeadersPolicyFor(picture, distribution, behavior);
      const csp = typeof policy === "object" ? cspOf(policy) : undefined;
      if (csp === undefined) return [];
      return faultsOf(csp).map((fault) =>
        violation(distribution.urn, `the content security policy of ${behavior.label} ${fault}`),
      );
    }),
};

function faultsOf(csp: string): readonly string[] {
  const fault = cspFault(csp);
  const sources = scriptSources(csp);
  return [
    ...(fault === undefined
      ? []
      : [
          `has a fault in ${fault.directive || "all of it"} (${fault.reason}${fault.value === undefined ? "" : ` ${fault.value}`}), which browsers ignore without a word; correct it in contentSecurityPolicy`,
        ]),
    ...(sources.includes("*") ? ["lets scripts come from anywhere; name their hosts"] : []),
    ...(sources.includes("'unsafe-eval'") ? ["has 'unsafe-eval'; leave it out"] : []),
    ...(csp.length > maximumCspLength
      ? [`has ${csp.length} characters; CloudFront takes ${maximumCspLength} (RH-4); supply a shorter one`]
      : []),
  ];
}

/** What scripts may come from: `script-src`, or `default-src` where there is none. */
function scriptSources(csp: string): readonly string[] {
  const directives = csp.split(";").map((part) =>
    part
      .trim()
      .toLowerCase()
      .split(/[ \t]+/),
  );
  const of = (name: string) => directives.find(([directive]) => directive === name)?.slice(1);
  return of("script-src") ?? of("default-src") ?? [];
}
