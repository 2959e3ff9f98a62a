import type { Machine } from "./machine";
import { reaches } from "./reach";
import { Scope } from "./scope";
import type { Closure, Deferred, Value } from "./values";

/** One function with one kind of arguments, gone through once a pass. */
export interface Activation {
  readonly scope: Scope;
  readonly returns: Deferred;
  readonly yields: Deferred;
  readonly sent: Deferred;
  pass: number;
  /** What a function that is read with all arguments at once has been given so far, by place. */
  readonly seen: Set<string>;
}

/** Beyond so many kinds of arguments a function is read with all of them at once. */
const maximumActivations = 40;
/** The same for arguments that have nothing to do with the event. */
const maximumOthers = 8;

/** What functions are gone through with: once for every kind of arguments, as long as these are few. */
export class Activations {
  private readonly activations = new Map<string, Activation>();
  private readonly counts = new Map<Closure, number>();

  constructor(private readonly m: Machine) {}

  of(closure: Closure, thisValue: Value, given: readonly Value[]): Activation {
    const count = this.counts.get(closure) ?? 0;
    const isOfEvent = [thisValue, ...given].some((value) => reaches(this.m, value, 2));
    const isMany = count > (isOfEvent ? maximumActivations : maximumOthers);
    const key = `${closure.id}:${isMany ? "all" : [thisValue, ...given].map(keyOf).join(";")}`;
    let activation = this.activations.get(key);
    if (activation === undefined) {
      const { state } = this.m;
      activation = {
        scope: new Scope(closure.scope, true),
        ...{ returns: state.cell(), yields: state.cell(), sent: state.cell(), pass: -1, seen: new Set() },
      };
      this.activations.set(key, activation);
      this.counts.set(closure, count + 1);
    }
    // What all share is gone through again for what it was not given before, and not for every call.
    if (isMany) {
      for (const [place, value] of [thisValue, ...given].entries()) {
        for (const item of value) {
          const one = `${place}:${keyOf([item])}`;
          if (activation.seen.has(one)) continue;
          activation.seen.add(one);
          activation.pass = -1;
        }
      }
    }
    return activation;
  }
}

function keyOf(value: Value): string {
  return value
    .map((item) =>
      item.kind === "constant" ? `=${String(item.value)}` : item.kind === "derived" ? `~${item.on}` : String(item.id),
    )
    .sort()
    .join();
}
