import { abandon } from "./arrivingBody";
import type { CompiledBehavior, CompiledOrigin, OriginGroupTarget } from "./compiled";
import { failoverCodeOfFailure } from "./failures";
import type { Trace } from "./log";
import { askMember } from "./member";
import type { MemberOutcome } from "./originFetch";
import type { OriginAsk } from "./originRequest";
import type { EdgeRuntime } from "./runtime";
import type { Switches } from "./switches";
import { errorMinTtl } from "./ttl";

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
  // FO-7, FO-29: gRPC is POST. FO-8: OPTIONS only where its responses are cached.
  const eligible =
    method === "GET" || method === "HEAD" || (method === "OPTIONS" && behavior.cachedMethods.has("OPTIONS"));
  if (!eligible) return undefined;
  if (outcome.kind === "failure") return failoverCodeOfFailure(outcome.failure, group.criteria, switches);
  if (outcome.kind === "function-error") {
    // LE-10, SIM-7: AWS speaks of codes that the origin returned.
    return switches["function-error-triggers-failover"] === "yes" && group.criteria.has(outcome.status)
      ? outcome.status
      : undefined;
  }
  // LE-8, SIM-6.
  if (outcome.generated === true && switches["generated-triggers-failover"] === "no") return undefined;
  const { status } = outcome.response;
  // FO-14: successes and redirects are final, whatever a list of criteria says.
  return status >= 400 && group.criteria.has(status) ? status : undefined;
}

/**
 * Asks a behaviour's origin, or the members of its group. The primary is asked first every time: nothing is remembered
 * between requests (FO-16) unless SIM-3 says so, and there is no third try (FO-18).
 */
export async function fetchFromTarget(
  runtime: EdgeRuntime,
  behavior: CompiledBehavior,
  ask: OriginAsk,
  trace: Trace,
): Promise<TargetOutcome> {
  const { target } = behavior;
  if (target.kind === "origin") return askMember(runtime, behavior, target.origin, ask, trace);
  let code = rememberedCode(runtime, target, ask);
  if (code === undefined) {
    const first = await askMember(runtime, behavior, target.primary, ask, trace);
    code = failoverCode(target, behavior, ask.method, first.decisive, runtime.switches);
    if (code === undefined) return first;
    remember(runtime, target, ask, code);
    if (first.outcome.kind === "response") abandon(first.outcome.response.body);
  }
  trace.failoverReason = `Failover:${code}`;
  return askMember(runtime, behavior, target.secondary, ask, trace);
}

/** SIM-3, CA-17: what the primary failed with for this object, while its error would be cached. */
function rememberedCode(
  { clock, primaryFailures, switches }: EdgeRuntime,
  { id }: OriginGroupTarget,
  { method, path }: OriginAsk,
): number | undefined {
  if (method !== "GET" && method !== "HEAD") return undefined;
  const code = primaryFailures.of(id, path, clock.now());
  return code !== undefined && switches["primary-failure-remembered"] === "yes" ? code : undefined;
}

function remember(
  { clock, distribution, primaryFailures }: EdgeRuntime,
  { id, primary }: OriginGroupTarget,
  { path }: OriginAsk,
  code: number,
): void {
  const seconds = errorMinTtl(distribution.errorRules.get(code)?.minTtl, primary.s3);
  primaryFailures.remember(id, path, code, clock.now() + seconds * 1000);
}
