import type { EdgeResponse } from "../../simulator/cloudfront/exchange";
import { sha256 } from "../content";
import { type Diagnosis, labelOf, undiagnosed, whyNotHealed, whyNotServed, whyStaleNotServed } from "./diagnosis";
import { healable, type FailureKind } from "./faultList";
import type { ProofCase } from "./matrix";
import type { Written } from "./objects";
import { optionsAnswerOf, type OptionsAnswer } from "./optionsAnswer";
import type { PromiseName } from "./promises";
import type { ProofBehavior } from "./site";

/** What one promise says of one response. */
export interface Judgement {
  readonly promise: PromiseName;
  readonly met: boolean;
  readonly expected: string;
  readonly because: string;
  readonly rules: readonly string[];
  readonly fix: string;
}

/** What a case is judged by. */
export interface Circumstances {
  readonly behavior: ProofBehavior;
  readonly kind?: FailureKind;
  readonly written: Written;
  /** What OPTIONS answers with nobody failing; absent for other methods. */
  readonly healthyOptions?: OptionsAnswer;
  /** Whether a copy was there that may be served stale (CA-11). */
  readonly mayBeStale: boolean;
}

/** Why a case is not judged: CloudFront never heals it, or nothing was promised; counted and listed with its rule. */
export interface Outside {
  readonly because: string;
  readonly rule: string;
}

/** Whether a case was judged. */
export function isJudged(judged: ReturnType<typeof judgeCase>): judged is readonly Judgement[] {
  return Array.isArray(judged);
}

/** The promises that a case puts to the test, or why it puts none. */
export function judgeCase(one: ProofCase, response: EdgeResponse, at: Circumstances): readonly Judgement[] | Outside {
  if (one.method === "POST") return [writeEndsAtEdge(response, at)];
  if (one.method === "OPTIONS") return judgeOptions(one, response, at);
  if (one.cache === "fresh") return judgeFresh(one, response, at);
  if (one.struck === "both") return judgeBoth(one, response, at);
  if (one.struck === "primary" && at.kind !== undefined) return judgePrimary(one, response, at, at.kind);
  return judgeHealthy(one, response, at);
}

/** A hit asks nobody, so that nobody's failure matters (FO-17). */
function judgeFresh(one: ProofCase, response: EdgeResponse, at: Circumstances): readonly Judgement[] | Outside {
  const { primary, replica } = at.written;
  if (primary !== undefined) return [ofCopy(served("primary-serves", primary, one, response, ["FO-17"], at), response)];
  if (replica !== undefined && one.object === "replica-only" && at.behavior.criteria.has(404)) {
    return [ofCopy(served("failover", replica, one, response, ["FO-10", "FO-17"], at), response)];
  }
  return { because: "what no region serves has no copy", rule: "FO-17" };
}

/** A copy that is not there was never fetched: the viewer before was not served either. */
function ofCopy(judgement: Judgement, { log }: EdgeResponse): Judgement {
  if (judgement.met || log["x-edge-result-type"] === "Hit") return judgement;
  const because = "nothing was in the cache, as the viewer before was not served either";
  return { ...judgement, because, fix: undiagnosed["no-copy"] };
}

/** Nobody fails, or the replica alone, which then is not asked. */
function judgeHealthy(one: ProofCase, response: EdgeResponse, at: Circumstances): readonly Judgement[] | Outside {
  const { written, behavior } = at;
  if (written.primary !== undefined) {
    return [served("primary-serves", written.primary, one, response, ["FO-1", "FO-16"], at)];
  }
  if (written.replica === undefined || one.struck === "replica") {
    return { because: "no region that answers has the object", rule: "S3-5" };
  }
  // The primary's own 404 is a status as good as any other for failing over.
  if (one.object === "replica-only" && behavior.criteria.has(404)) {
    return [served("failover", written.replica, one, response, ["FO-10"], at)];
  }
  return one.object === "delete-marked" && response.status === 200
    ? { because: "a page that was deleted in the primary lives on in the replica", rule: "RP-15" }
    : { because: "the primary's 404 is no criterion, so that the replica is not asked", rule: "FO-15" };
}

