/** Bytes that one read takes where nothing large is on its way. */
const ordinaryBytes = 64 * 1024;

/** Bytes that are set aside at a time for what is large: the more one read takes, the fewer there are. */
const largeBytes = 1024 * 1024;

/** What every ordinary read goes into, on whichever connection: it is copied out before the next one. */
let ordinary: Buffer | undefined;

/**
 * The memory that one socket reads into. A small answer is copied out of what is used again and again; a large body is
 * read into pieces of exactly its size, as much at a time as there is, and stays where it is.
 */
export class SocketReads {
  /** Bytes that are known to be on their way; asked after each read. */
  expected: () => number = () => 0;
  private large: Buffer | undefined;
  private filled = 0;

  /** Where the next read goes. */
  room(): Buffer {
    if (this.large !== undefined) return this.large.subarray(this.filled);
    const expected = this.expected();
    if (expected < ordinaryBytes) return (ordinary ??= Buffer.allocUnsafeSlow(ordinaryBytes));
    this.filled = 0;
    return (this.large = Buffer.allocUnsafeSlow(Math.min(expected, largeBytes)));
  }

  /** What a read has brought into that room, in memory that nobody else writes to. */
  taken(room: Buffer, bytes: number): Buffer {
    const read = room.subarray(0, bytes);
    if (room === ordinary) return copied(read);
    this.filled += bytes;
    if (this.filled === this.large?.byteLength) this.large = undefined;
    return read;
  }
}

/** Without Node's pool, all of which a few cached bytes would hold. */
function copied(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.byteLength);
  copy.set(bytes);
  return copy;
}
