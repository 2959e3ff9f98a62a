import type { CompiledBehavior, CompiledOrigin, OriginGroupTarget } from "./compiled";
import { failoverCodeOfFailure } from "./failures";
import type { Trace } from "./log";
import { fetchFromOrigin, type MemberOutcome } from "./originFetch";
import { originRequest, type OriginAsk } from "./originRequest";
import type { EdgeRuntime } from "./runtime";
import type { Switches } from "./switches";

export interface TargetOutcome {
  /** Who gave it: the last one that was asked. */
  readonly origin: CompiledOrigin;
  readonly outcome: MemberOutcome;
}

/**
 * The code that makes the edge turn to the secondary member, or undefined when the primary's outcome is final
 * (FO-7, FO-8, FO-10..15).
 */
export function failoverCode(
  group: Pick<OriginGroupTarget, "criteria">,
  behavior: Pick<CompiledBehavior, "cachedMethods">,
  method: string,
  outcome: MemberOutcome,
  switches: Switches,
): number | undefined {
  // FO-7; FO-8: OPTIONS only where its responses are cached.
  const eligible =
    method === "GET" || method === "HEAD" || (method === "OPTIONS" && behavior.cachedMethods.has("OPTIONS"));
  if (!eligible) return undefined;
  if (outcome.kind === "failure") return failoverCodeOfFailure(outcome.failure, group.criteria, switches);
  const { status } = outcome.response;
  // FO-14: successes and redirects are final, whatever a list of criteria says.
  return status >= 400 && group.criteria.has(status) ? status : undefined;
}

/**
 * Asks a behaviour's origin, or the members of its group. The primary is asked first every time: nothing is remembered
 * between requests (FO-16), and there is no third try (FO-18).
 */
export async function fetchFromTarget(
  runtime: EdgeRuntime,
  behavior: CompiledBehavior,
  ask: OriginAsk,
  trace: Trace,
): Promise<TargetOutcome> {
  const { target } = behavior;
  if (target.kind === "origin") return askMember(runtime, target.origin, ask, trace);
  const first = await askMember(runtime, target.primary, ask, trace);
  const code = failoverCode(target, behavior, ask.method, first.outcome, runtime.switches);
  if (code === undefined) return first;
  trace.failoverReason = `Failover:${code}`;
  return askMember(runtime, target.secondary, ask, trace);
}

async function askMember(
  runtime: EdgeRuntime,
  origin: CompiledOrigin,
  ask: OriginAsk,
  trace: Trace,
): Promise<TargetOutcome> {
  const outcome = await fetchFromOrigin(runtime, origin, originRequest(origin, ask), trace);
  trace.originHost = origin.host;
  trace.originStatus = outcome.kind === "response" ? outcome.response.status : 0;
  return { origin, outcome };
}
