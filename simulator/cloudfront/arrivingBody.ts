import { BrokenBody, type Body } from "../http";

/** Bytes that one reader of a body that is not kept may be ahead of the slowest. */
const aheadAtMost = 4 * 1024 * 1024;

/** Bytes of a body that is left in the chunks that it came in: to put it together would cost as much memory again. */
const largeBytes = 256 * 1024;

/** Bytes that such chunks have on the average; a chunk has a cost of its own. */
const largeChunk = 16 * 1024;

interface Listener {
  /** A large body is kept as it came, and can be read any number of times. */
  readonly whole: (body: Uint8Array | ArrivingBody) => void;
  /** The rest will not come, or is too much to keep. */
  readonly lost: () => void;
}

/**
 * A body that is still arriving: one origin sends it, and everybody whom the edge gives it to reads it from its beginning,
 * those included who came later (PL-7). It is asked for as fast as the fastest of them reads; when none is left, the origin
 * is left too (HD-122). What breaks off breaks off for all (HD-115, HD-116).
 */
export class ArrivingBody {
  private chunks: Uint8Array[] = [];
  /** How many chunks at the beginning are gone, since nobody can need them. */
  private dropped = 0;
  private bytes = 0;
  private state: "arriving" | "whole" | "broken" = "arriving";
  private failure: unknown;
  /** It is whole, and kept as it is. */
  private stays = false;
  private pulling: Promise<void> | undefined;
  private readonly readers = new Set<Reader>();
  private readonly listeners: Listener[] = [];
  private waiting: (() => void)[] = [];
  /** Whoever gets it in this turn starts at its beginning. */
  private fresh = true;
  private readonly source: AsyncIterator<Uint8Array>;

  constructor(
    source: AsyncIterable<Uint8Array>,
    /** Bytes that may be kept until it is whole. */
    private readonly keepAtMost: number,
    /** What is announced, where it is. */
    private readonly length?: number,
    /** The last byte has arrived. */
    private readonly onLastByte?: () => void,
  ) {
    this.source = source[Symbol.asyncIterator]();
    this.leaveUnread();
  }

  /** Tells what becomes of it; until then all of it is kept. */
  follow(listener: Listener): void {
    if (this.state === "arriving") {
      this.listeners.push(listener);
    } else if (this.isThere) listener.whole(this.staysInChunks ? this : Buffer.concat(this.chunks));
    else listener.lost();
  }

  /** All of it in one piece; undefined where it has not come to its end, or some of it is gone. */
  inOne(): Uint8Array | undefined {
    return this.isThere ? Buffer.concat(this.chunks) : undefined;
  }

  /** Its bytes for one reader, who reads them to their end or returns. */
  reader(): AsyncIterableIterator<Uint8Array> {
    const reader = new Reader(this);
    this.readers.add(reader);
    return reader;
  }

  /** Reads it for those who follow it when no viewer does. */
  drain(): void {
    if (this.state === "whole") return;
    const reader = this.reader();
    const read = async (): Promise<void> => {
      while ((await reader.next()).done !== true);
    };
    // A break is told to those who follow it.
    read().catch(() => undefined);
  }

  /** The chunk at a place; undefined at the end. Throws `BrokenBody`. */
  async at(place: number): Promise<Uint8Array | undefined> {
    for (;;) {
      const chunk = this.chunks[place - this.dropped];
      if (chunk !== undefined) return chunk;
      if (place < this.dropped) throw new BrokenBody("closed");
      if (this.state === "whole") return undefined;
      if (this.state === "broken") throw this.failure;
      if (!this.kept && this.bytes - (this.slowest()?.bytes ?? 0) > aheadAtMost) await this.somebodyReads();
      else await this.more();
    }
  }

  /** A reader has gone on. */
  moved(): void {
    if (!this.kept && !this.fresh) {
      const gone = (this.slowest()?.place ?? this.dropped) - this.dropped;
      if (gone > 0) {
        this.chunks.splice(0, gone);
        this.dropped += gone;
      }
    }
    for (const resume of this.waiting.splice(0)) resume();
  }

  leave(reader: Reader): void {
    if (!this.readers.delete(reader)) return;
    this.moved();
    if (this.readers.size === 0) this.leaveUnread();
  }

  /** How long it is must be known from its head: what is in chunks is sent as it was announced. */
  private get staysInChunks(): boolean {
    const { bytes, chunks, length } = this;
    return bytes === length && bytes >= largeBytes && bytes >= largeChunk * chunks.length;
  }

