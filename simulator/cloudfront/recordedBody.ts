import { BrokenBody } from "../http";

/** How a body ended on its way to one viewer. */
export interface BodyEnding {
  readonly bytes: number;
  /** It broke off, or the viewer left. */
  readonly broken?: "closed" | "length" | "stalled" | "viewer-left";
}

/**
 * A body that tells how it ended before the viewer can know: with a length, before the last of its bytes is handed on;
 * without one, before whoever sends it can mark its end.
 */
export class RecordedBody implements AsyncIterableIterator<Uint8Array> {
  private bytes = 0;
  private ended = false;
  private readonly source: AsyncIterator<Uint8Array>;

  constructor(
    source: AsyncIterable<Uint8Array>,
    /** What `Content-Length` tells the viewer; absent: nothing. */
    private readonly length: number | undefined,
    private readonly onEnd: (ending: BodyEnding) => void,
  ) {
    this.source = source[Symbol.asyncIterator]();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Uint8Array>> {
    try {
      const result = await this.source.next();
      if (result.done !== true) this.bytes += result.value.byteLength;
      if (result.done === true || this.bytes === this.length) this.end({ bytes: this.bytes });
      return result;
    } catch (error) {
      this.end({ bytes: this.bytes, broken: error instanceof BrokenBody ? error.reason : "closed" });
      throw error;
    }
  }

  async return(): Promise<IteratorResult<Uint8Array>> {
    this.end({ bytes: this.bytes, broken: "viewer-left" });
    await this.source.return?.();
    return { done: true, value: undefined };
  }

  private end(ending: BodyEnding): void {
    if (this.ended) return;
    this.ended = true;
    this.onEnd(ending);
  }
}
