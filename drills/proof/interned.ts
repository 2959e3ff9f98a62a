/**
 * One of each value for all who have the same: behaviors are mostly configured alike, and what their cases come to, a
 * thousand and more for each, is then in memory once.
 */
export class Interned<T> {
  private readonly known = new Map<string, T>();

  /** The value, or the one before it that reads the same as JSON. */
  of<U extends T>(value: U): U {
    const text = JSON.stringify(value);
    const known = this.known.get(text);
    // What reads the same has the same type.
    if (known !== undefined) return known as U;
    this.known.set(text, value);
    return value;
  }
}
