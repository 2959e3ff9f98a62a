/** More entries than this are not looked through one by one. */
const few = 8;

/**
 * A map that is empty most of the time, or nearly. A `Map` takes a new table whenever it is emptied, and each old one leads
 * to the next: one that has grown old keeps all that come after it, with what was in them, until the whole heap is
 * collected. Here a few entries are a list, and only many are a `Map`.
 */
export class SmallMap<K, V> {
  private list: { readonly key: K; value: V }[] = [];
  private table: Map<K, V> | undefined;

  get size(): number {
    return this.table?.size ?? this.list.length;
  }

  get(key: K): V | undefined {
    return this.table === undefined ? this.list.find((one) => one.key === key)?.value : this.table.get(key);
  }

  set(key: K, value: V): void {
    if (this.table !== undefined) {
      this.table.set(key, value);
      return;
    }
    const known = this.list.find((one) => one.key === key);
    if (known !== undefined) known.value = value;
    else if (this.list.push({ key, value }) > few) {
      this.table = new Map(this.list.map((one) => [one.key, one.value]));
      this.list = [];
    }
  }

  delete(key: K): void {
    if (this.table === undefined) {
      const place = this.list.findIndex((one) => one.key === key);
      if (place >= 0) this.list.splice(place, 1);
    } else if (this.table.delete(key) && this.table.size === 0) this.table = undefined;
  }

  /** In the order in which they came. Whoever goes through them may delete. */
  [Symbol.iterator](): Iterator<readonly [K, V]> {
    if (this.table !== undefined) return this.table[Symbol.iterator]();
    return this.list.map(({ key, value }) => [key, value] as const).values();
  }
}
