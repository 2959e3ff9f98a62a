import type { Socket } from "node:net";
import type { Readable } from "node:stream";
import type { Client } from "undici";
import type { OriginOutcome, OriginRequest } from "../s3/transport";
import { Reply } from "./reply";
import { requestHeaders } from "./headers";
import { skipContinue } from "./skipContinue";
import type { SocketReads } from "./socketReads";

export interface ConnectionOptions {
  readonly address: URL;
  /** What its socket reads into. */
  readonly reads: SocketReads;
  readonly keepAliveTimeoutMs: number;
  /** It can take the next request. */
  readonly onFree: () => void;
  readonly onClose: () => void;
}

export interface Ask {
  readonly request: OriginRequest;
  readonly readTimeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/** What came of a request; `untouched` when the connection was closed before a byte of an answer (HD-111, HD-112). */
export type Answered = OriginOutcome | { readonly kind: "untouched"; readonly sent: boolean };

/** HD-40, HD-114. */
const maximumHeadBytes = 32_768;

/** One connection to an origin, for one request at a time. */
export class Connection {
  /** Whether it has carried a request before. */
  used = false;
  private readonly client: Client;
  private readonly restart: () => void;
  private reply: Reply | undefined;

  constructor(
    Http: typeof Client,
    private readonly socket: Socket,
    private readonly options: ConnectionOptions,
  ) {
    let given = false;
    this.restart = skipContinue(socket);
    this.client = new Http(options.address.origin, {
      // The socket is there already. One that is closed is not replaced behind the pool's back.
      connect: (_options, callback) => {
        const first = !given;
        given = true;
        // Called back at once, the client would take it for a call of its own and wait for ever.
        queueMicrotask(() => {
          if (first) callback(null, socket);
          else callback(new ConnectionGone(), null);
        });
      },
      // HD-40. The client refuses what reaches its limit.
      maxHeaderSize: maximumHeadBytes + 1,
      // Its own timers are up to half a second late: the replies have exact ones.
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: options.keepAliveTimeoutMs,
      keepAliveMaxTimeout: options.keepAliveTimeoutMs,
      allowH2: false,
    });
    socket.on("readable", () => this.reply?.onPacket());
    socket.once("close", options.onClose);
    // What lies in the socket has been read, though not by the client.
    options.reads.expected = () => (this.reply?.bytesLeft ?? 0) - socket.readableLength;
  }

  get usable(): boolean {
    return !this.socket.destroyed;
  }

  /** Sends a request as it stands. Rejects only for one that HTTP/1.1 cannot carry or whose own body breaks off. */
  exchange({ request, readTimeoutMs, signal }: Ask): Promise<Answered> {
    this.used = true;
    this.restart();
    return new Promise((resolve, reject) => {
      const reply = new Reply({
        method: request.method,
        readTimeoutMs,
        socket: this.socket,
        signal,
        resolve,
        reject,
        onEnd: () => {
          this.reply = undefined;
          this.options.onFree();
        },
      });
      this.reply = reply;
      this.client.dispatch(
        {
          path: request.path,
          method: request.method,
          headers: requestHeaders(request),
          // The client takes any iterable, which its types keep to themselves.
          body: reply.bodyToSend(request.body) as Uint8Array | Readable | null,
        },
        reply,
      );
    });
  }

  /** Ends the connection, whatever it is doing. */
  async close(): Promise<void> {
    await this.client.destroy();
  }
}

/** The socket was closed between two requests. */
class ConnectionGone extends Error {
  constructor() {
    super("the connection is closed");
  }
}
