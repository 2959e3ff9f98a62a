import { once } from "node:events";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { RealClock, type Clock } from "../../../simulator/clock";
import { BrokenBody, type Body } from "../../../simulator/http";
import { createHttpOrigins, type HttpOrigins, type HttpOriginsOptions } from "../../../simulator/origins";
import type { OriginLimits, OriginOutcome, OriginRequest, OriginTransport } from "../../../simulator/s3/transport";

/** Short enough for a test, long enough for a busy machine to answer in. */
export const limits: OriginLimits = { connectTimeoutMs: 2_000, readTimeoutMs: 2_000 };

export const request: OriginRequest = {
  originId: "origin",
  host: "www.example.com",
  secure: true,
  method: "GET",
  path: "/page",
  headers: { host: "www.example.com", connection: "Keep-Alive" },
};

/** What a server does with each request that it has read the head of. */
export type Serve = (socket: Socket, head: string, turn: number) => void;

/** A TCP server that speaks HTTP exactly as badly as it is told to, and remembers what it was sent. */
export class RawServer {
  readonly heads: string[] = [];
  readonly sockets: Socket[] = [];
  private readonly server: Server;

  constructor(private readonly serve: Serve) {
    this.server = createServer((socket) => {
      this.sockets.push(socket);
      socket.on("error", () => undefined);
      let text = "";
      socket.on("data", (data) => {
        text += data.toString("latin1");
        for (let end = text.indexOf("\r\n\r\n"); end >= 0; end = text.indexOf("\r\n\r\n")) {
          const head = text.slice(0, end);
          text = text.slice(end + 4);
          this.heads.push(head);
          this.serve(socket, head, this.heads.length);
        }
      });
    });
  }

  async listen(): Promise<URL> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    return new URL(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}`);
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

export const nobody: OriginTransport = {
  exchange: () => Promise.resolve({ kind: "failure", failure: "dns" }),
};

/** Servers and transports that end with their test. */
export class Stage {
  private readonly ends: (() => Promise<void>)[] = [];

  async server(serve: Serve): Promise<{ readonly server: RawServer; readonly url: URL }> {
    const server = new RawServer(serve);
    const url = await server.listen();
    this.ends.push(() => server.close());
    return { server, url };
  }

  origins(address: URL | "down", options: Partial<HttpOriginsOptions> & { readonly clock?: Clock } = {}): HttpOrigins {
    const origins = createHttpOrigins({
      bindings: { origins: new Map([["origin", address]]), hosts: new Map() },
      fallback: nobody,
      clock: new RealClock(),
      ...options,
    });
    this.ends.push(() => origins.close());
    return origins;
  }

  /** One request to a server that does this. */
  async ask(serve: Serve, changes: Partial<OriginRequest> = {}, limit: OriginLimits = limits): Promise<Seen> {
    const { url } = await this.server(serve);
    return seen(await this.origins(url).exchange({ ...request, ...changes }, limit));
  }

  async close(): Promise<void> {
    for (const end of this.ends.splice(0).reverse()) await end();
  }
}

export interface Seen {
  readonly outcome: string | number;
  readonly body: string;
  /** `whole` when the body was there with its head, `end` when it came afterwards, or how it broke off. */
  readonly end: string;
}

export async function seen(outcome: OriginOutcome): Promise<Seen> {
  if (outcome.kind === "failure") return { outcome: outcome.failure, body: "", end: "" };
  return { outcome: outcome.response.status, ...(await read(outcome.response.body)) };
}

async function read(body: Body): Promise<{ readonly body: string; readonly end: string }> {
  if (body instanceof Uint8Array) return { body: Buffer.from(body).toString(), end: "whole" };
  let text = "";
  try {
    for await (const chunk of body) text += Buffer.from(chunk).toString();
    return { body: text, end: "end" };
  } catch (error) {
    if (!(error instanceof BrokenBody)) throw error;
    return { body: text, end: error.reason };
  }
}

/** A plain answer that keeps the connection. */
export function ok(body: string, headers = ""): string {
  return `HTTP/1.1 200 OK\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${headers}\r\n${body}`;
}

/** In real milliseconds. */
export async function timed<T>(work: () => Promise<T>): Promise<readonly [T, number]> {
  const start = performance.now();
  const result = await work();
  return [result, performance.now() - start];
}
