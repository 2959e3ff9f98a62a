import type { Edge } from "../../simulator/cloudfront";
import { selectBehavior } from "../../simulator/cloudfront/compiled";
import type { EdgeResponse } from "../../simulator/cloudfront/exchange";
import { headerValue } from "../../simulator/http";
import type { S3 } from "../../simulator/s3";
import { sha256, type Manifest } from "../content";
import { endpointOf } from "../../simulator/s3/endpoints";
import { labelOf } from "./diagnosis";
import { failureKinds, healable } from "./faultList";
import type { Judgement } from "./judge";
import type { ProofCase } from "./matrix";
import type { CaseResult } from "./result";
import type { CaseRunner } from "./run";
import { publishOnce, republish } from "./objects";
import { judgeHeaders } from "./securityHeaders";
import { keyOf, type ProofBehavior, type ProofSite } from "./site";

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
  const by = site.behaviors.find(({ compiled }) => compiled === selectBehavior(site.compiled, rule.path));
  const isAlone = by !== undefined && by.replica === undefined;
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
      because:
        `an unknown path ${when}: ${wrong}${met ? "" : ", not the page"}` +
        (isAlone ? `, which ${labelOf(by)} fetches from ${by.primary.origin.id} alone` : ""),
      rules: isAlone ? ["CE-1", "FO-2"] : ["CE-4", "CE-5"],
      fix: isAlone
        ? `set targetOriginId of ${labelOf(by)} to the origin group, as the error page ${rule.path} is served by it`
        : `publish ${rule.path} to both buckets, and let its path route to an origin group`,
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

/** What viewers are told while both regions fail: a page is welcome, a good status is not (CE-10). */
export async function probeOutage(
  site: ProofSite,
  behavior: ProofBehavior,
  runner: CaseRunner,
  { trial }: ProbeEdges,
  s3: S3,
): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for (const [code, { page }] of site.compiled.errorRules) {
    const kind = failureKinds.find(({ name }) => name === `status ${code}`);
    if (page === undefined || kind === undefined || (code !== 403 && code < 500)) continue;
    const one: ProofCase = { ...caseOf(behavior), struck: "both", fault: kind.name };
    const by = site.behaviors.find(({ compiled }) => compiled === selectBehavior(site.compiled, page.path));
    if (by !== undefined) publishOnce(s3, by.primary, page.path);
    // Somebody has seen the page before, so that it can be served though everything fails.
    const response = await runner.run(trial, behavior, one, page.path);
    const judgement: Judgement = {
      promise: "error-pages",
      met: response.status >= 400,
      expected: `an error status, such as ${code}`,
      because: `GET got ${response.status} while both regions answer ${code}: the custom error response makes ${page.status} of it, so that viewers, caches and monitors take the outage for a page`,
      rules: ["CE-10"],
      fix: `set responseCode of the custom error response for ${code} to ${code}, or leave it out (customErrorResponses)`,
    };
    results.push({ one, response, judgements: [judgement] });
  }
  return results;
}

/** Whether what is published to the primary reaches the replica; nothing where nobody replicates. */
export async function probeReplication(
  behavior: ProofBehavior,
  runner: CaseRunner,
  { trial }: ProbeEdges,
  s3: S3,
): Promise<CaseResult[]> {
  const { primary, replica, paths } = behavior;
  // Who fills the replica of a bucket without a configuration is not known here.
  if (
    replica === undefined ||
    primary.bucket.replication === undefined ||
    replica.bucket.name === primary.bucket.name
  ) {
    return [];
  }
  const one: ProofCase = { ...caseOf(behavior), struck: "primary", fault: "down" };
  const isCopied = (): boolean =>
    s3.headObject(primary.bucket.name, keyOf(primary, paths.both))?.etag ===
    s3.headObject(replica.bucket.name, keyOf(replica, paths.both))?.etag;
  await republish(s3, behavior, "not copied", replica);
  // The bytes differ before anything is copied, or this says nothing.
  const discriminates = !isCopied();
  await republish(s3, behavior, "published last", primary);
  const response = await runner.run(trial, behavior, one);
  const judgement: Judgement = {
    promise: "replication",
    met: isCopied(),
    expected: "the same version in both buckets",
    because: `${keyOf(primary, paths.both)} was published to ${primary.bucket.name} and did not reach ${replica.bucket.name}, so that viewers get an older version or none while the primary is down`,
    rules: ["RP-1", "RP-3"],
    fix: `let an enabled rule of the replication of ${primary.bucket.name} name ${replica.bucket.name} as its destination, with an empty prefix, and enable versioning on both`,
  };
  return [{ one, response, judgements: [judgement], discriminates }];
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
      because: `with ${kind.name} on the primary the hook ${hook.name} leaves ${reasons[0] === "" ? "no failover" : String(reasons[0])}: CloudFront decides after it has run`,
      rules: ["LE-4", "LE-6"],
      fix: `let ${hook.name} hand back the status that it receives, and show error pages by customErrorResponses; static-site-ha examine shows the line`,
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
      because: `GET ${path} shows what the bucket holds: without a default root object it is a request for the bucket itself`,
      rules: ["PL-4", "S3-5"],
      fix: "set defaultRootObject of the distribution, to index.html for instance",
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
    // A redirect of a global endpoint tells nothing of what stands there (S3-11).
    if (outcome.kind === "failure" || [403, 307].includes(outcome.response.status)) continue;
    // A bucket that is no website says so to everybody (S3-12).
    if (endpointOf(host)?.kind === "website" && outcome.response.status === 404) continue;
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
