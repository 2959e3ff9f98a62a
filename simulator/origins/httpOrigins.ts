import { RealClock, type Clock } from "../clock";
import type { Body } from "../http";
import type { OriginFailure, OriginLimits, OriginOutcome, OriginRequest, OriginTransport } from "../s3/transport";
import { hasAddress } from "./connect";
import { ConnectionPool } from "./connectionPool";

/** Where an origin stands on this machine, a plain HTTP address, or that nobody is there. */
export type OriginAddress = URL | "down";

export interface HttpOriginsOptions {
  /** Addresses in place of names; only the address changes: Host, path and headers stay as the edge made them. */
  readonly bindings: {
    /** By the origin's id. */
    readonly origins: ReadonlyMap<string, OriginAddress>;
    /** By a name that edge code sets, in lower case; it wins over the origin's own. */
    readonly hosts: ReadonlyMap<string, OriginAddress>;
  };
  /** Answers for every origin without an address: the embedded S3. */
  readonly fallback: OriginTransport;
  /** Its time scale divides every wait; a virtual one stands still while an origin is asked. */
  readonly clock: Clock;
  /**
   * The domain name of each origin, by its id. A request to another name, which a function set, then goes to that name
   * only (D19); default: an origin's address stands for whatever name is asked.
   */
  readonly domainNames?: ReadonlyMap<string, string>;
  /** Connections to one address at a time; what comes on top waits as if it were connecting. Default 512. */
  readonly maxConnections?: number;
  /** Milliseconds that a connection is kept without a request; default 5000, as CloudFront has it. */
  readonly keepAliveTimeoutMs?: number;
}

/** Origins that are real HTTP/1.1 servers. */
export interface HttpOrigins extends OriginTransport {
  /** Ends every connection; what is under way fails as `connection-reset`, what comes later as `connection-refused`. */
  close(): Promise<void>;
}

const defaultConnections = 512;
const defaultKeepAliveMs = 5_000;

/** The way to origins on real sockets (HD-17, HD-110..121), and to the embedded ones where nothing is bound. */
export function createHttpOrigins(options: HttpOriginsOptions): HttpOrigins {
  return new BoundOrigins(options);
}

class BoundOrigins implements HttpOrigins {
  private readonly pools = new Map<URL, ConnectionPool>();
  private closed = false;

  constructor(private readonly options: HttpOriginsOptions) {}

  exchange(request: OriginRequest, limits: OriginLimits): Promise<OriginOutcome> {
    const address = this.addressOf(request);
    if (address === undefined) return this.options.fallback.exchange(request, limits);
    if (address === "down" || this.closed) return Promise.resolve(failure("connection-refused"));
    const { clock } = this.options;
    const exchange = this.poolOf(address, limits.keepAliveTimeoutMs).exchange(request, limits);
    if (clock instanceof RealClock) return exchange;
    return clock.external(exchange).then((outcome) => onClock(outcome, clock));
  }

  /** LE-11. A name that stands for an address here is known; the address may be a name of its own. */
  resolves(origin: Pick<OriginRequest, "originId" | "host">): Promise<boolean> {
    const address = this.addressOf(origin);
    if (address === "down") return Promise.resolve(true);
    if (address === undefined) return this.options.fallback.resolves?.(origin) ?? Promise.resolve(true);
    return this.options.clock.external(hasAddress(address));
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.pools.values()].map((pool) => pool.close()));
  }

  private addressOf({ originId, host }: Pick<OriginRequest, "originId" | "host">): OriginAddress | undefined {
    const { bindings, domainNames } = this.options;
    const byHost = bindings.hosts.size === 0 ? undefined : bindings.hosts.get(host.toLowerCase());
    if (byHost !== undefined) return byHost;
    const own = domainNames?.get(originId);
    return own === undefined || own === host ? bindings.origins.get(originId) : undefined;
  }

  /** The first origin that stands at an address decides how long its connections are kept. */
  private poolOf(address: URL, originsOwnMs: number | undefined): ConnectionPool {
    const known = this.pools.get(address);
    if (known !== undefined) return known;
    const { clock, maxConnections = defaultConnections } = this.options;
    const keepAliveTimeoutMs = originsOwnMs ?? this.options.keepAliveTimeoutMs ?? defaultKeepAliveMs;
    const timeScale = clock instanceof RealClock ? clock.timeScale : 1;
    const pool = new ConnectionPool({ address, maxConnections, keepAliveTimeoutMs, timeScale });
    this.pools.set(address, pool);
    return pool;
  }
}

function failure(kind: OriginFailure): OriginOutcome {
  return { kind: "failure", failure: kind };
}

/** The rest of a body comes in real time as well. */
function onClock(outcome: OriginOutcome, clock: Clock): OriginOutcome {
  if (outcome.kind === "failure" || outcome.response.body instanceof Uint8Array) return outcome;
  const { body, ...head } = outcome.response;
  return { kind: "response", response: { ...head, body: bodyOnClock(body, clock) } };
}

function bodyOnClock(body: Exclude<Body, Uint8Array>, clock: Clock): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]: () => {
      const reader = body[Symbol.asyncIterator]();
      return {
        next: () => clock.external(reader.next()),
        return: async () => (await reader.return?.()) ?? { done: true, value: undefined },
      };
    },
  };
}
