import { BrokenBody, headerValue } from "../http";
import type { OriginLimits, OriginOutcome, OriginRequest, OriginResponse } from "../s3/transport";
import { abandon } from "./arrivingBody";
import type { CompiledOrigin } from "./compiled";
import type { OriginExchange } from "./exchange";
import { isRetried, type ExchangeFailure } from "./failures";
import type { Trace } from "./log";
import type { LambdaError } from "./originFunctions";
import { isResumable, ResumedBody } from "./resumedBody";
import type { EdgeRuntime } from "./runtime";

/** What one member of a group, or a single origin, came to after all its attempts. */
export type MemberOutcome =
  | {
      readonly kind: "response";
      readonly response: OriginResponse;
      /** An origin-request function made it; no origin was asked (LE-8). */
      readonly generated?: boolean;
      /** An Origin Shield had it; no origin was asked (FO-28). */
      readonly shielded?: boolean;
      /** What the origin itself came to, where an origin-response function has had its say (LE-4). */
      readonly originError?: boolean;
      /** How the origin failed, where an origin-response function was given the edge's error for it (LE-2b). */
      readonly failure?: ExchangeFailure;
    }
  | ExchangeFailed
  | LambdaError;

interface ExchangeFailed {
  readonly kind: "failure";
  readonly failure: ExchangeFailure;
}

/** What comes of an exchange itself, without any function. */
type ExchangeOutcome = OriginOutcome | ExchangeFailed;

/**
 * Asks one origin, again where an attempt failed in a way that is retried (FO-20, FO-25), within the cap on all attempts
 * (FO-23). Every attempt is noted in the trace.
 */
export async function fetchFromOrigin(
  runtime: EdgeRuntime,
  origin: CompiledOrigin,
  request: OriginRequest,
  trace: Trace,
): Promise<ExchangeOutcome> {
  const { clock, switches } = runtime;
  const deadline = clock.now() + (origin.completionTimeoutMs ?? Infinity);
  for (let attempt = 1; ; attempt++) {
    const startMs = clock.now() - trace.arrivedAt;
    const outcome = checked(await exchangeWithin(runtime, origin, request, deadline));
    trace.exchanges.push(noted(origin, attempt, startMs, clock.now() - trace.arrivedAt, outcome));
    if (outcome.kind === "response") {
      return resumable(runtime, { origin, request, deadline, attempt, trace }, outcome.response);
    }
    if (outcome.failure === "completion-timeout" || outcome.failure === "content-range-length") return outcome;
    const retried = isRetried(outcome.failure, { method: request.method, s3: origin.s3, switches });
    if (!retried || attempt >= origin.connectionAttempts) return outcome;
  }
}

/**
 * LE-11: a name that does not resolve ends the member's turn before its origin-request function could change it. The lookup
 * that failed is noted as an attempt is.
 */
export async function nameNotFound(
  { clock, transport }: EdgeRuntime,
  origin: CompiledOrigin,
  trace: Trace,
): Promise<ExchangeFailed | undefined> {
  const startMs = clock.now() - trace.arrivedAt;
  const found = (await transport.resolves?.({ originId: origin.id, host: origin.host })) ?? true;
  if (found) return undefined;
  const outcome = { kind: "failure", failure: "dns" } as const;
  trace.exchanges.push(noted(origin, 1, startMs, clock.now() - trace.arrivedAt, outcome));
  trace.originHost = origin.host;
  trace.originStatus = 0;
  return outcome;
}

/** HD-65: a part whose Content-Range and Content-Length tell of different lengths is an error of the origin. */
function checked(outcome: ExchangeOutcome): ExchangeOutcome {
  if (outcome.kind === "failure") return outcome;
  const { status, headers, body } = outcome.response;
  const announced = headerValue(headers, "content-length");
  if (status !== 206 || announced === undefined) return outcome;
  const [, first, last] = /^bytes (\d+)-(\d+)\//.exec(headerValue(headers, "content-range") ?? "") ?? [];
  if (first === undefined || Number(last) - Number(first) + 1 === Number(announced)) return outcome;
  abandon(body);
  return { kind: "failure", failure: "content-range-length" };
}

interface Attempt {
  readonly origin: CompiledOrigin;
  readonly request: OriginRequest;
  readonly deadline: number;
  readonly attempt: number;
  readonly trace: Trace;
}

