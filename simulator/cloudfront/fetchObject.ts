import type { HeaderMap } from "../http";
import type { MaybePromise } from "../maybePromise";
import { preferredCoding } from "./acceptEncoding";
import { abandon, gathered } from "./arrivingBody";
import type { CacheEntry } from "./cache";
import { partKey } from "./cacheKey";
import type { CompiledBehavior, CompiledOrigin } from "./compiled";
import { compressed, isCompressible } from "./compression";
import { edgeErrorPage } from "./edgeErrors";
import { ageAt, entryOf, errorEntry, refreshedResponse, staleIfErrorUntil } from "./entry";
import { withErrorPage } from "./errorPages";
import { fetchFromTarget, type TargetOutcome } from "./failover";
import { detailOfFailure, statusOfFailure } from "./failures";
import type { Flight, Landing } from "./flights";
import type { Trace } from "./log";
import type { LambdaError } from "./originFunctions";
import { originAsk } from "./originRequest";
import { keptHeaders, storedResponse } from "./originResponse";
import { wholeKey, type FetchPlan } from "./planFetch";
import type { EdgeRuntime } from "./runtime";
import type { StoredResponse } from "./storedResponse";
import { errorLifetime, errorMinTtl, successLifetime } from "./ttl";
import type { ViewerRequest } from "./viewerRequest";

/** Fetches an object and stores what may be stored of the answer (PL-8..PL-10). */
export async function fetchObject(
  runtime: EdgeRuntime,
  behavior: CompiledBehavior,
  request: ViewerRequest,
  plan: FetchPlan,
  trace: Trace,
  flight: Flight,
): Promise<Landing> {
  const { method, key, conditions, range } = plan;
  const context = {
    method,
    key,
    conditions,
    range,
    requestId: trace.id,
    viaName: runtime.viaName,
    // SIM-4; a page that stands for an error is fetched without error pages of its own.
    functions: plan.servePage !== undefined || runtime.switches["lambda-on-error-page"] === "yes",
    switches: runtime.switches,
  };
  const shieldKey = shieldKeyOf(plan);
  const ask = { ...originAsk(behavior, request, context), ...(shieldKey === undefined ? {} : { shieldKey }) };
  const { origin, outcome } = await fetchFromTarget(runtime, behavior, ask, trace);
  const step: Step = { runtime, behavior, request, plan, trace, flight, origin };
  if (outcome.kind === "function-error") return functionFailed(trace, outcome);
  const status =
    outcome.kind === "response" ? outcome.response.status : statusOfFailure(outcome.failure, runtime.switches);
  if (outcome.kind === "response" && status === 304) {
    abandon(outcome.response.body);
    return notModified(step, outcome.response.headers);
  }
  // CA-18: a 4xx of the member that was asked last goes before the copy. CE-13: the copy goes before a custom error page.
  if (status >= 500) {
    const stale = staleOnError(step, status);
    if (stale !== undefined) {
      if (outcome.kind === "response") abandon(outcome.response.body);
      return stale;
    }
  }
  const coming = responseOf(step, outcome, status);
  const response = coming instanceof Promise ? await coming : coming;
  const landing = response.error ? await failed(step, response) : succeeded(step, response);
  // OB-3.
  if (outcome.kind === "response" && outcome.shielded === true) {
    return { ...landing, served: { ...landing.served, detail: "OriginShieldHit" } };
  }
  if (outcome.kind === "failure" || outcome.generated !== true) return landing;
  return { ...landing, served: { ...landing.served, result: "LambdaGeneratedResponse" } };
}

/** FO-28: a shield keeps what every viewer may have: no parts, and no answer to a viewer's own condition. */
function shieldKeyOf({ cached, key, method, range, revalidates, conditions }: FetchPlan): string | undefined {
  const personal = range !== undefined || (!revalidates && Object.keys(conditions).length > 0);
  return cached && !personal ? wholeKey(key, method) : undefined;
}

interface Step {
  readonly runtime: EdgeRuntime;
  readonly behavior: CompiledBehavior;
  readonly request: ViewerRequest;
  readonly plan: FetchPlan;
  readonly trace: Trace;
  readonly flight: Flight;
  readonly origin: CompiledOrigin;
}

/** LE-9: the viewer gets it, nobody keeps it, and no custom error page stands for it. */
function functionFailed(trace: Trace, { status, result }: LambdaError): Landing {
  const reason = "The Lambda function that is associated with this request failed or gave an answer that is not valid.";
  const response = { ...edgeErrorPage(status, reason, trace.id), detail: result };
  return { served: { response, result, whole: false }, shareable: false };
}

type OriginAnswer = Exclude<TargetOutcome["outcome"], LambdaError>;

function responseOf(step: Step, outcome: OriginAnswer, status: number): MaybePromise<StoredResponse> {
  const { runtime, behavior, plan, trace, origin } = step;
  if (outcome.kind === "failure") {
    const page = edgeErrorPage(status, "The origin could not be reached or did not answer in time.", trace.id);
    return { ...page, detail: detailOfFailure(outcome.failure) };
  }
  const keepAtMost = plan.cached ? runtime.cache.maximumArrivingBytes : 0;
  if (!(outcome.response.body instanceof Uint8Array)) trace.originLastByte = "to-come";
  const stored = storedResponse(outcome.response, origin, behavior, runtime.switches, keepAtMost, () => {
    trace.originLastByte = runtime.clock.now() - trace.arrivedAt;
  });
  const response = outcome.originError === undefined ? stored : { ...stored, originError: outcome.originError };
  // A function has seen the edge's own error for a silent origin; it is that still while it is an error (LE-2b).
  if (outcome.failure !== undefined && response.error) {
    return { ...response, edgeMade: true, detail: detailOfFailure(outcome.failure) };
  }
  const coding =
    behavior.compress && plan.cached && plan.method === "GET" ? preferredCoding(plan.key.encoding) : undefined;
  if (coding === undefined || !isCompressible(response)) return response;
  return compressedWhole(response, coding, runtime);
}

