import { isDeepStrictEqual } from "node:util";
import type { Clock } from "../../simulator/clock";
import { TransientMap } from "../../simulator/transientMap";
import type { OriginLimits, OriginOutcome, OriginRequest, OriginTransport } from "../../simulator/s3/transport";
import { isTransportFault, type Fault, type TransportFault } from "./fault";
import { darkRegion } from "./region";
import { applyReplicationFaults, type Replication } from "./replicationFaults";
import { strike } from "./strike";

export interface FaultyTransportOptions {
  /** From 0 up to 1, for toxicity, jitter and sizes; default `Math.random`. */
  readonly random?: () => number;
  /** What the faults of replication act on; default: they do nothing. */
  readonly replication?: Replication;
  /** The buckets behind a target, whose replication its pause holds back; default: a pause holds back all. */
  readonly bucketsOf?: (target: string) => readonly string[];
  /** The targets whose delete markers reach an origin by replication (RP-16); default: none's do. */
  readonly markersFrom?: (originId: string) => readonly string[];
}

interface SetFault {
  readonly fault: Fault;
  /** When its lease lapses, on the clock; `Infinity` without one. */
  until: number;
  /** How many exchanges a dark region has struck. */
  turn: number;
  /** Ends the wait for the lease's end. */
  watch?: AbortController;
}

/**
 * The way from the edge to the origins, with faults on it. A fault sits on an origin's id or on a region
 * (`region:us-east-1`); the origin's own wins. A lease is looked at whenever an origin is asked or a fault is set, lifted
 * or listed. What a fault has struck stays struck when it is lifted: an exchange that hangs hangs on.
 */
export class FaultyTransport implements OriginTransport {
  private readonly set = new TransientMap<string, SetFault>();
  private readonly random: () => number;
  private readonly replication: Replication | undefined;
  private readonly bucketsOf: FaultyTransportOptions["bucketsOf"];
  private readonly markersFrom: FaultyTransportOptions["markersFrom"];

  constructor(
    private readonly inner: OriginTransport,
    private readonly clock: Clock,
    private readonly regionOf: (host: string) => string | undefined,
    { random = Math.random, replication, bucketsOf, markersFrom }: FaultyTransportOptions = {},
  ) {
    this.random = random;
    this.replication = replication;
    this.bucketsOf = bucketsOf;
    this.markersFrom = markersFrom;
  }

  /** Sets a fault on a target, in place of the one that it has; the same one again only renews its lease. */
  setFault(target: string, fault: Fault): void {
    this.lapse();
    const until = fault.leaseMs === undefined ? Infinity : this.clock.now() + fault.leaseMs;
    const before = this.set.get(target);
    if (before !== undefined && isDeepStrictEqual(before.fault, fault)) {
      before.until = until;
      this.watch(before);
      return;
    }
    before?.watch?.abort();
    const now: SetFault = { fault, until, turn: 0 };
    this.set.set(target, now);
    this.watch(now);
    this.changed([before?.fault, fault]);
  }

  /** Lifts the fault of a target, or all. */
  heal(target?: string): void {
    const lifted = target === undefined ? this.set.values() : [this.set.get(target)];
    for (const one of lifted) one?.watch?.abort();
    if (target === undefined) this.set.clear();
    else this.set.delete(target);
    this.changed(lifted.map((one) => one?.fault));
  }

  /** The faults in force, by target. */
  faults(): Readonly<Record<string, Fault>> {
    this.lapse();
    return Object.fromEntries([...this.set].map(([target, { fault }]) => [target, fault]));
  }

  /** How many milliseconds of the clock each lease has left, by target; without those that have none. */
  leases(): Readonly<Record<string, number>> {
    this.lapse();
    const now = this.clock.now();
    const leased = [...this.set].filter(([, { until }]) => until !== Infinity);
    return Object.fromEntries(leased.map(([target, { until }]) => [target, until - now]));
  }

  exchange(request: OriginRequest, limits: OriginLimits): Promise<OriginOutcome> {
    const fault = this.faultOn(request);
    if (fault === undefined) return this.inner.exchange(request, limits);
    return this.strike(fault, request, limits);
  }

  /** LE-11. A fault that strikes some exchanges alone is found out by the exchange. */
  resolves(origin: Pick<OriginRequest, "originId" | "host">): Promise<boolean> {
    const fault = this.set.size === 0 ? undefined : this.setOn(origin)?.fault;
    const gone = fault?.type === "dns" && fault.keys === undefined && fault.toxicity >= 1;
    return gone ? Promise.resolve(false) : (this.inner.resolves?.(origin) ?? Promise.resolve(true));
  }

  private async strike(fault: TransportFault, request: OriginRequest, limits: OriginLimits): Promise<OriginOutcome> {
    try {
      return await strike(fault, { request, limits, inner: this.inner, clock: this.clock, random: this.random });
    } catch (error) {
      // Nobody waits for it any more.
      if (limits.signal?.aborted === true) return { kind: "failure", failure: "connection-reset" };
      throw error;
    }
  }

  private faultOn(request: OriginRequest): TransportFault | undefined {
    if (this.set.size === 0) return undefined;
    const found = this.setOn(request);
    if (found === undefined || !concerns(found.fault, request)) return undefined;
    const { fault } = found;
    if (fault.toxicity < 1 && this.random() >= fault.toxicity) return undefined;
    if (fault.type === "region") return darkRegion[found.turn++ % darkRegion.length];
    return isTransportFault(fault) ? fault : undefined;
  }

  private setOn({ originId, host }: Pick<OriginRequest, "originId" | "host">): SetFault | undefined {
    this.lapse();
    const region = this.regionOf(host);
    const own = this.set.get(originId);
    // A fault of replication leaves the way to the origin alone, so that the region's own strikes there.
    if (own !== undefined && (own.fault.type === "region" || isTransportFault(own.fault))) return own;
    return (region === undefined ? undefined : this.set.get(`region:${region}`)) ?? this.markerOn(originId);
  }

  /** RP-16: replication carries the marker, and both regions lose the object. */
  private markerOn(originId: string): SetFault | undefined {
    for (const source of this.markersFrom?.(originId) ?? []) {
      const found = this.set.get(source);
      if (found?.fault.type === "delete-marker") return found;
    }
    return undefined;
  }

  /** Nobody asks replication for anything: a lease of its faults has to be looked at when it ends. */
  private watch(held: SetFault): void {
    held.watch?.abort();
    if (held.until === Infinity || held.fault.type === "region" || isTransportFault(held.fault)) return;
    held.watch = new AbortController();
    this.clock.sleep(held.until - this.clock.now(), held.watch.signal).then(
      () => {
        this.lapse();
      },
      () => undefined,
    );
  }

  private lapse(): void {
    const now = this.clock.now();
    for (const [target, { until }] of this.set) if (until <= now) this.heal(target);
  }

  private changed(faults: readonly (Fault | undefined)[]): void {
    if (this.replication === undefined) return;
    if (faults.every((fault) => fault === undefined || fault.type === "region" || isTransportFault(fault))) return;
    applyReplicationFaults(
      this.replication,
      [...this.set].map(([target, { fault }]) => [target, fault]),
      this.bucketsOf,
    );
  }
}

function concerns(fault: Fault, request: OriginRequest): boolean {
  if (fault.keys === undefined) return true;
  const path = request.path.split("?", 1)[0] ?? "";
  try {
    return fault.keys.includes(decodeURIComponent(path.slice(1)));
  } catch {
    return false;
  }
}
