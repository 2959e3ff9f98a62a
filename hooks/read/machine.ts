import type { Node } from "acorn";
import type { Scope } from "./scope";
import type { State } from "./state";
import type { Closure, Context, Deferred, Value } from "./values";

/** What surrounds the expression that is looked at. */
export interface Frame {
  readonly scope: Scope;
  readonly context: Context;
  readonly thisValue: Value;
  /** Where what the function returns is gathered. */
  readonly returns: Deferred;
  /** Where a generator's values are gathered, and what is sent into it. */
  readonly yields: Deferred | undefined;
  readonly sent: Deferred | undefined;
  /** The class whose method it is, for `super`. */
  readonly home: Closure | undefined;
}

/** The parts of the reader, for each other. */
export interface Machine {
  readonly state: State;
  evaluate(node: Node | null | undefined, frame: Frame): Value;
  /** Reads a statement list; functions in it are there from its start. */
  statements(nodes: readonly Node[], frame: Frame): void;
  /** Binds a pattern: a declaration's where `declare`, else an assignment's target. */
  bind(pattern: Node, value: Value, frame: Frame, declare: boolean): void;
  /** Writes a property; `key` is the value of its name. */
  write(target: Value, key: Value, value: Value, at: Node, frame: Frame): void;
  property(target: Value, key: Value, at: Node, frame: Frame): Value;
  call(callee: Value, thisValue: Value, given: readonly Value[], at: Node, frame: Frame): Value;
  /** `target[key](…given)`, with what the language brings: methods of arrays, strings, promises and functions. */
  method(target: Value, key: Value, thisValue: Value, given: readonly Value[], at: Node, frame: Frame): Value;
  /** The members of an array by their places, where they are known. */
  placed(node: Node, frame: Frame): Value[] | undefined;
  construct(callee: Value, given: readonly Value[], at: Node, frame: Frame): Value;
  /** The members of an array, set, map or string. */
  elements(value: Value, at: Node, frame: Frame): Value;
  /** What `require(name)` gives. */
  load(name: string, at: Node, frame: Frame): Value;
}
