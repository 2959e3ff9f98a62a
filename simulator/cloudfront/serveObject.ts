import { headerValue } from "../http";
import type { MaybePromise } from "../maybePromise";
import type { CacheEntry } from "./cache";
import { cacheKeyOf, headKey, partKey, type CacheKey } from "./cacheKey";
import type { CompiledBehavior } from "./compiled";
import { ageAt, freshUntil, staleWhileRevalidateUntil } from "./entry";
import type { ServePage } from "./errorPages";
import { fetchObject } from "./fetchObject";
import type { Landing } from "./flights";
import { Trace } from "./log";
import { planFetch, type FetchPlan } from "./planFetch";
import { fetchedRange } from "./ranges";
import type { EdgeRuntime } from "./runtime";
import type { Served } from "./served";
import { caches } from "./ttl";
import type { ViewerRequest } from "./viewerRequest";

/**
 * Gives the object that a behaviour has for a request: from the cache while it is fresh, else from the origins
 * (PL-6..PL-10). `errorPages` is off for the fetch of a custom error page itself (CE-6).
 */
export function serveObject(
  runtime: EdgeRuntime,
  behavior: CompiledBehavior,
  request: ViewerRequest,
  trace: Trace,
  errorPages = true,
): MaybePromise<Served> {
  const key = cacheKeyOf(behavior, request, runtime.switches);
  const cached = caches(behavior.ttl) && behavior.cachedMethods.has(request.method);
  const found = cached ? lookUp(runtime, key, request) : undefined;
  const now = runtime.clock.now();
  if (found !== undefined && now < freshUntil(found.entry)) return hit(found, now);
  if (found !== undefined && now < found.entry.heldUntil) return held(runtime, found, now);
  return beyondCache(runtime, behavior, request, trace, { key, cached, found, now, errorPages });
}

/** What the cache said of a request that it does not answer by itself. */
interface LookedUp {
  readonly key: CacheKey;
  /** Whether the method is one that is cached. */
  readonly cached: boolean;
  /** What is there is stale. */
  readonly found: Found | undefined;
  readonly now: number;
  readonly errorPages: boolean;
}

async function beyondCache(
  runtime: EdgeRuntime,
  behavior: CompiledBehavior,
  request: ViewerRequest,
  trace: Trace,
  { key, cached, found, now, errorPages }: LookedUp,
): Promise<Served> {
  const servePage: ServePage | undefined = errorPages
    ? (pageBehavior, pageRequest, pageTrace) => serveObject(runtime, pageBehavior, pageRequest, pageTrace, false)
    : undefined;
  const plan = planFetch(runtime, behavior, request, { key, cached, servePage, stale: found });
  if (found !== undefined && now < staleWhileRevalidateUntil(found.entry)) {
    refreshInBackground(runtime, behavior, request, plan, trace);
    return hit(found, now);
  }
  // Looked up and launched in one turn: two requests that come at once must not both find nobody.
  const flight = cached ? underWay(runtime, key, request) : undefined;
  const joined = flight === undefined ? undefined : shared(await flight);
  if (joined !== undefined) return joined;
  return (await launch(runtime, behavior, request, plan, trace)).served;
}

interface Found {
  readonly key: string;
  readonly entry: CacheEntry;
  /** A whole object, or the head of one, as opposed to a part (HD-60). */
  readonly whole: boolean;
}

function lookUp(
  { cache, clock, switches }: EdgeRuntime,
  key: CacheKey,
  { method, headers }: ViewerRequest,
): Found | undefined {
  const found = (text: string, whole: boolean): Found | undefined => {
    const entry = cache.get(text);
    return entry === undefined ? undefined : { key: text, entry, whole };
  };
  const object = found(key.text, true) ?? (method === "HEAD" ? found(headKey(key.text), true) : undefined);
  if (object !== undefined) return object;
  const range = method === "GET" ? headerValue(headers, "range") : undefined;
  const part =
    range === undefined ? undefined : found(partKey(key.text, fetchedRange(range, switches["range-fetch"])), false);
  // A part is never revalidated: once it is stale it is fetched like one that was never there.
  return part === undefined || clock.now() >= freshUntil(part.entry) ? undefined : part;
}

/** A cached error is still an `Error` (CA-24). */
function hit({ entry, whole }: Found, now: number): Served {
  const { response } = entry;
  return { response, result: response.error ? "Error" : "Hit", age: ageAt(entry, now), whole };
}

/** CA-9: stale, and no origin asked again yet. */
function held({ switches }: EdgeRuntime, { entry, whole }: Found, now: number): Served {
  return { response: entry.response, result: switches["stale-x-cache"], age: ageAt(entry, now), whole };
}

/** PL-7: the fetch of the same object that is under way. */
function underWay({ flights }: EdgeRuntime, key: CacheKey, request: ViewerRequest): Promise<Landing> | undefined {
  return flights.joining(key.text) ?? (request.method === "HEAD" ? flights.joining(headKey(key.text)) : undefined);
}

/** What one who waited has of a fetch; undefined: it is nobody else's, and must be fetched again. */
function shared({ served, shareable }: Landing): Served | undefined {
  if (!shareable) return undefined;
  const { detail: _leaders, ...joined } = served;
  return { ...joined, result: served.response.error ? "Error" : "Hit", age: served.age ?? 0 };
}

function launch(
  runtime: EdgeRuntime,
  behavior: CompiledBehavior,
  request: ViewerRequest,
  plan: FetchPlan,
  trace: Trace,
): Promise<Landing> {
  return runtime.flights.run(plan.key.path, plan.joinKey, (flight) =>
    fetchObject(runtime, behavior, request, plan, trace, flight),
  );
}

/**
 * CA-12. What it meets is nobody's request: it has a trace of its own, and an origin that fails leaves the copy as it is.
 * What rejects is therefore no origin's doing but a fault of ours.
 */
function refreshInBackground(
  runtime: EdgeRuntime,
  behavior: CompiledBehavior,
  request: ViewerRequest,
  plan: FetchPlan,
  trace: Trace,
): void {
  if (plan.joinKey !== undefined && runtime.flights.joining(plan.joinKey) !== undefined) return;
  const own = new Trace(trace.id, runtime.clock.now());
  const refresh = async (): Promise<void> => {
    const { body } = (await launch(runtime, behavior, request, plan, own)).served.response;
    // No viewer reads it.
    if (!(body instanceof Uint8Array)) body.drain();
  };
  refresh().catch((error: unknown) => runtime.onError?.(error));
}
