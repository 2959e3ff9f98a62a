import { TransientMap } from "../transientMap";
import type { StoredResponse } from "./storedResponse";
import type { Lifetime } from "./ttl";

/**
 * A response in the cache, and how long it may be kept from `storedAt` on. There are very many of them: seconds are small
 * whole numbers, which unlike dates take no memory of their own.
 */
export interface CacheEntry extends Lifetime {
  readonly response: StoredResponse;
  /** Path and query as an invalidation names them. */
  readonly path: string;
  /** Milliseconds since the epoch. */
  readonly storedAt: number;
  /** `Age` that the origin gave with it, in seconds (HD-33). */
  readonly ageAtStore: number;
  /** Stale, and served without asking an origin again until then (CA-9), in milliseconds since the epoch; 0 where it is not. */
  readonly heldUntil: number;
}

/** Bytes that a cache holds before the least recently used entries go. */
const defaultCacheBytes = 256 * 1024 * 1024;

// Bytes that a body may hold in vain: small ones share a slab of Node's.
const slack = Buffer.poolSize;

// The share of the cache that one arriving object may take.
const arrivingAtOnce = 8;

// What an entry costs besides its body: key, head and times.
const entryOverhead = 1024;

/** An entry's place in the order of use. */
interface Place {
  readonly key: string;
  readonly entry: CacheEntry;
  older: Place | undefined;
  newer: Place | undefined;
}

/** One point of presence's cache: the least recently used entries go when the bytes are used up. */
export class EdgeCache {
  private readonly places = new TransientMap<string, Place>();
  private oldest: Place | undefined;
  private newest: Place | undefined;
  private bytes = 0;

  constructor(private readonly limit = defaultCacheBytes) {}

  /** Bytes of the largest object that is kept while it arrives: several do so at a time. */
  get maximumArrivingBytes(): number {
    return this.limit / arrivingAtOnce;
  }

  get(key: string): CacheEntry | undefined {
    const place = this.places.get(key);
    if (place === undefined) return undefined;
    if (place !== this.newest) {
      this.unlink(place);
      this.link(place);
    }
    return place.entry;
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
    const place: Place = { key, entry, older: undefined, newer: undefined };
    this.places.set(key, place);
    this.link(place);
    this.bytes += size;
    while (this.bytes > this.limit && this.oldest !== undefined) this.delete(this.oldest.key);
  }

  /** The body of an entry has arrived; nothing when the entry has gone or been replaced meanwhile. */
  complete(key: string, entry: CacheEntry, body: StoredResponse["body"]): void {
    if (this.places.get(key)?.entry !== entry) return;
    this.set(key, { ...entry, response: { ...entry.response, body } });
  }

  /** The body of an entry will not come: what it replaced is there again, unless another one has taken its place. */
  giveUp(key: string, entry: CacheEntry, replaced: CacheEntry | undefined): void {
    if (this.places.get(key)?.entry !== entry) return;
    if (replaced === undefined) this.delete(key);
    else this.set(key, replaced);
  }

  delete(key: string): void {
    const place = this.places.get(key);
    if (place === undefined) return;
    this.places.delete(key);
    this.unlink(place);
    this.bytes -= sizeOf(place.entry);
  }

  /** Drops every entry whose path an invalidation names. */
  invalidate(names: (path: string) => boolean): void {
    for (const [key, { entry }] of this.places) if (names(entry.path)) this.delete(key);
  }

  /** How many entries there are, and what they weigh. */
  get size(): { readonly entries: number; readonly bytes: number } {
    return { entries: this.places.size, bytes: this.bytes };
  }

  private link(place: Place): void {
    place.older = this.newest;
    place.newer = undefined;
    if (this.newest === undefined) this.oldest = place;
    else this.newest.newer = place;
    this.newest = place;
  }

  private unlink({ older, newer }: Place): void {
    if (older === undefined) this.oldest = newer;
    else older.newer = newer;
    if (newer === undefined) this.newest = older;
    else newer.older = older;
  }
}

function sizeOf({ response }: CacheEntry): number {
  // One that is still arriving takes what it announces; without a length it is weighed once it is there.
  return (response.body instanceof Uint8Array ? response.body.byteLength : (response.length ?? 0)) + entryOverhead;
}