function judgePrimary(
  one: ProofCase,
  response: EdgeResponse,
  at: Circumstances,
  kind: FailureKind,
): readonly Judgement[] | Outside {
  const { written, behavior } = at;
  if (kind.heals === "no-failure") return judgeHealthy(one, response, at);
  if (kind.heals === "never") return { because: `CloudFront never fails over on ${kind.name}`, rule: kind.rule };
  if (behavior.replica === undefined && typeof kind.heals !== "object" && written.primary !== undefined) {
    return [served("failover", written.primary, one, response, [kind.rule, "FO-2"], at, kind)];
  }
  if (written.replica === undefined) return { because: "the replica does not have the object", rule: "FO-18" };
  if (behavior.replica !== undefined && !healable(kind, behavior.criteria)) {
    return { because: `the criteria do not list what ${kind.name} answers`, rule: "FO-15" };
  }
  if (one.object === "delete-marked" || one.object === "replica-older") {
    return { because: `the replica serves what it has, which is ${one.object}`, rule: "RP-15" };
  }
  return [served("failover", written.replica, one, response, [kind.rule], at, kind)];
}

function judgeBoth(one: ProofCase, response: EdgeResponse, at: Circumstances): readonly Judgement[] | Outside {
  if (at.kind?.onlyAttempt !== undefined) {
    return { because: "the fault passes by in both regions, so that which attempt serves is chance", rule: "FO-20" };
  }
  const stays = at.kind?.heals !== "no-failure" && at.kind?.heals !== "never";
  if (one.cache === "expired" && at.mayBeStale && stays && isServerFailure(at.kind)) {
    return [served("stale-on-error", at.written.primary, one, response, ["CA-9", "CA-11"], at)];
  }
  return { because: "both regions fail, and there is no copy", rule: "FO-18" };
}

/** CA-11: a stale copy stands in for an origin that cannot be reached or fails, not for one that says no. */
function isServerFailure(kind: FailureKind | undefined): boolean {
  if (kind === undefined) return false;
  if (kind.heals === "connection" || kind.heals === "timeout") return true;
  return typeof kind.heals === "object" && kind.heals.status >= 500;
}

function judgeOptions(one: ProofCase, response: EdgeResponse, at: Circumstances): readonly Judgement[] | Outside {
  const { behavior, kind, healthyOptions } = at;
  if (!behavior.compiled.allowedMethods.has("OPTIONS")) return [];
  if (one.struck === "none" || kind === undefined)
    return { because: "it is what the others are compared with", rule: "FO-7" };
  if (one.struck === "both") return { because: "both regions fail, and there is no copy", rule: "FO-18" };
  const heals = one.struck === "replica" || kind.heals === "no-failure" || healable(kind, behavior.criteria);
  if (!heals) return { because: `CloudFront does not fail over on ${kind.name} here`, rule: kind.rule };
  const answer = optionsAnswerOf(response).text;
  const met = answer === healthyOptions?.text;
  const { log } = response;
  const why = met
    ? undefined
    : log["sr-reason"] === ""
      ? whyOptionsStay(response, behavior, kind)
      : whyNotHealed(response, behavior, kind);
  return [
    {
      promise: "options",
      met,
      expected: `${healthyOptions?.text ?? "an answer"}, as with the primary healthy`,
      because: `OPTIONS got ${answer} with ${kind.name} on the ${one.struck}${reason(why)}`,
      rules: why?.rules ?? ["FO-7"],
      fix: why?.fix ?? undiagnosed.options,
    },
  ];
}

function whyOptionsStay(response: EdgeResponse, behavior: ProofBehavior, kind: FailureKind): Diagnosis | undefined {
  return behavior.compiled.cachedMethods.has("OPTIONS") ? whyNotHealed(response, behavior, kind) : uncached;
}

const uncached: Diagnosis = {
  because: "OPTIONS is not among the cached methods, and fails over only where it is",
  rules: ["FO-7", "FO-8"],
  fix: "add OPTIONS to cachedMethods of the behavior",
};

function reason(why: Diagnosis | undefined): string {
  return why === undefined ? "" : `: ${why.because}`;
}

function writeEndsAtEdge(response: EdgeResponse, { behavior }: Circumstances): Judgement {
  const asked = response.log.exchanges.length;
  return {
    promise: "write-methods",
    met: response.status === 403 && asked === 0,
    expected: "403 from the edge, and no origin asked",
    because: `POST got ${response.status}${asked === 0 ? "" : `, and ${asked} requests went to an origin`}, where the edge should refuse it`,
    rules: ["PL-1", "FO-9"],
    fix: `set allowedMethods of ${labelOf(behavior)} to GET, HEAD and OPTIONS`,
  };
}

type ServedPromise = "primary-serves" | "failover" | "stale-on-error";

