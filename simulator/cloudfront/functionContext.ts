import type { EventContext } from "../functions/event";
import type { EdgeLocation } from "../functions/runner";
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

/** CF-20: a point of presence is named after its airport. */
export function edgeLocationOf(pop: string): EdgeLocation {
  const name = pop.slice(0, 3);
  const region = regionalEdgeCaches[name];
  // Of the addresses that stand for nobody's.
  return { name, serverIp: "192.0.2.1", ...(region === undefined ? {} : { region }) };
}

/** Which place uses which is told by AWS's example alone. */
const regionalEdgeCaches: Readonly<Record<string, string>> = { SEA: "us-west-2" };
