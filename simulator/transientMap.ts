/** More entries than this are not looked through one by one. */
const few = 8;

/** Of more than this some stay: a table of them is not made anew. */
const many = 1_000;

/**
 * A map whose entries come and go. Whenever a `Map` has been emptied or is full of gaps it takes a new table, and the old
 * one leads to it: once a dead table has grown old, every later one is kept with all that was in it, until the whole heap
 * is collected. Here a few entries are a list, and the `Map` of more is left behind as soon as it has lost as many as it has.
 */
export class TransientMap<K, V> {
  private list: { readonly key: K; value: V }[] = [];
  private table: Map<K, V> | undefined;
  /** How many the table has lost. */
  private lost = 0;

  get size(): number {
    return this.table?.size ?? this.list.length;
  }

  get(key: K): V | undefined {
    if (this.table !== undefined) return this.table.get(key);
    for (const one of this.list) if (one.key === key) return one.value;
    return undefined;
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
      this.lost = 0;
      this.list = [];
    }
  }

  delete(key: K): void {
    if (this.table === undefined) {
      const place = this.list.findIndex((one) => one.key === key);
      if (place >= 0) this.list.splice(place, 1);
      return;
    }
    if (!this.table.delete(key)) return;
    const { size } = this.table;
    if (size === 0) this.table = undefined;
    else if (++this.lost > size + few && size < many) {
      this.table = new Map(this.table);
      this.lost = 0;
    }
  }

  clear(): void {
    this.list = [];
    this.table = undefined;
  }

  values(): V[] {
    return [...this].map(([, value]) => value);
  }

  /** In the order in which they came. Whoever goes through them may delete. */
  [Symbol.iterator](): Iterator<readonly [K, V]> {
    if (this.table !== undefined) return this.table[Symbol.iterator]();
    return this.list.map(({ key, value }) => [key, value] as const).values();
  }
}
