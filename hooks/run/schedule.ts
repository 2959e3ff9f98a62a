import type { Candidate } from "./candidates";
import { type Input, keyOf, withValue } from "./input";

/** How many inputs a hook is given at most. */
const maximumInputs = 600;

/**
 * Which inputs to try, and in which order. An input that came somewhere new is tried again with every change that its
 * runs asked for; of any other only the changes that nothing has asked for before are tried. What a comparison wanted
 * goes first.
 */
export class Schedule {
  private readonly wanted: Input[] = [{}];
  private readonly others: Input[] = [];
  private readonly known = new Set<string>([keyOf({})]);
  private readonly changes = new Set<string>();
  private given = 0;

  /** `undefined`: nothing is left. */
  next(): Input | undefined {
    if (this.given >= maximumInputs) return undefined;
    const next = this.wanted.shift() ?? this.others.shift();
    if (next !== undefined) this.given++;
    return next;
  }

  /** Whether inputs were left out because there were too many. */
  get wasCut(): boolean {
    return this.given >= maximumInputs && this.wanted.length > 0;
  }

  /** Takes what the runs of an input asked for. */
  add(input: Input, candidates: readonly Candidate[], isNew: boolean): void {
    for (const { path, value, isWanted } of candidates) {
      const change = keyOf({ [path]: value });
      const isKnown = this.changes.has(change);
      this.changes.add(change);
      if (isKnown && !isNew) continue;
      const made = withValue(input, path, value);
      const key = keyOf(made);
      if (this.known.has(key)) continue;
      this.known.add(key);
      (isWanted ? this.wanted : this.others).push(made);
    }
  }
}
