import type { Node } from "acorn";
import type { Frame, Machine } from "./machine";
import { slot } from "./patterns";
import { writtenAt } from "./properties";
import { reaches } from "./reach";
import { type Item, join, ofWorld, type Outside, unknown, type Value } from "./values";

/** Calls of what is not in the code: it may call what it is given, keep it, and hand it out again. */
export class OutsideCalls {
  /** What was given to a module that is not in the code: it may call it, and hand it out, at any later call. */
  private readonly handed = new Map<string, Value>();

  constructor(
    private readonly m: Machine,
    private readonly callOne: (one: Item, given: readonly Value[], at: Node, frame: Frame) => Value,
  ) {}

  outside(item: Outside, given: readonly Value[], at: Node, frame: Frame): Value {
    const { state } = this.m;
    const functions = given.flat().filter(({ kind }) => kind === "function" || kind === "native");
    const wraps = join(item.wraps, functions);
    if (item.module === "vm" || item.module === "node:vm") {
      state.isOpaque("eval", "it makes code from data with vm", state.position(at));
    }
    if (!item.isHarmless) this.loose(given, at, frame);
    const isGivenIt = given.some((value) => reaches(this.m, value));
    if (isGivenIt && !item.isHarmless && !harmlessNames.test(item.path)) {
      const what = `${item.module} is not here to be read, and it is given the response`;
      state.isOpaque("missing-module", what, state.position(at));
    }
    // What it was given before is called with what it is called with now: a wrapper around the handler.
    const before = this.handed.get(item.module) ?? [];
    const isCalled = (one: Item): boolean => one.kind === "function" || one.kind === "native";
    for (const one of join(item.wraps, before.filter(isCalled))) {
      this.callOne(one, given, at, frame);
      // An emitter keeps the first argument, which is the name of what happens, to itself.
      if (given.length > 1) this.callOne(one, given.slice(1), at, frame);
    }
    const world = [state.derived(item.isHarmless ? ofWorld : unknown, frame.context)];
    for (const one of functions) this.callOne(one, [world, world, world], at, frame);
    const handed = given.filter((value) => reaches(this.m, value)).flat();
    const after = join(before, functions, handed);
    if (after.length > before.length) state.version++;
    this.handed.set(item.module, after);
    if (item.isHarmless) {
      const kept = after.filter((one) => !isCalled(one));
      return join([state.outside(item.module, true, `${item.path}()`.slice(0, 80), wraps)], kept);
    }
    return join([state.outside(item.module, item.isHarmless, `${item.path}()`.slice(0, 80), wraps)], handed);
  }

  /** Objects that code which is not here was given hold what nobody knows. */
  private loose(given: readonly Value[], at: Node, frame: Frame): void {
    for (const item of given.flat()) {
      if (item.kind !== "object") continue;
      this.m.state.put(item.rest, slot(this.m, [this.m.state.derived(unknown, frame.context)], at, frame));
    }
  }

  unknown(on: number, thisValue: Value, given: readonly Value[], at: Node, frame: Frame): Value {
    const { state } = this.m;
    const result = state.derived(on | unknown, frame.context);
    this.loose(given, at, frame);
    const handed = [thisValue, ...given].filter((value) => reaches(this.m, value)).flat();
    if (handed.length > 0) writtenAt(state, [result], state.position(at), frame.context, false);
    const world = [state.derived(on, frame.context)];
    for (const one of given.flat())
      if (one.kind === "function" || one.kind === "native") this.callOne(one, [world, world], at, frame);
    return join([result], handed);
  }
}

const harmlessNames =
  /\.(?:log|info|debug|warn|error|trace|captureException|addContext|appendKeys|inspect|isEqual|cloneDeep|pick|get|has)(?:\(\))?$/;
