/** Gaps at the beginning that are closed together. */
const manyGaps = 1_000;

/**
 * What is on its way, under numbers that are given one after the other. Most of it is done in its order, and so a list
 * with gaps serves better than a map.
 */
export class InFlight<T> {
  private items: (T | undefined)[] = [];
  /** The number of the first of the list, and where in it the first one is that is still on its way. */
  private firstNumber = 1;
  private head = 0;
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** Gives it a number that nothing else gets. */
  add(item: T): number {
    this.count++;
    return this.firstNumber + this.items.push(item) - 1;
  }

  /** What has this number, once; undefined afterwards, and for a number that was never given. */
  take(number: number): T | undefined {
    const place = number - this.firstNumber;
    const item = this.items[place];
    if (item === undefined) return undefined;
    this.items[place] = undefined;
    this.count--;
    if (this.count === 0) this.drop(this.items.length);
    else if (place === this.head) this.closeGaps();
    return item;
  }

  /** The one that has been on its way for the longest. */
  oldest(): T | undefined {
    return this.items[this.head];
  }

  /** In the order of their numbers. */
  all(): T[] {
    return this.items.filter((item) => item !== undefined);
  }

  /** All of it, which is on its way no more. */
  takeAll(): T[] {
    const all = this.all();
    this.count = 0;
    this.drop(this.items.length);
    return all;
  }

  private closeGaps(): void {
    while (this.items[this.head] === undefined) this.head++;
    if (this.head >= manyGaps) this.drop(this.head);
  }

  private drop(places: number): void {
    this.items = this.items.slice(places);
    this.firstNumber += places;
    this.head = 0;
  }
}