/** 200, the bytes that were written, in time, and where the log says so from the member that it should be. */
function served(
  promise: ServedPromise,
  sha: string | undefined,
  { method, fault, struck, cache }: ProofCase,
  response: EdgeResponse,
  rules: readonly string[],
  { behavior }: Circumstances,
  kind?: FailureKind,
): Judgement {
  const { log, status, broken } = response;
  const { budgetMs } = behavior;
  const most = kind === undefined ? undefined : behavior.worstCaseDelayMs?.[kind.delay];
  // OB-1: the log tells who answered; the bytes may be the same in both regions.
  const failedOver = log["sr-reason"] !== "";
  // What is cached may have been fetched long before; a fault that passes by may be gone at the next attempt.
  const mustFailOver =
    promise === "failover" && cache === "cold" && behavior.replica !== undefined && kind?.askedAgain !== true;
  const isFromElsewhere = promise === "primary-serves" ? failedOver : mustFailOver && !failedOver;
  const wrong =
    status !== 200
      ? `status ${status}`
      : broken !== undefined
        ? `a body that broke off (${broken})`
        : method === "GET" && hashOf(response.body) !== sha
          ? "other bytes than were written"
          : isFromElsewhere
            ? `200 by way of ${log["sr-reason"] === "" ? "no failover" : log["sr-reason"]}`
            : most !== undefined && log["time-taken-ms"] > most
              ? `the answer only after ${log["time-taken-ms"]} ms, where ${most} ms is the most`
              : undefined;
  const when =
    struck === "none" ? "with no fault" : `with ${fault} on ${struck === "both" ? "both members" : `the ${struck}`}`;
  const slow = wrong === undefined ? whyTooSlow(promise, behavior, kind) : undefined;
  const why = wrong === undefined ? slow : whyWrong(promise, response, behavior, kind);
  const got = wrong ?? (slow === undefined ? "200" : `200 after ${log["time-taken-ms"]} ms`);
  return {
    promise,
    met: wrong === undefined && slow === undefined,
    expected: slow === undefined ? "200 with the bytes that were written" : `200 within ${budgetMs / 1000} s`,
    because: `${method} got ${got} ${when}${reason(why)}`,
    rules: [...new Set([...(why?.rules ?? []), ...rules])],
    fix: why?.fix ?? undiagnosed[promise],
  };
}

function whyWrong(
  promise: ServedPromise,
  response: EdgeResponse,
  behavior: ProofBehavior,
  kind: FailureKind | undefined,
): Diagnosis | undefined {
  if (promise === "failover") return whyNotHealed(response, behavior, kind);
  return promise === "stale-on-error" ? whyStaleNotServed(response, behavior) : whyNotServed(response, behavior);
}

/** The longest that the viewer may have to wait is judged, not what this one waited: the arithmetic of HA-FO-05. */
function whyTooSlow(
  promise: ServedPromise,
  { worstCaseDelayMs, delayReasons, primary, budgetMs }: ProofBehavior,
  kind: FailureKind | undefined,
): Diagnosis | undefined {
  if (promise !== "failover" || kind === undefined || (worstCaseDelayMs?.[kind.delay] ?? 0) <= budgetMs)
    return undefined;
  const sum = delayReasons?.[kind.delay] ?? "";
  return {
    because: `a viewer waits up to ${sum} before the replica is asked, where ${budgetMs / 1000} s is the budget`,
    rules: [/FO-T\d/.exec(sum)?.[0] ?? "FO-T1"],
    fix: repairOf(primary.origin, budgetMs),
  };
}

/** What makes the wait shorter, where anything does: S3's read timeout is not to be set everywhere (FO-22). */
function repairOf({ id, readTimeoutMs }: ProofBehavior["primary"]["origin"], budgetMs: number): string {
  const raise = "raise the budget (--budget; budgetSeconds of HA-FO-05)";
  if (readTimeoutMs + 1000 > budgetMs) {
    return `${raise}, or shorten the read timeout of the origin ${id}: its ${readTimeoutMs / 1000} s alone are too long`;
  }
  return `set connectionAttempts of the origin ${id} to 1 and its connectionTimeout to 5 or less, or ${raise}`;
}

/** Of bodies that are given again and again, as what is in a bucket or in a cache is. Nobody changes them. */
const hashes = new WeakMap<Uint8Array, string>();

function hashOf(body: Uint8Array): string {
  const known = hashes.get(body);
  if (known !== undefined) return known;
  const hash = sha256(body);
  hashes.set(body, hash);
  return hash;
}
