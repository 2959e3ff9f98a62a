import type { Socket } from "node:net";
import type * as Undici from "undici";
import type { OriginFailure, OriginLimits, OriginOutcome, OriginRequest } from "../s3/transport";
import { connect } from "./connect";
import { Connection } from "./connection";
import { SocketReads } from "./socketReads";

export interface PoolOptions {
  readonly address: URL;
  readonly maxConnections: number;
  readonly keepAliveTimeoutMs: number;
  /** Divides every wait. */
  readonly timeScale: number;
}

type Acquired = Connection | OriginFailure;

interface Waiter {
  /** On the machine's clock, in milliseconds. */
  readonly deadline: number;
  readonly timeout: NodeJS.Timeout;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (acquired: Acquired) => void;
}

/** The connections to one address: the most recently used one is used first, as long as there is one (HD-17). */
export class ConnectionPool {
  private readonly idle: Connection[] = [];
  private readonly open = new Set<Connection>();
  private readonly waiters: Waiter[] = [];
  private connecting = 0;
  private readonly closing = new AbortController();

  constructor(private readonly options: PoolOptions) {}

  /** One request and its answer. A connection that the origin closed while it lay idle is replaced, once (HD-112). */
  async exchange(request: OriginRequest, limits: OriginLimits): Promise<OriginOutcome> {
    const { timeScale } = this.options;
    const connectTimeoutMs = limits.connectTimeoutMs / timeScale;
    const ask = { request, readTimeoutMs: limits.readTimeoutMs / timeScale, signal: limits.signal };
    const connection = this.takeIdle() ?? (await this.acquire(connectTimeoutMs, limits.signal));
    if (typeof connection === "string") return { kind: "failure", failure: connection };
    const reused = connection.used;
    const outcome = await connection.exchange(ask);
    if (outcome.kind !== "untouched") return outcome;
    const closed: OriginOutcome = { kind: "failure", failure: "connection-reset" };
    const nobodyWaits = limits.signal?.aborted === true || this.closing.signal.aborted;
    const repeatable = !outcome.sent || request.method === "GET" || request.method === "HEAD";
    if (nobodyWaits || !reused || !repeatable) return closed;
    const fresh = await this.acquire(connectTimeoutMs, limits.signal);
    if (typeof fresh === "string") return { kind: "failure", failure: fresh };
    const again = await fresh.exchange(ask);
    return again.kind === "untouched" ? closed : again;
  }

  async close(): Promise<void> {
    this.closing.abort();
    for (const waiter of this.waiters.splice(0)) this.answer(waiter, "connection-refused");
    await Promise.all([...this.open].map((connection) => connection.close()));
  }

  private takeIdle(): Connection | undefined {
    for (;;) {
      const connection = this.idle.pop();
      if (connection === undefined || connection.usable) return connection;
    }
  }

  /** A new connection, or the next one that is free where there are as many as there may be. */
  private acquire(timeoutMs: number, signal: AbortSignal | undefined): Promise<Acquired> {
    if (this.closing.signal.aborted) return Promise.resolve("connection-refused");
    if (this.open.size + this.connecting < this.options.maxConnections) return this.connect(timeoutMs, signal);
    return new Promise((resolve) => {
      const timeout = setTimeout(() => {
        this.waiters.splice(this.waiters.indexOf(waiter), 1);
        resolve("connection-timeout");
      }, timeoutMs);
      const waiter: Waiter = { deadline: performance.now() + timeoutMs, timeout, signal, resolve };
      this.waiters.push(waiter);
    });
  }

  private async connect(timeoutMs: number, signal: AbortSignal | undefined): Promise<Acquired> {
    const { address } = this.options;
    const signals = signal === undefined ? this.closing.signal : AbortSignal.any([signal, this.closing.signal]);
    this.connecting++;
    try {
      // Before the time runs: what is read here keeps the whole process from anything else.
      const loaded = await http();
      const reads = new SocketReads();
      const socket = await connect({ address, timeoutMs, signal: signals, reads });
      return typeof socket === "string" ? socket : this.opened(loaded, socket, reads);
    } finally {
      this.connecting--;
      // Nothing came of it, perhaps: whoever waits may try.
      this.serveNext();
    }
  }

  private opened({ Client }: Http, socket: Socket, reads: SocketReads): Connection {
    const { address, keepAliveTimeoutMs, timeScale } = this.options;
    const connection = new Connection(Client, socket, {
      address,
      reads,
      keepAliveTimeoutMs: keepAliveTimeoutMs / timeScale,
      onFree: () => {
        this.free(connection);
      },
      onClose: () => {
        this.gone(connection);
      },
    });
    this.open.add(connection);
    return connection;
  }

  private free(connection: Connection): void {
    if (!connection.usable) return;
    const waiter = this.waiters.shift();
    if (waiter === undefined) this.idle.push(connection);
    else this.answer(waiter, connection);
  }

  private gone(connection: Connection): void {
    this.open.delete(connection);
    const place = this.idle.indexOf(connection);
    if (place >= 0) this.idle.splice(place, 1);
    this.serveNext();
  }

  /** Lets the next one that waits connect, where there is room. */
  private serveNext(): void {
    if (this.closing.signal.aborted || this.open.size + this.connecting >= this.options.maxConnections) return;
    const waiter = this.waiters.shift();
    if (waiter === undefined) return;
    void this.connect(Math.max(0, waiter.deadline - performance.now()), waiter.signal).then((acquired) => {
      this.answer(waiter, acquired);
    });
  }

  private answer({ timeout, resolve }: Waiter, acquired: Acquired): void {
    clearTimeout(timeout);
    resolve(acquired);
  }
}

type Http = typeof Undici;

/** Loaded with the first connection: a site without real origins needs none of it. */
let loading: Promise<Http> | undefined;
function http(): Promise<Http> {
  return (loading ??= import("undici"));
}
