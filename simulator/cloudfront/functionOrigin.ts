import type { OriginChange, OriginOverrides } from "../functions/originChange";
import { ResultFault } from "../functions/returned";
import type { CompiledBehavior, CompiledDistribution, CompiledOrigin, OriginTarget } from "./compiled";
import type { Switches } from "./switches";

/**
 * The behaviour with the origin that its viewer-request function asked for. The cache key knows nothing of origins, so what
 * comes from there is read and written where everybody else's is (CF-21). Throws {@link ResultFault} for an origin that is
 * none (CF-16, CF-17): the viewer gets 502.
 */
export function behaviorSteered(
  distribution: Pick<CompiledDistribution, "arn" | "targets">,
  behavior: CompiledBehavior,
  change: OriginChange,
  switches: Switches,
): CompiledBehavior {
  const { arn } = distribution;
  switch (change.kind) {
    case "update": {
      const { target } = behavior;
      if (target.kind === "origin") return { ...behavior, target: single(target.origin, change.overrides, arn) };
      // CF-15: the primary alone; its status still meets the group's criteria.
      return { ...behavior, target: { ...target, primary: overridden(target.primary, change.overrides, arn) } };
    }
    case "select": {
      const target = targetOf(distribution, change.originId);
      if (target.kind === "origin") return { ...behavior, target: single(target.origin, change.overrides, arn) };
      // SIM-9.
      if (switches["select-group-by-id"] === "yes") return { ...behavior, target };
      throw new ResultFault(`selectRequestOriginById must name an origin, got the group ${change.originId} (CF-16)`);
    }
    case "group": {
      const [primary, secondary] = change.members.map(({ originId, overrides }) => {
        const target = targetOf(distribution, originId);
        if (target.kind === "group")
          throw new ResultFault(`a member must be an origin, got the group ${originId} (CF-17)`);
        return overridden(target.origin, overrides, arn);
      });
      const [{ overrides }] = change.members;
      if (overrides.hostHeader !== undefined && primary?.s3 === true && switches["group-host-header"] === "502") {
        throw new ResultFault("hostHeader is an invalid value for origin rewrite of an S3 primary (CF-19, SIM-33)");
      }
      if (primary === undefined || secondary === undefined) throw new ResultFault("a group has two members (CF-17)");
      // CF-17: all criteria of the behaviour's own group are replaced.
      return {
        ...behavior,
        target: { kind: "group", id: "", primary, secondary, criteria: new Set(change.statusCodes) },
      };
    }
  }
}

function targetOf({ targets }: Pick<CompiledDistribution, "targets">, id: string): OriginTarget {
  const found = targets.get(id);
  if (found !== undefined) return found;
  throw new ResultFault(`the distribution has no origin ${id} (CF-16)`);
}

function single(origin: CompiledOrigin, overrides: OriginOverrides, arn: string): OriginTarget {
  return { kind: "origin", origin: overridden(origin, overrides, arn) };
}

/** What is not said is inherited (CF-15). */
function overridden(origin: CompiledOrigin, overrides: OriginOverrides, arn: string): CompiledOrigin {
  const { custom, accessControl, hostHeader, responseCompletionTimeoutSeconds: completion } = overrides;
  const { principal: inherited, ...rest } = origin;
  const principal =
    accessControl === undefined
      ? custom === undefined
        ? inherited
        : undefined
      : accessControl.enabled
        ? ({ type: "origin-access-control", distributionArn: arn } as const)
        : undefined;
  const customHeaders = overrides.customHeaders ?? origin.customHeaders;
  return {
    ...rest,
    host: overrides.domainName ?? origin.host,
    path: overrides.originPath ?? origin.path,
    s3: custom === undefined && (origin.s3 || (accessControl?.enabled === true && accessControl.s3)),
    // S3-4: what is signed goes over HTTPS.
    scheme: custom?.protocol ?? (accessControl?.enabled === true ? "https" : origin.scheme),
    // The last thing that a request to an origin is given is what the origin's custom headers say.
    customHeaders: hostHeader === undefined ? customHeaders : [...customHeaders, ["host", hostHeader]],
    connectionAttempts: overrides.connectionAttempts ?? origin.connectionAttempts,
    connectTimeoutMs: inMs(overrides.connectionTimeoutSeconds) ?? origin.connectTimeoutMs,
    readTimeoutMs: inMs(overrides.readTimeoutSeconds) ?? origin.readTimeoutMs,
    ...(completion === undefined ? {} : { completionTimeoutMs: completion * 1000 }),
    ...(principal === undefined ? {} : { principal }),
  };
}

function inMs(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000;
}
