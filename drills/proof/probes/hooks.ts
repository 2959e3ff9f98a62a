import { failureKinds, healable } from "../faultList";
import type { Judgement } from "../judge";
import type { CaseResult } from "../result";
import { probeCase, probed, type Probe } from "./probe";

/** Whether a hook on origin-response changes what fails over: the same with and without it (LE-4..6). */
export const probeHooks: Probe = async ({ behavior, runner, edges }) => {
  const hook = behavior.compiled.originResponse;
  if (hook === undefined || behavior.replica === undefined) return [];
  const results: CaseResult[] = [];
  for (const kind of failureKinds) {
    // What passes by may leave nothing to fail over.
    if (kind.onlyAttempt !== undefined || !healable(kind, behavior.criteria)) continue;
    const one = { ...probeCase(behavior), struck: "primary" as const, fault: kind.name };
    const response = await runner.run(edges.trial, behavior, one);
    const without = await runner.run(edges.without("hookless"), behavior, one);
    const reasons = [response, without].map(({ log }) => log["sr-reason"]);
    const judgement: Judgement = {
      promise: "hooks-keep-failover",
      met: reasons[0] === reasons[1],
      expected: `${reasons[1] === "" ? "no failover" : String(reasons[1])}, as without the hook`,
      because: `with ${kind.name} on the primary the hook ${hook.name} leaves ${reasons[0] === "" ? "no failover" : String(reasons[0])}: CloudFront decides after it has run`,
      rules: ["LE-4", "LE-6"],
      fix: `let ${hook.name} hand back the status that it receives, and show error pages by customErrorResponses; static-site-ha examine shows the line`,
    };
    results.push(probed(one, response, { ...judgement, discriminates: without.log["sr-reason"] !== "" }));
  }
  return results;
};
