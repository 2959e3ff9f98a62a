import { selectBehavior } from "../../../simulator/cloudfront/compiled";
import { failureKinds } from "../faultList";
import type { Judgement } from "../judge";
import type { ProofCase } from "../matrix";
import { publishOnce } from "../objects";
import type { CaseResult } from "../result";
import { probeCase, probed, type Probe } from "./probe";

/** What viewers are told while both regions fail: a page is welcome, a good status is not (CE-10). */
export const probeOutage: Probe = async ({ site, behavior, runner, edges, s3 }) => {
  const results: CaseResult[] = [];
  for (const [code, { page }] of site.compiled.errorRules) {
    const kind = failureKinds.find(({ name }) => name === `status ${code}`);
    if (page === undefined || kind === undefined || (code !== 403 && code < 500)) continue;
    const one: ProofCase = { ...probeCase(behavior), struck: "both", fault: kind.name };
    const by = site.behaviors.find(({ compiled }) => compiled === selectBehavior(site.compiled, page.path));
    if (by !== undefined) publishOnce(s3, by.primary, page.path);
    // Somebody has seen the page before, so that it can be served though everything fails.
    const response = await runner.run(edges.trial, behavior, one, page.path);
    const control = await runner.run(edges.without("hiding"), behavior, one, page.path);
    const judgement: Judgement = {
      promise: "error-pages",
      met: response.status >= 400,
      expected: `an error status, such as ${code}`,
      because: `GET got ${response.status} while both regions answer ${code}: the custom error response makes ${page.status} of it, so that viewers, caches and monitors take the outage for a page`,
      rules: ["CE-10"],
      fix: `set responseCode of the custom error response for ${code} to ${code}, or leave it out (customErrorResponses)`,
    };
    results.push(probed(one, response, { ...judgement, discriminates: control.status < 400 }));
  }
  return results;
};
