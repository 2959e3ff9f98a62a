import type { Edge } from "../../simulator/cloudfront";
import type { EdgeResponse } from "../../simulator/cloudfront/exchange";
import { headerValue } from "../../simulator/http";
import type { S3 } from "../../simulator/s3";
import { sha256, type Manifest } from "../content";
import { failureKinds, healable } from "./faultList";
import type { Judgement } from "./judge";
import type { ProofCase } from "./matrix";
import type { CaseResult } from "./result";
import type { CaseRunner } from "./run";
import { judgeHeaders } from "./securityHeaders";
import type { ProofBehavior, ProofSite } from "./site";

/** The edges that the promises beside the matrix are tried on: the site's own, and one for each mutant of it. */
export interface ProbeEdges {
  readonly trial: Edge;
  /** Every behavior on its primary alone. */
  readonly ungrouped: Edge;
  /** No default root object. */
  readonly rootless: Edge;
  /** No function on origin-response. */
  readonly hookless: Edge;
}

/** Classes of response that the matrix does not reach: a part, an unchanged copy. */
export async function probeClasses(behavior: ProofBehavior, runner: CaseRunner, { trial }: ProbeEdges) {
  const path = behavior.paths.both;
  trial.invalidate(["/*"]);
  const whole = await runner.ask(trial, "GET", path);
  const etag = headerValue(whole.headers, "etag") ?? '""';
  const part = await runner.ask(trial, "GET", path, { headers: { range: "bytes=0-9" } });
  const unchanged = await runner.ask(trial, "GET", path, { headers: { "if-none-match": etag } });
  return [part, unchanged].flatMap((response): CaseResult[] => {
    const judgement = judgeHeaders(response);
    return judgement === undefined ? [] : [{ one: caseOf(behavior), response, judgements: [judgement] }];
  });
}

/** The page for an unknown path, with the primary healthy and with it down. */
export async function probeErrorPages(
  site: ProofSite,
  behavior: ProofBehavior,
  runner: CaseRunner,
  edges: ProbeEdges,
  content: Manifest,
): Promise<CaseResult[]> {
  const rule = site.compiled.errorRules.get(404)?.page;
  if (rule === undefined || content.size === 0) return [];
  const one = { ...caseOf(behavior), object: "absent" as const };
  const struck = { ...one, struck: "primary" as const, fault: "down" };
  const expected = content.get(rule.path.replace(/^\//, ""))?.sha256;
  const judged = (response: EdgeResponse, when: string): Judgement => {
    const met = response.status === rule.status && sha256(response.body) === expected;
    const wrong = expected === undefined ? `${rule.path} is not among the content` : `it got ${response.status}`;
    return {
      promise: "error-pages",
      met,
      expected: `${rule.status} with the page ${rule.path}`,
      because: `an unknown path ${when}: ${wrong}${met ? "" : ", not the page"}`,
      rules: ["CE-4", "CE-5"],
      fix: `publish ${rule.path} to both buckets, and let its path route to an origin group`,
    };
  };
  const healthy = await runner.run(edges.trial, behavior, one);
  const faulted = await runner.run(edges.trial, behavior, struck);
  const control = await runner.run(edges.ungrouped, behavior, struck);
  return [
    { one, response: healthy, judgements: [judged(healthy, "with no fault")] },
    {
      one: struck,
      response: faulted,
      judgements: [judged(faulted, "with the primary down")],
      discriminates: !judged(control, "").met,
    },
  ];
}

/** Whether a hook on origin-response changes what fails over: the same with and without it (LE-4..6). */
export async function probeHooks(
  behavior: ProofBehavior,
  runner: CaseRunner,
  edges: ProbeEdges,
): Promise<CaseResult[]> {
  const hook = behavior.compiled.originResponse;
  if (hook === undefined || behavior.replica === undefined) return [];
  const results: CaseResult[] = [];
  for (const kind of failureKinds.filter((one) => healable(one, behavior.criteria))) {
    const one = { ...caseOf(behavior), struck: "primary" as const, fault: kind.name };
    const response = await runner.run(edges.trial, behavior, one);
    const without = await runner.run(edges.hookless, behavior, one);
    const reasons = [response, without].map(({ log }) => log["sr-reason"]);
    const judgement: Judgement = {
      promise: "hooks-keep-failover",
      met: reasons[0] === reasons[1],
      expected: `${reasons[1] === "" ? "no failover" : String(reasons[1])}, as without the hook`,
      because: `with ${kind.name} on the primary the hook ${hook.name} leaves ${reasons[0] === "" ? "no failover" : String(reasons[0])}`,
      rules: ["LE-4", "LE-6"],
      fix: "let the origin-response hook keep the status that it receives: see static-site-ha examine",
    };
    results.push({ one, response, judgements: [judgement], discriminates: without.log["sr-reason"] !== "" });
  }
  return results;
}

/** A listing through the edge, and what anybody may read from the buckets themselves. */
export async function probePrivacy(
  behavior: ProofBehavior,
  runner: CaseRunner,
  edges: ProbeEdges,
  s3: S3,
): Promise<CaseResult[]> {
  const one = caseOf(behavior);
  const listed = ({ body }: EdgeResponse): boolean => Buffer.from(body).includes("<ListBucketResult");
  const results: CaseResult[] = [];
  for (const path of ["/", "/?list-type=2", "/?versions"]) {
    edges.trial.invalidate(["/*"]);
    edges.rootless.invalidate(["/*"]);
    const response = await runner.ask(edges.trial, "GET", path);
    const control = await runner.ask(edges.rootless, "GET", path);
    const judgement: Judgement = {
      promise: "private",
      met: !listed(response),
      expected: "no listing of a bucket",
      because: `GET ${path} shows what the bucket holds`,
      rules: ["PL-4", "S3-5"],
      fix: "set a default root object (defaultRootObject)",
    };
    results.push({ one, response, judgements: [judgement], discriminates: listed(control) });
    const open = await openly(behavior, s3, path === "/" ? behavior.paths.both : path);
    if (open === undefined) continue;
    results.push({ one, response, judgements: [open] });
  }
  return results;
}

/** What somebody without credentials gets from the buckets themselves; undefined when he gets nothing. */
async function openly({ primary, replica }: ProofBehavior, s3: S3, path: string): Promise<Judgement | undefined> {
  for (const side of [primary, replica]) {
    if (side === undefined) continue;
    const { host, id, path: prefix } = side.origin;
    const outcome = await s3.exchange(
      { originId: id, host, method: "GET", path: `${prefix}${path}`, headers: { host }, secure: true },
      { connectTimeoutMs: 1_000, readTimeoutMs: 1_000 },
    );
    if (outcome.kind === "failure" || outcome.response.status === 403) continue;
    return {
      promise: "private",
      met: false,
      expected: "403 for anybody but the distribution",
      because: `${host} answers ${outcome.response.status} to a request without credentials`,
      rules: ["S3-4"],
      fix: "grant the origin access identity or this distribution alone in the bucket policy, and block public access",
    };
  }
  return undefined;
}

function caseOf({ pattern }: ProofBehavior): ProofCase {
  return {
    behavior: pattern,
    method: "GET",
    object: "both",
    struck: "none",
    fault: "none",
    cache: "cold",
    standsFor: 1,
  };
}