/** SIM-23: with `resume` what breaks off is continued by the attempts that are left (HD-120). */
function resumable(runtime: EdgeRuntime, first: Attempt, response: OriginResponse): ExchangeOutcome {
  const { origin, request, deadline, trace } = first;
  const left = origin.connectionAttempts - first.attempt;
  const { body, headers } = response;
  if (body instanceof Uint8Array || left <= 0 || !isResumable(request, response)) {
    return { kind: "response", response };
  }
  let { attempt } = first;
  const askAgain = async (rest: OriginRequest): Promise<OriginResponse | undefined> => {
    if (runtime.switches["mid-body"] === "abort") return undefined;
    const startMs = runtime.clock.now() - trace.arrivedAt;
    const outcome = checked(await exchangeWithin(runtime, origin, rest, deadline));
    trace.exchanges.push(noted(origin, ++attempt, startMs, runtime.clock.now() - trace.arrivedAt, outcome));
    return outcome.kind === "response" ? outcome.response : undefined;
  };
  return { kind: "response", response: { ...response, body: new ResumedBody(request, headers, body, left, askAgain) } };
}

function exchangeWithin(
  runtime: EdgeRuntime,
  origin: CompiledOrigin,
  request: OriginRequest,
  deadline: number,
): Promise<ExchangeOutcome> {
  const { connectTimeoutMs, readTimeoutMs, keepAliveTimeoutMs } = origin;
  const kept = keepAliveTimeoutMs === undefined ? {} : { keepAliveTimeoutMs };
  const limits = { connectTimeoutMs, readTimeoutMs, ...kept };
  return deadline === Infinity
    ? runtime.transport.exchange(request, limits)
    : exchangeUntil(deadline, runtime, request, limits);
}

/** FO-23. */
async function exchangeUntil(
  deadline: number,
  { clock, transport }: EdgeRuntime,
  request: OriginRequest,
  limits: OriginLimits,
): Promise<ExchangeOutcome> {
  const wait = new AbortController();
  const stop = new AbortController();
  const cut = (): ExchangeOutcome => {
    stop.abort();
    return { kind: "failure", failure: "completion-timeout" };
  };
  // The sleep rejects when it is aborted because all has come: the race drops whatever this gives then.
  const expired = clock.sleep(deadline - clock.now(), wait.signal).then(cut, cut);
  const outcome = await Promise.race([transport.exchange(request, { ...limits, signal: stop.signal }), expired]);
  if (outcome.kind === "failure" || outcome.response.body instanceof Uint8Array) {
    wait.abort();
    return outcome;
  }
  const body = new CappedBody(outcome.response.body, expired, wait);
  return { kind: "response", response: { ...outcome.response, body } };
}

/** A body that breaks off when the time for the whole exchange is over (FO-23). */
class CappedBody implements AsyncIterableIterator<Uint8Array> {
  private readonly source: AsyncIterator<Uint8Array>;
  private readonly tooLate: Promise<never>;

  constructor(
    source: AsyncIterable<Uint8Array>,
    expired: Promise<unknown>,
    private readonly wait: AbortController,
  ) {
    this.source = source[Symbol.asyncIterator]();
    this.tooLate = expired.then(() => {
      throw new BrokenBody("stalled");
    });
    // It also ends when all has come; then nobody listens.
    this.tooLate.catch(() => undefined);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Uint8Array>> {
    const result = await Promise.race([this.source.next(), this.tooLate]);
    if (result.done === true) this.wait.abort();
    return result;
  }

  async return(): Promise<IteratorResult<Uint8Array>> {
    this.wait.abort();
    return (await this.source.return?.()) ?? { done: true, value: undefined };
  }
}

function noted(
  origin: CompiledOrigin,
  attempt: number,
  startMs: number,
  endMs: number,
  outcome: ExchangeOutcome,
): OriginExchange {
  const exchange = { origin: origin.id, attempt, startMs, endMs };
  if (outcome.kind === "response") return { ...exchange, status: outcome.response.status };
  switch (outcome.failure) {
    // The record knows the transport's words only; the cap cuts off an origin that has not answered.
    case "completion-timeout":
      return { ...exchange, failure: "response-timeout" };
    case "content-range-length":
      return { ...exchange, failure: "bad-response" };
    default:
      return { ...exchange, failure: outcome.failure };
  }
}
