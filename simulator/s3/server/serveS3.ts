import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Clock } from "../../clock";
import { listen, type Listening } from "../../listen";
import type { ApiReply, ApiRequest } from "../api/request";
import { refusal, responseOf } from "../reply";
import type { S3Credentials } from "./authenticate";
import { readRequest } from "./readRequest";
import { Refused } from "./refused";

export interface S3ServerOptions {
  /** 0 picks a free one. */
  readonly port: number;
  /** The keys whose signatures are taken; whoever does not sign is anonymous. */
  readonly credentials: readonly S3Credentials[];
  /** Tells whether a signature is of now. */
  readonly clock: Pick<Clock, "now">;
  /** Bytes of one request's body, which is held in memory; default 1 GiB, at most S3's own 5 GiB. */
  readonly maximumBodyBytes?: number;
  /** Milliseconds for the head, and without a byte of the body, after which a slow client is given up; default 20 s. */
  readonly silenceMs?: number;
  /** Milliseconds for one request with its body, however steadily it trickles; default 5 min. */
  readonly requestMs?: number;
  /** Gets what went wrong inside while a request was answered with 500. */
  readonly onError?: (error: unknown) => void;
}

/** What carries out the operations; it stamps its replies itself. */
export interface S3Operations {
  handle(request: ApiRequest): Promise<ApiReply>;
}

const defaultBodyBytes = 2 ** 30;
/** Bytes of a request's head: 2 KB of metadata, a policy in a presigned URL and more fit. */
const maximumHeadBytes = 32_768;
const defaultSilenceMs = 20_000;
const defaultRequestMs = 300_000;
/** Milliseconds between two looks at the requests that take too long, at most. */
const checkMs = 5000;

/**
 * Serves S3's REST interface over HTTP/1.1 on the loopback interface, path style and virtual-host style, to clients that
 * sign with Signature Version 4. Throws `E_PORT` when the port cannot be listened on.
 */
export async function serveS3(s3: S3Operations, options: S3ServerOptions): Promise<Listening> {
  const { silenceMs = defaultSilenceMs, requestMs = defaultRequestMs } = options;
  const limits = {
    maxHeaderSize: maximumHeadBytes,
    headersTimeout: Math.min(silenceMs, requestMs),
    requestTimeout: requestMs,
    connectionsCheckingInterval: Math.min(checkMs, requestMs),
    keepAlive: true,
  };
  // Of requests that a client sends without waiting for answers, a read must see what was written before it.
  const turns = new WeakMap<Socket, Promise<void>>();
  const answer = (message: IncomingMessage, response: ServerResponse, onHead: () => void): void => {
    message.setTimeout(silenceMs, () => message.destroy());
    const before = turns.get(message.socket) ?? Promise.resolve();
    const turn = before
      .then(() => respond(s3, options, message, response, onHead))
      .catch((error: unknown) => {
        options.onError?.(error);
        if (response.headersSent) response.destroy();
        else send(internalError(message.method ?? "GET", options.clock.now()), message, response);
      });
    turns.set(message.socket, turn);
  };
  const server = createServer(limits, (message, response) => {
    answer(message, response, () => undefined);
  });
  server.on("checkContinue", (message: IncomingMessage, response: ServerResponse) => {
    answer(message, response, () => {
      response.writeContinue();
    });
  });
  server.on("clientError", refuseUnreadable);
  return listen(server, options.port, "--s3-port");
}

async function respond(
  s3: S3Operations,
  { credentials, clock, maximumBodyBytes = defaultBodyBytes }: S3ServerOptions,
  message: IncomingMessage,
  response: ServerResponse,
  onHead: () => void,
): Promise<void> {
  let request: ApiRequest;
  try {
    request = await readRequest(message, { credentials, maximumBodyBytes, now: clock.now(), onHead });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const reply = refusal(error.error);
    send(responseOf(reply, message.method ?? "GET", newIds(), clock.now()), message, response);
    return;
  }
  send(await s3.handle(request), message, response);
}

function send({ status, headers, body }: ApiReply, message: IncomingMessage, response: ServerResponse): void {
  if (response.destroyed) return;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  // A body that was not read would be taken for the next request.
  if (!message.complete) response.setHeader("connection", "close");
  response.writeHead(status);
  response.end(message.method === "HEAD" || status === 204 || status === 304 ? undefined : body);
}

function internalError(method: string, now: number): ApiReply {
  const message = "We encountered an internal error. Please try again.";
  return responseOf(refusal({ status: 500, code: "InternalError", message }), method, newIds(), now);
}

/** The ids of requests that never reach S3's operations, in S3's own lengths. */
function newIds(): { readonly requestId: string; readonly hostId: string } {
  return { requestId: randomBytes(8).toString("hex").toUpperCase(), hostId: randomBytes(56).toString("base64") };
}

/** What is no HTTP is answered as S3 does, and its connection closed. */
function refuseUnreadable(error: Error, socket: Socket): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const status =
    "code" in error && error.code === "ERR_HTTP_REQUEST_TIMEOUT" ? "408 Request Timeout" : "400 Bad Request";
  socket.end(`HTTP/1.1 ${status}\r\nServer: AmazonS3\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
