import type { Socket } from "node:net";
import type { Dispatcher } from "undici";
import { BrokenBody, type Body, type HeaderMap } from "../http";
import type { OriginFailure } from "../s3/transport";
import { ArrivingBody, type BodySource } from "./arrivingBody";
import type { Answered } from "./connection";
import { failureOf, isOwnFault } from "./replyErrors";
import { responseHeaders } from "./headers";

export interface ReplyOptions {
  readonly method: string;
  /** For the first byte and for each next packet (FO-22), in real milliseconds. */
  readonly readTimeoutMs: number;
  readonly socket: Socket;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (answered: Answered) => void;
  readonly reject: (error: Error) => void;
  /** The answer is complete and the connection still there. */
  readonly onEnd: () => void;
}

/** One answer as it arrives: the head at once, the body with it when it is complete by then. */
export class Reply implements Dispatcher.DispatchHandler, BodySource {
  /** Bytes that the head announces and that have not arrived. */
  bytesLeft = 0;
  private readonly body = new ArrivingBody(this);
  private readonly bytesBefore: number;
  private controller: Dispatcher.DispatchController | undefined;
  private timer: NodeJS.Timeout | undefined;
  private head: { readonly status: number; readonly headers: HeaderMap } | undefined;
  private sendsBody = false;
  private over = false;

  constructor(private readonly options: ReplyOptions) {
    this.bytesBefore = options.socket.bytesRead;
    options.signal?.addEventListener("abort", this.onAbort, { once: true });
    if (options.signal?.aborted === true) queueMicrotask(this.onAbort);
  }

  /** The request's body, during whose sending only the origin's own slowness counts as silence, not the viewer's. */
  bodyToSend(body: Body | undefined): Uint8Array | AsyncIterable<Uint8Array> | null {
    if (body === undefined || body instanceof Uint8Array) return body ?? null;
    this.sendsBody = true;
    return this.paced(body);
  }

  onPacket(): void {
    this.timer?.refresh();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (!this.sendsBody) this.startTimer();
  }

  onRequestSent(): void {
    if (this.sendsBody) this.startTimer();
  }

  onResponseStart(_controller: unknown, status: number, headers: Dispatcher.ResponseData["headers"]): void {
    // HD-121: an interim response; the final one is still to come.
    if (status < 200) return;
    this.head = { status, headers: responseHeaders(headers) };
    if (!this.isBodiless(status)) this.bytesLeft = Number(this.head.headers["content-length"] ?? 0);
    // What came in the same packet is parsed before this runs: a small body is complete then.
    queueMicrotask(this.open);
  }

  onResponseData(_controller: unknown, chunk: Uint8Array): void {
    this.bytesLeft -= chunk.byteLength;
    this.body.push(chunk);
  }

  onResponseEnd(): void {
    this.finish();
    this.body.end();
    // After the client has made up its mind whether the connection stays.
    queueMicrotask(this.options.onEnd);
  }

  onResponseError(_controller: unknown, error: Error): void {
    if (this.over) return;
    this.finish();
    if (this.head !== undefined) {
      this.body.break(new BrokenBody(this.head.headers["content-length"] === undefined ? "closed" : "length"));
    } else if (isOwnFault(error)) {
      this.options.reject(error);
    } else {
      const untouched = this.options.socket.bytesRead === this.bytesBefore;
      const failure = failureOf(error);
      const closed = untouched && failure === "connection-reset";
      this.options.resolve(
        closed ? { kind: "untouched", sent: this.controller !== undefined } : { kind: "failure", failure },
      );
    }
  }

  pause(): void {
    // A reader who takes his time is not a silent origin.
    this.stopTimer();
    this.controller?.pause();
  }

  resume(): void {
    if (!this.over) this.startTimer();
    this.controller?.resume();
  }

  cancel(): void {
    this.finish();
    this.options.socket.destroy();
  }

  /** HEAD and such statuses tell the length of what is not sent. */
  private isBodiless(status: number): boolean {
    return this.options.method === "HEAD" || status === 204 || status === 304;
  }

  private readonly open = (): void => {
    const { head } = this;
    if (head === undefined) return;
    const body = this.isBodiless(head.status) ? new Uint8Array() : (this.body.whole() ?? this.body);
    this.options.resolve({ kind: "response", response: { ...head, body } });
  };

  private readonly onAbort = (): void => {
    this.giveUp("connection-reset", "closed");
  };

  /** HD-120 once there is a head, FO-22 before. */
  private readonly onSilence = (): void => {
    this.giveUp("response-timeout", "stalled");
  };

  private giveUp(failure: OriginFailure, reason: BrokenBody["reason"]): void {
    if (this.over) return;
    this.cancel();
    if (this.head === undefined) this.options.resolve({ kind: "failure", failure });
    else this.body.break(new BrokenBody(reason));
  }

  private finish(): void {
    this.over = true;
    this.stopTimer();
    this.options.signal?.removeEventListener("abort", this.onAbort);
  }

  private startTimer(): void {
    if (this.over) return;
    if (this.timer === undefined) this.timer = setTimeout(this.onSilence, this.options.readTimeoutMs);
    else this.timer.refresh();
  }

  private stopTimer(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private async *paced(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const chunks = body[Symbol.asyncIterator]();
    try {
      for (;;) {
        this.stopTimer();
        const chunk = await chunks.next();
        if (chunk.done === true) return;
        this.startTimer();
        yield chunk.value;
      }
    } finally {
      await chunks.return?.();
    }
  }
}