/** What is to be compressed is read to its end first (CA-20 bounds it). */
async function compressedWhole(
  response: StoredResponse,
  coding: Parameters<typeof compressed>[1],
  { clock }: EdgeRuntime,
): Promise<StoredResponse> {
  const body = response.body instanceof Uint8Array ? response.body : await gathered(response.body);
  if (!(body instanceof Uint8Array)) return { ...response, body };
  return compressed({ ...response, body }, coding, clock);
}

/** A 304 confirms the expired copy (HD-57), or answers the viewer's own condition and is not stored (HD-55). */
function notModified(step: Step, headers: Readonly<HeaderMap>): Landing {
  const { runtime, behavior, plan, flight, origin } = step;
  const kept = keptHeaders(headers, origin, behavior, runtime.switches);
  if (!plan.revalidates || plan.stale === undefined) {
    const response = { status: 304, headers: kept, body: new Uint8Array(), error: false, edgeMade: false };
    return { served: { response, result: "Miss", whole: false }, shareable: false };
  }
  const response = refreshedResponse(plan.stale.entry.response, kept, runtime.switches["merge-304"]);
  const now = runtime.clock.now();
  const lifetime = successLifetime(response.status, response.headers, behavior.ttl, now);
  if (lifetime !== undefined) {
    store(step, plan.stale.key, entryOf(response, plan.key.path, lifetime, now), flight);
  }
  return { served: { response, result: "RefreshHit", age: 0, whole: true }, shareable: lifetime !== undefined };
}

/** CA-9, CA-11: the expired copy stands in for origins that fail, and goes on to for the error caching minimum TTL. */
function staleOnError(step: Step, status: number): Landing | undefined {
  const { runtime, plan, flight, origin } = step;
  if (plan.stale === undefined) return undefined;
  const { key, entry } = plan.stale;
  const now = runtime.clock.now();
  if (now >= staleIfErrorUntil(entry)) return undefined;
  const seconds = errorMinTtl(runtime.distribution.errorRules.get(status)?.minTtl, origin.s3);
  const heldUntil = Math.min(now + seconds * 1000, staleIfErrorUntil(entry));
  store(step, key, { ...entry, heldUntil }, flight);
  const result = runtime.switches["stale-x-cache"];
  return { served: { response: entry.response, result, age: ageAt(entry, now), whole: true }, shareable: true };
}

/** CA-13..17, CE-1, CE-7: the final error of a group, or the page that stands for it, kept for the requested object. */
async function failed(step: Step, error: StoredResponse): Promise<Landing> {
  const { runtime, behavior, request, plan, trace, flight, origin } = step;
  const rule = runtime.distribution.errorRules.get(error.status);
  const response =
    plan.servePage === undefined ? error : await withErrorPage(runtime, error, rule, request, trace, plan.servePage);
  const now = runtime.clock.now();
  // The viewer's own condition failed: that says nothing about anybody else's.
  const personal = error.status === 412 && Object.keys(plan.conditions).length > 0;
  const seconds =
    plan.cached && !personal
      ? errorLifetime(error.status, error.headers, {
          ttl: behavior.ttl,
          minTtl: rule?.minTtl,
          s3: origin.s3,
          nowMs: now,
        })
      : 0;
  if (seconds > 0)
    store(step, wholeKey(plan.key, plan.method), errorEntry(response, plan.key.path, seconds, now), flight);
  return { served: { response, result: "Error", whole: false }, shareable: !personal };
}

/** CA-3..5: stored by the origin's word and the policy's bounds. */
function succeeded(step: Step, response: StoredResponse): Landing {
  const { runtime, behavior, plan, flight } = step;
  const now = runtime.clock.now();
  const lifetime = plan.cached ? successLifetime(response.status, response.headers, behavior.ttl, now) : undefined;
  const key = response.status === 206 ? partKey(plan.key.text, plan.range ?? "") : wholeKey(plan.key, plan.method);
  if (lifetime === undefined) {
    // What was there is not what the origin has now, and the new one may not be kept.
    if (plan.cached) runtime.cache.delete(key);
  } else if (response.status !== 206 || plan.range !== undefined) {
    store(step, key, entryOf(response, plan.key.path, lifetime, now), flight);
  }
  // HD-59, HD-60: a 200 to a forwarded range is given whole; conditions that were forwarded have been judged.
  const judged = plan.range !== undefined || (!plan.revalidates && Object.keys(plan.conditions).length > 0);
  // PL-7: with a min TTL of 0, what is fresh for no time is everybody's own.
  const shareable = lifetime !== undefined && (lifetime.fresh > 0 || behavior.ttl.min > 0);
  return { served: { response, result: "Miss", whole: plan.cached && !judged }, shareable };
}

/** HD-115..117: what is still arriving is kept only when it ends as it should; else the stale copy stays (CA-9). */
function store({ runtime: { cache }, plan }: Step, key: string, entry: CacheEntry, flight: Flight): void {
  if (flight.invalidated) return;
  const { body, length = 0 } = entry.response;
  if (body instanceof Uint8Array) {
    cache.set(key, entry);
    return;
  }
  if (length > cache.maximumArrivingBytes) {
    cache.delete(key);
    return;
  }
  cache.set(key, entry);
  const replaced = plan.stale?.key === key && plan.stale.entry.response.body !== body ? plan.stale.entry : undefined;
  body.follow({
    whole: (arrived) => {
      cache.complete(key, entry, arrived);
    },
    lost: () => {
      cache.giveUp(key, entry, replaced);
    },
  });
}
