import { createServer, ServerResponse, type IncomingMessage, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Socket } from "node:net";
import { listen, type Listening } from "../listen";
import type { Edge } from "./edge";
import { edgeErrorPage } from "./edgeErrors";
import type { EdgeRequest, RequestFault, ServedResponse } from "./exchange";
import { edgeRequestOf, hostNameOf, isLoopbackName, plainEdgeRequest } from "./httpRequest";
import { maximumHeadBytes } from "./refusals";
import { listenPlainly } from "./wire/plainListener";
import { patienceMs, pour } from "./wire/pour";
import { reasonOf } from "./wire/responseHead";

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

/** Serves an edge over HTTP/1.1 on the loopback interface. Throws `E_PORT` when the port cannot be listened on. */
export async function serveEdge(edge: Pick<Edge, "serve">, options: EdgeServerOptions): Promise<Listening> {
  const { tls, scheme = "https" } = options;
  const answers = new Answers(edge, new ServedNames(options.hosts));
  const limits = {
    // Above what CloudFront takes, so that the edge itself refuses what is a little too long (HD-90).
    maxHeaderSize: maximumHeadBytes * 2,
    requestTimeout: patienceMs,
    headersTimeout: patienceMs,
    keepAlive: true,
    // HD-100: the edge itself refuses what has none, and its log tells of it.
    requireHostHeader: false,
  };
  const failed = (error: unknown): void => {
    options.onError?.(error);
  };
  const onRequest = (message: IncomingMessage, response: ServerResponse, fault?: RequestFault): void => {
    const read = { ...edgeRequestOf(message, scheme), ...(fault === undefined ? {} : { fault }) };
    answers
      .to(tls === undefined ? read : { ...read, scheme: "https" }, message)
      .then((served) => send(served, message, response))
      .catch((error: unknown) => {
        failed(error);
        if (response.headersSent) response.destroy();
        else response.writeHead(500).end();
      });
  };
  const judge = (server: Server): void => {
    server.on("clientError", refuseUnreadable);
    server.on("checkExpectation", (message: IncomingMessage, response: ServerResponse) => {
      onRequest(message, response, "expectation");
    });
    // HD-97: a method that CloudFront does not know, although no response belongs to it in Node.
    server.on("connect", (message: IncomingMessage, socket: Socket) => {
      const response = new ServerResponse(message);
      response.assignSocket(socket);
      response.shouldKeepAlive = false;
      response.on("finish", () => socket.end());
      onRequest(message, response);
    });
  };
  const plainRequest = (message: IncomingMessage, response: ServerResponse): void => {
    onRequest(message, response);
  };
  if (tls !== undefined) {
    const server = createTlsServer({ ...limits, ...tls }, plainRequest);
    judge(server);
    return listen(server, options.port, "--https-port");
  }
  const server = createServer(limits, plainRequest);
  judge(server);
  const endPlain = listenPlainly(server, {
    respond: (request, socket) => answers.to(plainEdgeRequest(request, socket, scheme)),
    onError: failed,
  });
  const listening = await listen(server, options.port, "--port");
  return {
    ...listening,
    close: () => {
      endPlain();
      return listening.close();
    },
  };
}

/** What an edge answers to what has come over HTTP. */
class Answers {
  constructor(
    private readonly edge: Pick<Edge, "serve">,
    private readonly names: ServedNames,
  ) {}

  /** `message` is what the request was read from, when it may have a body or headers twice. */
  to(request: EdgeRequest, message?: IncomingMessage): Promise<ServedResponse> {
    const fault = request.fault ?? hostFault(request, message);
    if (fault !== undefined) return this.edge.serve({ ...request, fault });
    if (!this.names.has(request.headers["host"])) {
      return Promise.resolve(refusal(403, "No distribution answers to this host name."));
    }
    // GET is refused for its body (HD-93), HEAD and OPTIONS have none that counts. What else a viewer sends as a body is
    // read away by Node once the response has ended.
    const writes = request.hasBody === true && !/^(GET|HEAD|OPTIONS)$/.test(request.method);
    return this.edge.serve(writes && message !== undefined ? { ...request, body: message } : request);
  }
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

/** HD-100: two names are none. In HTTP/1.0 no name is one that no distribution answers to. */
function hostFault({ headers, httpVersion }: EdgeRequest, message?: IncomingMessage): RequestFault | undefined {
  if (message !== undefined && hostHeaders(message.rawHeaders) > 1) return "two-hosts";
  return headers["host"] === undefined && httpVersion === "1.1" ? "no-host" : undefined;
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
  else {
    response.flushHeaders();
    if (await pour(body, response)) response.end();
  }
}

/** HD-99, HD-100: before any distribution is chosen. */
function refusal(status: number, reason: string): ServedResponse & { readonly body: Uint8Array } {
  const { headers, body } = edgeErrorPage(status, reason, "");
  const length = String(body.byteLength);
  const own = { server: "CloudFront", "x-cache": "Error from cloudfront", "content-length": length };
  return { status, headers: { ...headers, ...own }, body };
}

/** HD-90: a head that is far too long; anything else that cannot be read as HTTP is a bad request. */
function refuseUnreadable(error: Error, socket: Socket): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const status = "code" in error && error.code === "HPE_HEADER_OVERFLOW" ? 494 : 400;
  const { headers, body } = refusal(status, "The request cannot be read.");
  const lines = Object.entries({ ...headers, connection: "close" }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${reasonOf(status)}\r\n${lines.join("")}\r\n${Buffer.from(body).toString()}`);
}
