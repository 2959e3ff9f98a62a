/** Bytes that every version, upload and part counts for besides its body: without them a million empty objects were free. */
const entryBytes = 1024;

/**
 * Counts what the buckets hold in memory. Bytes that several hold, such as an object and its copies, are there once and
 * count once; what lets go of them last gives them back.
 */
export class Memory {
  private readonly holders = new Map<Uint8Array, number>();
  private held = 0;

  constructor(readonly maximumBytes: number) {}

  /** Bytes. */
  get heldBytes(): number {
    return this.held;
  }

  /** Whether one more body fits, beside all that is there: what it would replace goes only after it has come. */
  admits(body: Uint8Array): boolean {
    return this.admitsBytes(this.holders.has(body) ? 0 : body.byteLength);
  }

  /** {@link admits} for a body that is still to be made. */
  admitsBytes(bytes: number): boolean {
    return this.held + entryBytes + bytes <= this.maximumBytes;
  }

  /** Counts one holder; without a body, what has none. */
  hold(body?: Uint8Array): void {
    this.held += entryBytes;
    if (body === undefined) return;
    const holders = this.holders.get(body) ?? 0;
    if (holders === 0) this.held += body.byteLength;
    this.holders.set(body, holders + 1);
  }

  /** Undoes one `hold`. */
  release(body?: Uint8Array): void {
    this.held -= entryBytes;
    if (body === undefined) return;
    const holders = this.holders.get(body) ?? 0;
    if (holders > 1) {
      this.holders.set(body, holders - 1);
      return;
    }
    this.holders.delete(body);
    this.held -= body.byteLength;
  }
}
