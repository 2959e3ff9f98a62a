import type { Edge } from "../../simulator/cloudfront";
import type { EdgeResponse } from "../../simulator/cloudfront/exchange";
import { successLifetime } from "../../simulator/cloudfront/ttl";
import type { VirtualClock } from "../../simulator/clock";
import type { HeaderMap } from "../../simulator/http";
import { TransientMap } from "../../simulator/transientMap";
import { regionOfHost } from "../../simulator/model/members";
import type { OriginLimits, OriginOutcome, OriginRequest, OriginTransport } from "../../simulator/s3/transport";
import { FaultyTransport } from "../faults/faultyTransport";
import { failureKinds, type FailureKind } from "./faultList";
import type { ProofCase } from "./matrix";
import type { ProofBehavior, ProofSite } from "./site";

const kinds = new Map(failureKinds.map((kind) => [kind.name, kind]));

/** The failure of a case; undefined where nobody fails. */
export function kindOf({ fault }: Pick<ProofCase, "fault">): FailureKind | undefined {
  return kinds.get(fault);
}

/** Runs single cases on edges that share the site's buckets and one set of faults. */
export class CaseRunner {
  private readonly origins: StruckOrigins;
  /** How many viewer requests have been run. */
  requests = 0;

  constructor(
    private readonly site: ProofSite,
    buckets: OriginTransport,
    private readonly clock: VirtualClock,
  ) {
    this.origins = new StruckOrigins(buckets, clock);
  }

  /** The way to the origins for every edge of the proof. */
  get transport(): OriginTransport {
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
      // A primary fails with its region: whatever else leads there, by another origin or by a function, fails as well.
      const region = one.struck === "replica" ? undefined : regionOfHost(side.origin.host);
      this.origins.strike(kind, side.origin, region);
    }
  }
}

interface Ask {
  readonly headers?: HeaderMap;
  readonly scheme?: "http" | "https";
}

/** The way to the origins, with the faults of one case on it. */
class StruckOrigins implements OriginTransport {
  private readonly faulty: FaultyTransport;
  /** Attempts at each origin since the fault was set. */
  private readonly attempts = new TransientMap<string, number>();
  private onlyAttempt: number | undefined;

  constructor(
    private readonly buckets: OriginTransport,
    clock: VirtualClock,
  ) {
    // Half of all chances: no fault of the matrix hangs on chance.
    this.faulty = new FaultyTransport(buckets, clock, regionOfHost, { random: () => 0.5 });
  }

  strike(kind: FailureKind, { id, readTimeoutMs }: ProofBehavior["primary"]["origin"], region?: string): void {
    const fault = kind.fault(readTimeoutMs);
    this.onlyAttempt = kind.onlyAttempt;
    this.faulty.setFault(id, fault);
    if (region !== undefined) this.faulty.setFault(`region:${region}`, fault);
  }

  heal(): void {
    this.faulty.heal();
    this.attempts.clear();
    this.onlyAttempt = undefined;
  }

  exchange(request: OriginRequest, limits: OriginLimits): Promise<OriginOutcome> {
    if (this.onlyAttempt === undefined) return this.faulty.exchange(request, limits);
    const attempt = (this.attempts.get(request.originId) ?? 0) + 1;
    this.attempts.set(request.originId, attempt);
    return attempt === this.onlyAttempt
      ? this.faulty.exchange(request, limits)
      : this.buckets.exchange(request, limits);
  }

  resolves(origin: Pick<OriginRequest, "originId" | "host">): Promise<boolean> {
    return this.faulty.resolves(origin);
  }
}