  private get isThere(): boolean {
    return this.state === "whole" && this.dropped === 0;
  }

  private get kept(): boolean {
    return this.stays || this.listeners.length > 0;
  }

  private slowest(): Reader | undefined {
    let slowest: Reader | undefined;
    for (const reader of this.readers) if (slowest === undefined || reader.place < slowest.place) slowest = reader;
    return slowest;
  }

  private somebodyReads(): Promise<void> {
    return new Promise((resume) => this.waiting.push(resume));
  }

  /** One more chunk, whoever of the readers asks first. */
  private more(): Promise<void> {
    this.pulling ??= this.source.next().then(
      ({ done, value }) => {
        this.pulling = undefined;
        if (this.state !== "arriving") return;
        if (done === true) this.end();
        else this.add(value);
      },
      (error: unknown) => {
        this.pulling = undefined;
        this.break(error);
      },
    );
    return this.pulling;
  }

  private add(chunk: Uint8Array): void {
    this.chunks.push(chunk);
    this.bytes += chunk.byteLength;
    if (this.kept && this.bytes > this.keepAtMost) this.lose();
    // Whoever is given it knows from the length that it is the last.
    if (this.bytes === this.length) this.onLastByte?.();
  }

  private end(): void {
    this.state = "whole";
    if (this.bytes !== this.length) this.onLastByte?.();
    if (!this.kept) return;
    this.stays = this.staysInChunks;
    const body = this.stays ? this : Buffer.concat(this.chunks);
    // They know of what it has replaced, which need not be there as long as it is.
    for (const { whole } of this.listeners.splice(0)) whole(body);
  }

  private break(error: unknown): void {
    if (this.state !== "arriving") return;
    this.state = "broken";
    this.failure = error;
    this.lose();
    for (const resume of this.waiting.splice(0)) resume();
  }

  private lose(): void {
    for (const { lost } of this.listeners.splice(0)) lost();
  }

  /** Two who hand it on in the same turn must not lose it between them. */
  private leaveUnread(): void {
    setImmediate(() => {
      this.fresh = false;
      if (this.readers.size > 0 || this.state !== "arriving") return;
      this.break(new BrokenBody("closed"));
      // What the origin says to that concerns nobody any more.
      this.source.return?.().catch(() => undefined);
    });
  }
}

class Reader implements AsyncIterableIterator<Uint8Array> {
  /** Chunks and bytes that it has read. */
  place = 0;
  bytes = 0;
  private ended = false;

  constructor(private readonly body: ArrivingBody) {}

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Uint8Array>> {
    if (this.ended) return { done: true, value: undefined };
    try {
      const chunk = await this.body.at(this.place);
      if (chunk === undefined) return await this.return();
      this.place++;
      this.bytes += chunk.byteLength;
      this.body.moved();
      return { done: false, value: chunk };
    } catch (error) {
      await this.return();
      throw error;
    }
  }

  return(): Promise<IteratorResult<Uint8Array>> {
    this.ended = true;
    this.body.leave(this);
    return Promise.resolve({ done: true, value: undefined });
  }
}

/** Lets go of a body that nobody will read, so that its origin is left. */
export function abandon(body: Body): void {
  if (body instanceof Uint8Array) return;
  // What the origin says to that concerns nobody any more.
  body[Symbol.asyncIterator]()
    .return?.()
    .catch(() => undefined);
}

/** All of a body, or a body that breaks off where it did. */
export async function gathered(body: ArrivingBody): Promise<Uint8Array | ArrivingBody> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of body.reader()) chunks.push(chunk);
  } catch (error) {
    return new ArrivingBody(brokenAfter(chunks, error), 0);
  }
  return Buffer.concat(chunks);
}

// eslint-disable-next-line @typescript-eslint/require-await -- the chunks are there; who reads them waits all the same
async function* brokenAfter(chunks: readonly Uint8Array[], error: unknown): AsyncGenerator<Uint8Array> {
  yield* chunks;
  throw error;
}

/** The bytes `first` to `last`, both included, of a body from its beginning. */
export async function* sliced(
  chunks: AsyncIterableIterator<Uint8Array>,
  first: number,
  last: number,
): AsyncGenerator<Uint8Array> {
  let at = 0;
  try {
    for await (const chunk of chunks) {
      const from = Math.max(first - at, 0);
      const to = Math.min(last + 1 - at, chunk.byteLength);
      if (from < to) yield chunk.subarray(from, to);
      at += chunk.byteLength;
      if (at > last) return;
    }
  } finally {
    await chunks.return?.();
  }
}
