import { headerValue, type HeaderMap } from "../../../simulator/http";
import type { CaseResult } from "../result";
import { judgeHeaders } from "../securityHeaders";
import { probeCase, probed, type Probe } from "./probe";

/** Classes of response that the matrix does not reach: a part, an unchanged copy. */
export const probeClasses: Probe = async ({ behavior, runner, edges }) => {
  const path = behavior.paths.both;
  const { trial } = edges;
  const bare = edges.without("bare");
  trial.invalidate(["/*"]);
  bare.invalidate(["/*"]);
  const etag = headerValue((await runner.ask(trial, "GET", path)).headers, "etag") ?? '""';
  await runner.ask(bare, "GET", path);
  const results: CaseResult[] = [];
  const asks: readonly HeaderMap[] = [{ range: "bytes=0-9" }, { "if-none-match": etag }];
  for (const headers of asks) {
    const response = await runner.ask(trial, "GET", path, { headers });
    const judgement = judgeHeaders(response);
    if (judgement === undefined) continue;
    const control = await runner.ask(bare, "GET", path, { headers });
    const discriminates = judgeHeaders(control)?.met !== true;
    results.push(probed(probeCase(behavior), response, { ...judgement, discriminates }));
  }
  return results;
};
