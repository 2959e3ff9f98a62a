import type { StoredResponse } from "./storedResponse";

/** A response in the cache. Times in milliseconds since the epoch. */
export interface CacheEntry {
  readonly response: StoredResponse;
  /** Path and query as an invalidation names them. */
  readonly path: string;
  readonly storedAt: number;
  /** `Age` that the origin gave with it, in seconds (HD-33). */
  readonly ageAtStore: number;
  readonly freshUntil: number;
  readonly staleIfErrorUntil: number;
  readonly staleWhileRevalidateUntil: number;
  /** Stale, and served without asking an origin again until then (CA-9). */
  readonly heldUntil: number;
}

/** Bytes that a cache holds before the least recently used entries go. */
const defaultCacheBytes = 256 * 1024 * 1024;

// Bytes that a body may hold in vain.
const slack = 4096;

// What an entry costs besides its body: key, head and times.
const entryOverhead = 1024;

/** One point of presence's cache: the least recently used entries go when the bytes are used up. */
export class EdgeCache {
  private readonly entries = new Map<string, CacheEntry>();
  private bytes = 0;

  constructor(private readonly limit = defaultCacheBytes) {}

  /** Bytes of the largest object that is kept. */
  get maximumObjectBytes(): number {
    return this.limit - entryOverhead;
  }

  get(key: string): CacheEntry | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    // A Map keeps the order of insertion: to insert anew is to be used last.
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry;
  }

  set(key: string, entry: CacheEntry): void {
    this.delete(key);
    const { body } = entry.response;
    if (body instanceof Uint8Array && body.buffer.byteLength > body.byteLength + slack) {
      // A few bytes of a socket's buffer would hold all of it.
      this.set(key, { ...entry, response: { ...entry.response, body: new Uint8Array(body) } });
      return;
    }
    const size = sizeOf(entry);
    if (size > this.limit) return;
    this.entries.set(key, entry);
    this.bytes += size;
    for (const oldest of this.entries.keys()) {
      if (this.bytes <= this.limit) break;
      this.delete(oldest);
    }
  }

  /** The body of an entry has arrived; nothing when the entry has gone or been replaced meanwhile. */
  complete(key: string, entry: CacheEntry, body: Uint8Array): void {
    if (this.entries.get(key) !== entry) return;
    this.set(key, { ...entry, response: { ...entry.response, body } });
  }

  /** Drops an entry whose body will not come, unless another one has taken its place. */
  forget(key: string, entry: CacheEntry): void {
    if (this.entries.get(key) === entry) this.delete(key);
  }

  delete(key: string): void {
    const entry = this.entries.get(key);
    if (entry === undefined) return;
    this.entries.delete(key);
    this.bytes -= sizeOf(entry);
  }

  /** Drops every entry whose path an invalidation names. */
  invalidate(names: (path: string) => boolean): void {
    for (const [key, { path }] of this.entries) if (names(path)) this.delete(key);
  }

  /** How many entries there are, and what they weigh. */
  get size(): { readonly entries: number; readonly bytes: number } {
    return { entries: this.entries.size, bytes: this.bytes };
  }
}

function sizeOf({ response }: CacheEntry): number {
  // One that is still arriving is weighed once it is there.
  return (response.body instanceof Uint8Array ? response.body.byteLength : 0) + entryOverhead;
}
