/** Bytes; a shorter body is put together at its end, which costs less than room for it from the start. */
const worthRoom = 256 * 1024;

/**
 * Room for a body whose length is announced, filled as it arrives: what is read from the socket can go at once, and no
 * second copy is made at the end. The system gives the memory only as it is filled, so a length that lies costs nothing.
 */
export class RoomForBody {
  private readonly bytes: Buffer;
  private filled = 0;

  private constructor(length: number) {
    this.bytes = Buffer.allocUnsafeSlow(length);
  }

  /** Undefined where no room is to be made: the length is not known, short, or more than may be kept. */
  static of(length: number | undefined, keepAtMost: number): RoomForBody | undefined {
    return length === undefined || length < worthRoom || length > keepAtMost ? undefined : new RoomForBody(length);
  }

  /** Puts a chunk behind those before it, and gives it as it lies there; undefined where it has no room. */
  put(chunk: Uint8Array): Uint8Array | undefined {
    const start = this.filled;
    const end = start + chunk.byteLength;
    if (end > this.bytes.byteLength) return undefined;
    this.bytes.set(chunk, start);
    this.filled = end;
    return this.bytes.subarray(start, end);
  }

  /** All of it; undefined where some has not come. */
  whole(): Uint8Array | undefined {
    return this.filled === this.bytes.byteLength ? this.bytes : undefined;
  }
}
