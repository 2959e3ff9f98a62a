import type { Socket } from "node:net";
import type { ServedResponse } from "../exchange";
import { plainRequestOf, type PlainRequest } from "./plainRequest";
import { patienceMs, pour, type Pipe } from "./pour";
import { responseHead } from "./responseHead";

export interface PlainAnswers {
  /** Answers a request; never rejects for what an origin or a function does. */
  respond(request: PlainRequest, socket: Socket): Promise<ServedResponse>;
  /** Takes over a connection with what it has sent and nobody has read. */
  handOver(socket: Socket, unread: readonly Buffer[]): void;
  readonly onError: (error: unknown) => void;
}

/** Seconds that a connection is kept for the viewer's next request. */
const idleSeconds = 5;

/**
 * A viewer's connection as long as it sends ordinary requests, one after the other. With the first that is anything else
 * it goes to Node's HTTP server, for good.
 */
export class PlainConnection {
  private unread: Buffer[] = [];
  private busy = false;
  private headSent = false;
  private ended = false;
  private idleUntil: number;

  constructor(
    private readonly socket: Socket,
    private readonly answers: PlainAnswers,
    private readonly forget: (connection: PlainConnection) => void,
  ) {
    this.idleUntil = Date.now() + patienceMs;
    socket.on("data", this.onData);
    socket.on("end", this.onEnd);
    socket.on("error", this.onFailure);
    socket.on("close", this.onClose);
  }

  /** Ends it if it has waited for a request for too long. */
  endIfIdle(now: number): void {
    if (!this.busy && now > this.idleUntil) this.socket.destroy();
  }

  destroy(): void {
    this.socket.destroy();
  }

  private readonly onData = (chunk: Buffer): void => {
    if (this.busy) {
      // The next request has come before the answer to this one: it waits, and the viewer with it.
      this.unread.push(chunk);
      this.socket.pause();
      return;
    }
    const request = plainRequestOf(chunk);
    if (request === undefined) this.handOver([chunk]);
    else this.answer(request);
  };

  private readonly onEnd = (): void => {
    this.ended = true;
    if (!this.busy) this.socket.end();
  };

  private readonly onFailure = (): void => {
    this.socket.destroy();
  };

  private readonly onClose = (): void => {
    this.forget(this);
  };

  private answer(request: PlainRequest): void {
    this.busy = true;
    this.headSent = false;
    this.answers
      .respond(request, this.socket)
      .then((response) => this.send(request, response))
      .catch((error: unknown) => {
        this.answers.onError(error);
        if (this.headSent) this.socket.destroy();
        else this.socket.end(failed);
      });
  }

  private send({ method }: PlainRequest, { status, headers, body }: ServedResponse): void | Promise<void> {
    const { socket } = this;
    const bare = method === "HEAD" || status === 204 || status === 304;
    if (body instanceof Uint8Array) {
      const head = responseHead(status, headers, bare ? "none" : body.byteLength, idleSeconds);
      this.headSent = true;
      if (bare || body.byteLength === 0) socket.write(head, "latin1");
      else if (body.byteLength <= smallBytes) socket.write(inOne(head, body));
      else {
        socket.cork();
        socket.write(head, "latin1");
        socket.write(body);
        socket.uncork();
      }
      this.next();
      return;
    }
    const chunked = headers["content-length"] === undefined && !bare;
    const head = responseHead(status, headers, chunked ? "chunks" : "none", idleSeconds);
    this.headSent = true;
    socket.write(head, "latin1");
    return pour(body, chunked ? chunksOf(socket) : socket).then((whole) => {
      if (!whole) return;
      if (chunked) socket.write("0\r\n\r\n", "latin1");
      this.next();
    });
  }

  /** The answer has been written; a viewer who does not read it is not heard before it does. */
  private next(): void {
    if (this.socket.writableNeedDrain) this.socket.once("drain", this.listenAgain);
    else this.listenAgain();
  }

  private readonly listenAgain = (): void => {
    this.busy = false;
    this.idleUntil = Date.now() + idleSeconds * 1_000;
    if (this.unread.length > 0) this.handOver(this.unread);
    else if (this.ended) this.socket.end();
  };

  private handOver(unread: readonly Buffer[]): void {
    const { socket } = this;
    socket.off("data", this.onData);
    socket.off("end", this.onEnd);
    socket.off("error", this.onFailure);
    socket.off("close", this.onClose);
    this.forget(this);
    this.answers.handOver(socket, unread);
  }
}

/** Bytes of a body that are copied behind their head rather than handed to the kernel as a second piece. */
const smallBytes = 16 * 1024;

function inOne(head: string, body: Uint8Array): Buffer {
  const message = Buffer.allocUnsafe(head.length + body.byteLength);
  message.write(head, "latin1");
  message.set(body, head.length);
  return message;
}

const failed = "HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

/** Writes in chunks (RFC 9112, 7.1) what is written to it. */
function chunksOf(socket: Socket): Pipe {
  return {
    write: (bytes) => {
      if (bytes.byteLength === 0) return true;
      socket.cork();
      socket.write(`${bytes.byteLength.toString(16)}\r\n`, "latin1");
      socket.write(bytes);
      const taken = socket.write("\r\n", "latin1");
      socket.uncork();
      return taken;
    },
    on: (event, listener) => socket.on(event, listener),
    off: (event, listener) => socket.off(event, listener),
    destroy: () => socket.destroy(),
    get destroyed() {
      return socket.destroyed;
    },
  };
}
