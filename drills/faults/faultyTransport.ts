import type { Clock } from "../../simulator/clock";
import type { OriginLimits, OriginOutcome, OriginRequest, OriginTransport } from "../../simulator/s3/transport";
import type { Fault } from "./fault";
import { strike } from "./strike";

interface SetFault {
  readonly fault: Fault;
  /** When its lease lapses, on the clock; `Infinity` without one. */
  readonly until: number;
}

/**
 * The way from the edge to the origins, with faults on it. A fault sits on an origin's id or on a region
 * (`region:us-east-1`); the origin's own wins.
 */
export class FaultyTransport implements OriginTransport {
  private readonly set = new Map<string, SetFault>();

  constructor(
    private readonly inner: OriginTransport,
    private readonly clock: Clock,
    private readonly regionOf: (host: string) => string | undefined,
    private readonly random: () => number = Math.random,
  ) {}

  /** Sets a fault on a target, in place of the one that it has. */
  setFault(target: string, fault: Fault): void {
    this.set.set(target, { fault, until: fault.leaseMs === undefined ? Infinity : this.clock.now() + fault.leaseMs });
  }

  /** Lifts the fault of a target, or all. */
  heal(target?: string): void {
    if (target === undefined) this.set.clear();
    else this.set.delete(target);
  }

  /** The faults in force, by target. */
  faults(): Readonly<Record<string, Fault>> {
    this.lapse();
    return Object.fromEntries([...this.set].map(([target, { fault }]) => [target, fault]));
  }

  exchange(request: OriginRequest, limits: OriginLimits): Promise<OriginOutcome> {
    const fault = this.faultOn(request);
    if (fault === undefined) return this.inner.exchange(request, limits);
    return strike(fault, { request, limits, inner: this.inner, clock: this.clock, random: this.random });
  }

  private faultOn(request: OriginRequest): Fault | undefined {
    if (this.set.size === 0) return undefined;
    this.lapse();
    const region = this.regionOf(request.host);
    const found =
      this.set.get(request.originId) ?? (region === undefined ? undefined : this.set.get(`region:${region}`));
    if (found === undefined || !concerns(found.fault, request)) return undefined;
    return found.fault.toxicity >= 1 || this.random() < found.fault.toxicity ? found.fault : undefined;
  }

  private lapse(): void {
    const now = this.clock.now();
    for (const [target, { until }] of this.set) if (until <= now) this.set.delete(target);
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
