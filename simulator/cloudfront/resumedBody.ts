import { Readable } from "node:stream";
import { BrokenBody, headerValue, type Body, type HeaderMap } from "../http";
import { abandon } from "./arrivingBody";
import type { OriginRequest, OriginResponse } from "../s3/transport";

/** Asks the same origin for the rest of a body, one attempt a call; undefined: no answer came. */
type AskAgain = (request: OriginRequest) => Promise<OriginResponse | undefined>;

/** Whether what is missing of an answer can be asked for: it is a whole object that can be told from a later one. */
export function isResumable(request: OriginRequest, { status, headers }: OriginResponse): boolean {
  return request.method === "GET" && status === 200 && validatorOf(headers) !== undefined;
}

/**
 * SIM-23 `resume`, HD-115, HD-116, HD-120: a body that breaks off goes on with what a `Range` request for the rest brings,
 * as long as attempts are left. What is not the same object any more does not continue it: then it breaks off after all.
 */
export class ResumedBody implements AsyncIterableIterator<Uint8Array> {
  private source: AsyncIterator<Uint8Array>;
  private given = 0;

  constructor(
    private readonly request: OriginRequest,
    private readonly headers: Readonly<HeaderMap>,
    body: AsyncIterable<Uint8Array>,
    private attempts: number,
    private readonly askAgain: AskAgain,
  ) {
    this.source = body[Symbol.asyncIterator]();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Uint8Array>> {
    for (;;) {
      try {
        const result = await this.source.next();
        if (result.done !== true) this.given += result.value.byteLength;
        return result;
      } catch (error) {
        if (!(error instanceof BrokenBody)) throw error;
        this.source = await this.rest(error);
      }
    }
  }

  async return(): Promise<IteratorResult<Uint8Array>> {
    return (await this.source.return?.()) ?? { done: true, value: undefined };
  }

  private async rest(broken: BrokenBody): Promise<AsyncIterator<Uint8Array>> {
    while (this.attempts-- > 0) {
      const response = await this.askAgain(restOf(this.request, this.headers, this.given));
      if (response === undefined) continue;
      if (continues(response, this.headers, this.given)) return chunksOf(response.body);
      abandon(response.body);
      break;
    }
    throw broken;
  }
}

function restOf(request: OriginRequest, headers: Readonly<HeaderMap>, from: number): OriginRequest {
  const condition = validatorOf(headers) ?? "";
  return { ...request, headers: { ...request.headers, range: `bytes=${from}-`, "if-range": condition } };
}

function continues({ status, headers }: OriginResponse, first: Readonly<HeaderMap>, from: number): boolean {
  const range = headerValue(headers, "content-range") ?? "";
  return status === 206 && range.startsWith(`bytes ${from}-`) && validatorOf(headers) === validatorOf(first);
}

/** `If-Range` takes a strong tag or a date (RFC 9110, 13.1.5). */
function validatorOf(headers: Readonly<HeaderMap>): string | undefined {
  const etag = headerValue(headers, "etag");
  return etag === undefined || etag.startsWith("W/") ? headerValue(headers, "last-modified") : etag;
}

function chunksOf(body: Body): AsyncIterator<Uint8Array> {
  if (!(body instanceof Uint8Array)) return body[Symbol.asyncIterator]();
  return Readable.from([body])[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
}
