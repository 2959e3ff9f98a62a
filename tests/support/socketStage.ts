import { createServer, type RequestListener } from "node:http";
import { RealClock } from "../../simulator/clock";
import { Edge, serveEdge } from "../../simulator/cloudfront";
import type { EdgeOptions } from "../../simulator/cloudfront/edge";
import type { LogRecord } from "../../simulator/cloudfront/exchange";
import { createFunctionRunner } from "../../simulator/functions";
import { listen } from "../../simulator/listen";
import { createHttpOrigins } from "../../simulator/origins";
import type { OriginTransport } from "../../simulator/s3/transport";
import { distributionId, siteModel, type SiteSettings } from "./edge";

/** What a viewer got over its socket, with the edge's record of it. */
export interface SocketAnswer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  readonly log: LogRecord;
}

export interface SocketSettings extends SiteSettings {
  /** How much faster than CloudFront's its time passes; default 1. */
  readonly timeScale?: number;
  readonly options?: Partial<EdgeOptions>;
  /** Whom origins without a server are asked of; default: nobody. */
  readonly fallback?: (clock: RealClock) => OriginTransport;
}

const nobody: OriginTransport = { exchange: () => Promise.resolve({ kind: "failure", failure: "dns" }) };

/** Answers with a status, a body and headers. */
export function says(
  status: number,
  body = `body ${status}`,
  headers: Readonly<Record<string, string>> = {},
): Listener {
  return (_message, response) => {
    response.writeHead(status, { "content-type": "text/html", "content-length": Buffer.byteLength(body), ...headers });
    response.end(body);
  };
}

/** Takes the request and never answers. */
export const fallsSilent: Listener = () => undefined;

type Listener = RequestListener;

/** Edges before servers, everything on loopback sockets and in real time, until it is closed. */
export class SocketStage {
  /** `primary /path`, in the order in which the servers were asked. */
  readonly asked: string[] = [];
  private readonly logs: LogRecord[] = [];
  private readonly listeners = new Map<string, Listener>();
  private readonly ends: (() => Promise<void>)[] = [];
  private readonly edges = new Map<string, string>();

  private constructor(readonly clock: RealClock) {}

  /** `servers`: by origin, what its server does, or the address of one that stands already. One edge for each of `pops`. */
  static async open(
    servers: Readonly<Record<string, Listener | URL>>,
    settings: SocketSettings = {},
    pops: readonly string[] = ["FRA56-P1"],
  ): Promise<SocketStage> {
    const stage = new SocketStage(new RealClock(settings.timeScale));
    const addresses = new Map<string, URL>();
    for (const [id, server] of Object.entries(servers)) {
      addresses.set(id, server instanceof URL ? server : await stage.server(id, server));
    }
    const origins = createHttpOrigins({
      bindings: { origins: addresses, hosts: new Map() },
      fallback: settings.fallback?.(stage.clock) ?? nobody,
      clock: stage.clock,
    });
    stage.ends.push(() => origins.close());
    const runner = createFunctionRunner({ timeoutMs: 10_000 });
    stage.ends.push(() => runner.close());
    for (const pop of pops) {
      const edge = new Edge(siteModel(settings), distributionId, {
        clock: stage.clock,
        origins,
        functions: runner,
        lambdas: runner,
        pop,
        onLog: (record) => stage.logs.push(record),
        ...settings.options,
      });
      const listening = await serveEdge(edge, { port: 0, hosts: [] });
      stage.ends.push(() => listening.close());
      stage.edges.set(pop, listening.url);
    }
    return stage;
  }

  private async server(id: string, listener: Listener): Promise<URL> {
    this.listeners.set(id, listener);
    const server = createServer((message, response) => {
      this.asked.push(`${id} ${message.url ?? ""}`);
      this.listeners.get(id)?.(message, response);
    });
    const listening = await listen(server, 0, id);
    this.ends.push(() => listening.close());
    return new URL(listening.url);
  }

  /** From here on the server of this origin does this. */
  set(id: string, listener: Listener): void {
    this.listeners.set(id, listener);
  }

  /** How often each server was asked. */
  get calls(): Readonly<Record<string, number>> {
    const calls: Record<string, number> = {};
    for (const one of this.asked) {
      const [id = ""] = one.split(" ");
      calls[id] = (calls[id] ?? 0) + 1;
    }
    return calls;
  }

  async get(path: string, init: RequestInit = {}, pop = [...this.edges.keys()][0] ?? ""): Promise<SocketAnswer> {
    const response = await fetch(`${this.edges.get(pop) ?? ""}${path}`, { redirect: "manual", ...init });
    const text = await response.text();
    const id = response.headers.get("x-amz-cf-id");
    const log = this.logs.find((record) => record.id === id);
    if (log === undefined) throw new Error(`the log has no record of ${String(id)}`);
    return { status: response.status, text, headers: response.headers, log };
  }

  /** Waits until so many of CloudFront's milliseconds have passed. */
  pass(milliseconds: number): Promise<void> {
    return this.clock.sleep(milliseconds);
  }

  async close(): Promise<void> {
    for (const end of this.ends.splice(0).reverse()) await end();
  }
}
