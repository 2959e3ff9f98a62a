import type { EmbeddedCloud } from "../../simulator";
import type { Edge } from "../../simulator/cloudfront";
import type { EdgeResponse } from "../../simulator/cloudfront/exchange";
import { successLifetime } from "../../simulator/cloudfront/ttl";
import type { VirtualClock } from "../../simulator/clock";
import type { HeaderMap } from "../../simulator/http";
import { regionOfHost } from "../../simulator/model/members";
import { FaultyTransport } from "../faults/faultyTransport";
import { failureKinds, type FailureKind } from "./faultList";
import type { ProofCase } from "./matrix";
import type { ProofBehavior, ProofSite } from "./site";

const kinds = new Map(failureKinds.map((kind) => [kind.name, kind]));

/** The failure of a case; undefined where nobody fails. */
export function kindOf({ fault }: ProofCase): FailureKind | undefined {
  return kinds.get(fault);
}

/** Runs single cases on edges that share the site's buckets and one set of faults. */
export class CaseRunner {
  private readonly origins: FaultyTransport;
  /** How many viewer requests have been run. */
  requests = 0;

  constructor(
    private readonly site: ProofSite,
    cloud: EmbeddedCloud,
    private readonly clock: VirtualClock,
  ) {
    // Half of all chances: no fault of the matrix hangs on chance.
    this.origins = new FaultyTransport(cloud.transport, clock, regionOfHost, { random: () => 0.5 });
  }

  /** The way to the origins for every edge of the proof. */
  get transport(): FaultyTransport {
    return this.origins;
  }

  /** Brings the cache into the case's state, strikes, and asks. `before` is a page that a viewer has asked for before. */
  async run(edge: Edge, behavior: ProofBehavior, one: ProofCase, before?: string): Promise<EdgeResponse> {
    const path = behavior.paths[one.object];
    edge.invalidate(["/*"]);
    if (before !== undefined) await this.ask(edge, "GET", before);
    if (one.cache !== "cold") {
      const { status, headers } = await this.ask(edge, "GET", path);
      if (one.cache === "expired") {
        const lifetime = successLifetime(status, headers, behavior.compiled.ttl, this.clock.now());
        await this.clock.sleep(((lifetime?.fresh ?? 0) + 1) * 1000);
      }
    }
    this.strike(behavior, one);
    try {
      return await this.ask(edge, one.method, path);
    } finally {
      this.origins.heal();
    }
  }

  /** One request of a viewer, no fault being set. */
  ask(edge: Edge, method: string, path: string, more: Ask = {}): Promise<EdgeResponse> {
    this.requests++;
    const { domainName } = this.site.distribution;
    const preflight = { origin: `https://${domainName}`, "access-control-request-method": "GET" };
    return edge.fetch({
      method,
      path,
      headers: { host: domainName, ...(method === "OPTIONS" ? preflight : {}), ...more.headers },
      scheme: more.scheme ?? "https",
      httpVersion: "2",
      viewerAddress: "127.0.0.1",
    });
  }

  private strike({ primary, replica }: ProofBehavior, one: ProofCase): void {
    const kind = kindOf(one);
    if (kind === undefined) return;
    const sides = one.struck === "both" ? [primary, replica] : [one.struck === "replica" ? replica : primary];
    for (const side of sides) {
      if (side === undefined) continue;
      const fault = kind.fault(side.origin.readTimeoutMs);
      this.origins.setFault(side.origin.id, fault);
      // A primary fails with its region: whatever else leads there, by another origin or by a function, fails as well.
      const region = regionOfHost(side.origin.host);
      if (one.struck !== "replica" && region !== undefined) this.origins.setFault(`region:${region}`, fault);
    }
  }
}

interface Ask {
  readonly headers?: HeaderMap;
  readonly scheme?: "http" | "https";
}
