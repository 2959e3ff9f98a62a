import { createServer, STATUS_CODES, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Socket } from "node:net";
import { listen, type Listening } from "../listen";
import type { Edge } from "./edge";
import { edgeErrorPage } from "./edgeErrors";
import { BrokenBody } from "../http";
import type { ServedResponse } from "./exchange";
import { edgeRequestOf, hostNameOf, isLoopbackName } from "./httpRequest";
import { maximumHeadBytes } from "./refusals";

export interface EdgeServerOptions {
  /** 0 picks a free one. */
  readonly port: number;
  /** The names that the distribution answers to, besides loopback names: its domain and aliases (HD-99). */
  readonly hosts: readonly string[];
  /** What a request counts as that says nothing by `X-Forwarded-Proto`; default `https`. */
  readonly scheme?: "http" | "https";
  /** The listener's key and certificate in PEM; absent: it speaks plain HTTP. Over TLS every request is an HTTPS one. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Gets what went wrong inside while a request was answered with 500. */
  readonly onError?: (error: unknown) => void;
}

/** Milliseconds that a viewer may take for a request; CloudFront's own figure is not published. */
const requestTimeoutMs = 60_000;

/** Serves an edge over HTTP/1.1 on the loopback interface. Throws `E_PORT` when the port cannot be listened on. */
export async function serveEdge(edge: Pick<Edge, "serve">, options: EdgeServerOptions): Promise<Listening> {
  const names = new ServedNames(options.hosts);
  const limits = {
    // Above what CloudFront takes, so that the edge itself refuses what is a little too long (HD-90).
    maxHeaderSize: maximumHeadBytes * 2,
    requestTimeout: requestTimeoutMs,
    headersTimeout: requestTimeoutMs,
    keepAlive: true,
  };
  const onRequest = (message: IncomingMessage, response: ServerResponse): void => {
    answer(edge, options, names, message, response).catch((error: unknown) => {
      options.onError?.(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  };
  const { tls } = options;
  const server =
    tls === undefined ? createServer(limits, onRequest) : createTlsServer({ ...limits, ...tls }, onRequest);
  server.on("clientError", refuseUnreadable);
  return listen(server, options.port, tls === undefined ? "--port" : "--https-port");
}

async function answer(
  edge: Pick<Edge, "serve">,
  { scheme = "https", tls }: EdgeServerOptions,
  names: ServedNames,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const read = edgeRequestOf(message, scheme);
  const request = tls === undefined ? read : { ...read, scheme: "https" as const };
  // HD-100: two names are none.
  if (hostHeaders(message.rawHeaders) > 1) {
    refuse(response, 400, "The request has more than one Host header.");
    return;
  }
  if (!names.has(request.headers["host"])) {
    refuse(response, 403, "No distribution answers to this host name.");
    return;
  }
  // GET is refused for its body (HD-93), HEAD and OPTIONS have none that counts.
  const writes = request.hasBody === true && !/^(GET|HEAD|OPTIONS)$/.test(request.method);
  // What else a viewer sends as a body is read away by Node once the response has ended.
  await send(await edge.serve(writes ? { ...request, body: message } : request), message, response);
}

/** The names that an edge is reached by (HD-99), with a short memory: one viewer asks for one name again and again. */
class ServedNames {
  private readonly names: ReadonlySet<string>;
  private last: string | readonly string[] | undefined;
  private lastServed = false;

  constructor(hosts: readonly string[]) {
    this.names = new Set(hosts.map((name) => name.toLowerCase()));
  }

  has(host: string | readonly string[] | undefined): boolean {
    if (host !== undefined && host === this.last) return this.lastServed;
    const name = hostNameOf(host);
    this.last = host;
    // An alias with an asterisk stands for the names one level below, as its certificate does.
    const wildcard = `*${name.slice(Math.max(name.indexOf("."), 0))}`;
    this.lastServed = this.names.has(name) || this.names.has(wildcard) || isLoopbackName(name);
    return this.lastServed;
  }
}

function hostHeaders(rawHeaders: readonly string[]): number {
  let found = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at];
    if (name?.length === 4 && name.toLowerCase() === "host") found++;
  }
  return found;
}

async function send(
  { status, headers, body }: ServedResponse,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const lines: string[] = [];
  for (const name in headers) {
    // Node keeps the connection itself, as the viewer asked.
    if (name === "connection") continue;
    const value = headers[name];
    if (typeof value === "string") lines.push(name, value);
    else for (const one of value ?? []) lines.push(name, one);
  }
  // HD-90.
  if (status === 414 || status === 494) lines.push("connection", "close");
  response.writeHead(status, reasonOf(status), lines);
  if (body instanceof Uint8Array) response.end(message.method === "HEAD" ? undefined : body);
  else await pour(body, response);
}

/** Sends a body as fast as the viewer takes it. What breaks off ends the connection, so that the viewer sees it (HD-115). */
async function pour(body: AsyncIterable<Uint8Array>, response: ServerResponse): Promise<void> {
  const chunks = body[Symbol.asyncIterator]();
  response.once("close", () => {
    // Whoever has left needs no more of it (HD-122); after the end this changes nothing.
    chunks.return?.().catch(() => undefined);
  });
  response.flushHeaders();
  try {
    for (;;) {
      const result = await chunks.next();
      if (result.done === true) break;
      if (!response.write(result.value)) await drained(response);
    }
    response.end();
  } catch (error) {
    response.destroy();
    if (!(error instanceof BrokenBody)) throw error;
  }
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(patience);
      response.off("drain", done);
      response.off("close", done);
      resolve();
    };
    // Others may read the same body, and wait for this viewer.
    const patience = setTimeout(() => response.destroy(), requestTimeoutMs);
    response.once("drain", done);
    response.once("close", done);
    if (response.destroyed) done();
  });
}

/** HD-99, HD-100: before any distribution is chosen. */
function refuse(response: ServerResponse, status: number, reason: string): void {
  const { headers, body } = edgeErrorPage(status, reason, "");
  response.writeHead(status, reasonOf(status), {
    ...headers,
    server: "CloudFront",
    "x-cache": "Error from cloudfront",
    "content-length": body.byteLength,
  });
  response.end(body);
}

/** HD-90: a head that is far too long; anything else that cannot be read as HTTP is a bad request. */
function refuseUnreadable(error: Error, socket: Socket): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const status = "code" in error && error.code === "HPE_HEADER_OVERFLOW" ? 494 : 400;
  socket.end(
    `HTTP/1.1 ${status} ${reasonOf(status)}\r\nServer: CloudFront\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
  );
}

function reasonOf(status: number): string {
  return status === 494 ? "Request Header Too Large" : (STATUS_CODES[status] ?? "");
}
