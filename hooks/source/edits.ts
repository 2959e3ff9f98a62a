/** Changes of a text by the offsets of the original, made in the order of a walk through its tree. */
export class Edits {
  private readonly prefixes = new Map<number, string>();
  private readonly suffixes = new Map<number, string>();
  private readonly cuts: { readonly start: number; readonly end: number; readonly text: string }[] = [];

  constructor(readonly text: string) {}

  /** Puts something around a node. Outer nodes come first: their prefix stands before those of their first child. */
  wrap(start: number, prefix: string, end: number, suffix: string): void {
    this.before(start, prefix);
    this.after(end, suffix);
  }

  before(offset: number, text: string): void {
    this.prefixes.set(offset, (this.prefixes.get(offset) ?? "") + text);
  }

  /** Of several that end at one place the inner one, which comes later, stands first. */
  after(offset: number, text: string): void {
    this.suffixes.set(offset, text + (this.suffixes.get(offset) ?? ""));
  }

  /** Nothing within may be changed otherwise. Line breaks are kept, so that lines keep their numbers. */
  replace(start: number, end: number, text: string): void {
    const breaks = this.text.slice(start, end).split("\n").length - text.split("\n").length;
    this.cuts.push({ start, end, text: text + "\n".repeat(Math.max(0, breaks)) });
  }

  apply(): string {
    const offsets = new Set([...this.prefixes.keys(), ...this.suffixes.keys()]);
    for (const { start } of this.cuts) offsets.add(start);
    const cuts = new Map(this.cuts.map((cut) => [cut.start, cut]));
    let result = "";
    let at = 0;
    for (const offset of [...offsets].sort((a, b) => a - b)) {
      if (offset > at) {
        result += this.text.slice(at, offset);
        at = offset;
      }
      result += (this.suffixes.get(offset) ?? "") + (this.prefixes.get(offset) ?? "");
      const cut = cuts.get(offset);
      if (cut !== undefined) {
        result += cut.text;
        at = cut.end;
      }
    }
    return result + this.text.slice(at);
  }
}
