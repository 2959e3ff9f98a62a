/** What the console's page and its server say to each other. Types alone: the page is built for a browser. */

/** Of `GET /api/live`, server-sent events: `hello` at the start, `state` whenever it changed, `tick` while there are requests. */
export type LiveEvent =
  | { readonly event: "hello"; readonly data: Hello }
  | { readonly event: "state"; readonly data: SiteState }
  | { readonly event: "tick"; readonly data: Tick };

/** What a page needs to begin with. */
export interface Hello {
  readonly state: SiteState;
  /** The latest ticks, oldest first, without their samples. */
  readonly history: readonly Tick[];
  /** The latest requests, oldest first. */
  readonly records: readonly LiveRecord[];
}

/** The requests of one interval, summed up. */
export interface Tick {
  /** Milliseconds since the epoch, at the interval's end. */
  readonly at: number;
  readonly requests: number;
  readonly routes: readonly Route[];
  /** How many requests took how long: bucket of `latency.ts`, count. */
  readonly latency: readonly (readonly [bucket: number, count: number])[];
  readonly worstMs: number;
  /** Some of the requests; those that failed over or failed come first. */
  readonly sample: readonly LiveRecord[];
}

/** Requests that went the same way. */
export interface Route {
  /** The id of the origin that answered or was tried last; empty: the edge answered by itself. */
  readonly origin: string;
  /** `Hit`, `Miss`, … */
  readonly result: string;
  /** The first digit of the status. */
  readonly statusClass: number;
  readonly failedOver: boolean;
  readonly count: number;
}

/** A request as the page shows it. */
export interface LiveRecord {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly status: number;
  readonly result: string;
  /** The id of the origin that answered or was tried last; empty: none was asked. */
  readonly origin: string;
  /** `Failover:503`, or empty. */
  readonly reason: string;
  readonly ms: number;
  readonly firstByteMs: number;
  readonly pop: string;
  readonly behavior: string;
  readonly exchanges: readonly LiveExchange[];
  readonly functions: readonly { readonly event: string; readonly status: string; readonly message?: string }[];
}

/** One attempt at one origin. Milliseconds since the request's arrival. */
export interface LiveExchange {
  readonly origin: string;
  readonly attempt: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly status?: number;
  readonly failure?: string;
}

/** What is broken, and how far the replica is behind. */
export interface SiteState {
  readonly faults: readonly FaultInForce[];
  readonly replication: readonly ReplicationState[];
}

export interface FaultInForce {
  /** An origin's id, or `region:NAME`. */
  readonly target: string;
  readonly type: string;
  readonly attributes: Readonly<Record<string, number>>;
  readonly toxicity: number;
  readonly keys?: readonly string[];
  /** Milliseconds of real time until it lapses; absent: never. */
  readonly leftMs?: number;
}

export interface ReplicationState {
  readonly source: string;
  readonly destination: string;
  /** Writes that are still to be copied. */
  readonly pending: number;
  /** How far the destination is behind; with nothing pending, what the last copy took. */
  readonly latencySeconds: number;
  readonly paused: boolean;
}

/** The part of `GET /api/site` that the page reads. */
export interface SiteDescription {
  readonly distribution: string;
  readonly domainName: string;
  readonly edge: string;
  readonly buckets: readonly { readonly name: string; readonly region: string }[];
  /** The group's members in their order, or the only origin. */
  readonly members: readonly Member[];
  readonly originGroup: { readonly id: string; readonly statusCodes: readonly number[] } | null;
  readonly worstCaseDelayMs: Readonly<Record<string, number>> | null;
  /** Paths of published pages; a part, where there are many. */
  readonly pages: readonly string[];
  /** How many objects are published. */
  readonly objects: number;
}

export interface Member {
  readonly origin: string;
  readonly domainName: string;
  /** Of the bucket behind it; absent for an origin that is none of the site's buckets. */
  readonly region?: string;
  readonly bucket?: string;
}

/** What came of one visit that `POST /api/visits` made. */
export interface Visit {
  readonly path: string;
  /** 0 when the connection ended without an answer. */
  readonly status: number;
  readonly ms: number;
}
