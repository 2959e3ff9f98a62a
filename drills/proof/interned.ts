/**
 * One of each value for all who have the same: behaviors are mostly configured alike, and what their cases come to, a
 * thousand and more for each, is then in memory once.
 */
export class Interned<T> {
  private readonly known = new Map<string, T>();

  /** The value, or the one before it that reads the same as JSON. */
  of(value: T): T {
    const text = JSON.stringify(value);
    const known = this.known.get(text) ?? value;
    this.known.set(text, known);
    return known;
  }
}
