import type { BrokenBody } from "../http";

/** Bytes that are kept for a reader who is slower than the origin, before the origin is made to wait. */
const highWaterBytes = 256 * 1024;

/** What stands behind a body: it can be held up, and given up. */
export interface BodySource {
  pause(): void;
  resume(): void;
  cancel(): void;
}

interface Reader {
  readonly resolve: (result: IteratorResult<Uint8Array, undefined>) => void;
  readonly reject: (error: BrokenBody) => void;
}

/** A body that is still arriving, for one reader. Whoever does not read to the end gives it up with `return`. */
export class ArrivingBody implements AsyncIterableIterator<Uint8Array, undefined> {
  private readonly chunks: Uint8Array[] = [];
  private size = 0;
  private paused = false;
  private ended = false;
  private broken: BrokenBody | undefined;
  private reader: Reader | undefined;

  constructor(private readonly source: BodySource) {}

  push(chunk: Uint8Array): void {
    const { reader } = this;
    if (reader !== undefined) {
      this.reader = undefined;
      reader.resolve({ done: false, value: chunk });
      return;
    }
    this.chunks.push(chunk);
    this.size += chunk.byteLength;
    if (this.size < highWaterBytes || this.paused) return;
    this.paused = true;
    this.source.pause();
  }

  end(): void {
    this.ended = true;
    this.reader?.resolve(done);
    this.reader = undefined;
  }

  /** What has arrived is still given first. */
  break(error: BrokenBody): void {
    this.broken ??= error;
    this.reader?.reject(error);
    this.reader = undefined;
  }

  /** All of it, once it has ended; undefined while it has not. */
  whole(): Uint8Array | undefined {
    if (!this.ended) return undefined;
    const [first] = this.chunks;
    return this.chunks.length === 1 && first !== undefined ? first : Buffer.concat(this.chunks);
  }

  next(): Promise<IteratorResult<Uint8Array, undefined>> {
    const chunk = this.chunks.shift();
    if (chunk !== undefined) {
      this.size -= chunk.byteLength;
      if (this.paused && this.chunks.length === 0) {
        this.paused = false;
        this.source.resume();
      }
      return Promise.resolve({ done: false, value: chunk });
    }
    if (this.broken !== undefined) return Promise.reject(this.broken);
    if (this.ended) return Promise.resolve(done);
    return new Promise((resolve, reject) => {
      this.reader = { resolve, reject };
    });
  }

  return(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (!this.ended && this.broken === undefined) this.source.cancel();
    this.chunks.length = 0;
    this.end();
    return Promise.resolve(done);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }
}

const done: IteratorResult<Uint8Array, undefined> = { done: true, value: undefined };
