import { selectBehavior } from "../../../simulator/cloudfront/compiled";
import type { EdgeResponse } from "../../../simulator/cloudfront/exchange";
import { sha256 } from "../../content";
import { groupFix, labelOf } from "../diagnosis";
import type { Judgement } from "../judge";
import { probeCase, probed, type Probe } from "./probe";

/** The page for an unknown path, with the primary healthy and with it down. */
export const probeErrorPages: Probe = async ({ site, behavior, runner, edges, content }) => {
  const rule = site.compiled.errorRules.get(404)?.page;
  if (rule === undefined || content.size === 0) return [];
  const by = site.behaviors.find(({ compiled }) => compiled === selectBehavior(site.compiled, rule.path));
  const isAlone = by !== undefined && by.replica === undefined;
  const one = { ...probeCase(behavior), object: "absent" as const };
  const struck = { ...one, struck: "primary" as const, fault: "down" };
  const expected = content.get(rule.path.replace(/^\//, ""))?.sha256;
  const judged = (response: EdgeResponse, when: string): Judgement => {
    const met = response.status === rule.status && sha256(response.body) === expected;
    const wrong = expected === undefined ? `${rule.path} is not among the content` : `it got ${response.status}`;
    return {
      promise: "error-pages",
      met,
      expected: `${rule.status} with the page ${rule.path}`,
      because:
        `an unknown path ${when}: ${wrong}${met ? "" : ", not the page"}` +
        (isAlone ? `, which ${labelOf(by)} fetches from ${by.primary.origin.id} alone` : ""),
      rules: isAlone ? ["CE-1", "FO-2"] : ["CE-4", "CE-5"],
      fix: isAlone ? groupFix(by) : `publish ${rule.path} to both buckets, and let its path route to an origin group`,
    };
  };
  const healthy = await runner.run(edges.trial, behavior, one);
  const faulted = await runner.run(edges.trial, behavior, struck);
  const withoutPages = await runner.run(edges.without("pageless"), behavior, one);
  const withoutGroup = await runner.run(edges.without("ungrouped"), behavior, struck);
  const healthyJudged = { ...judged(healthy, "with no fault"), discriminates: !judged(withoutPages, "").met };
  const faultedJudged = { ...judged(faulted, "with the primary down"), discriminates: !judged(withoutGroup, "").met };
  return [probed(one, healthy, healthyJudged), probed(struck, faulted, faultedJudged)];
};
