import type { EventContext } from "../functions/event";
import type { EdgeRuntime } from "./runtime";
import type { Trace } from "./log";

/** What every event tells besides its messages (CF-4, LE-3). */
export function eventContext({ distribution }: EdgeRuntime, viewerAddress: string, trace: Trace): EventContext {
  return {
    distributionDomainName: distribution.domainName,
    distributionId: distribution.id,
    requestId: trace.id,
    viewerIp: viewerAddress,
  };
}
