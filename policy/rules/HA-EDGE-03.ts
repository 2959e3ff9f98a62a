import { eachReadHook, linesOf, targetsGroup } from "./hooks";
import { type StackRule, violation, when } from "./rule";

export const rule: StackRule = {
  id: "HA-EDGE-03",
  title: "A hook does the same for the primary and for the replica",
  level: "mandatory",
  severity: "medium",
  on: "stack",
  what:
    "A function on origin-request or origin-response of a behavior with an origin group runs twice when the group fails over " +
    "(PL-9). Its code, in all files that it loads of its own, neither throws dice nor counts in a variable that outlives the call.",
  why:
    "A hook that decides by chance or by a counter sends the second request elsewhere than the first: the failover that was " +
    "tested is not the one that happens.",
  remediation: "Decide by the request alone, such as by a hash of a cookie.",
  failing: 'if (Math.random() < 0.1) request.uri = "/beta" + request.uri;',
  passing: 'if (request.headers.cookie?.[0].value.includes("beta=1")) request.uri = "/beta" + request.uri;',
  check: (picture) =>
    eachReadHook(picture, ({ unequalRuns }, hook, association) =>
      when(association.event.startsWith("origin-") && targetsGroup(association) && unequalRuns.length > 0, () =>
        violation(
          hook.urn,
          `${hook.name} runs for both members of a group and depends on chance or on earlier calls (${linesOf(unequalRuns)}); ` +
            "decide by the request alone",
        ),
      ),
    ),
};
