import type { AnyNode, Node } from "acorn";
import type { Entry, Reading } from "../findings";
import type { ParsedFile } from "../source";
import type { HookSource } from "../verdict";
import { judgeAnswers } from "./answers";
import { Calls } from "./calls";
import { evaluateExpression } from "./expressions";
import type { Frame, Machine } from "./machine";
import { callMethod, elementsOf, placedArguments } from "./methods";
import { Modules } from "./modules";
import { bindPattern } from "./patterns";
import { readProperty, writeProperty } from "./properties";
import { readStatements } from "./statements";
import { State } from "./state";
import type { Value } from "./values";

/** The code is gone through until nothing new is found, and so often at most. */
const maximumPasses = 6;

/**
 * Reads what an entry may do to the status of the response that it receives, without running it: where the event goes,
 * and what is written on its way. What it cannot tell is a possible write or makes the code opaque; nothing is silently
 * clean.
 */
export function readHook(source: HookSource, file: ParsedFile, entry: Entry): Reading {
  return new Reader(source, entry).read(file);
}

class Reader implements Machine {
  readonly state: State;
  private readonly calls = new Calls(this);
  private readonly modules: Modules;

  constructor(
    private readonly source: HookSource,
    private readonly entry: Entry,
  ) {
    this.state = new State(entry);
    this.modules = new Modules(this, source);
  }

  read(file: ParsedFile): Reading {
    const { state } = this;
    for (let version = -1; state.pass < maximumPasses && !state.isLast && !state.isSpent;) {
      state.isLast = version === state.version;
      version = state.version;
      state.pass++;
      this.readOnce(file);
    }
    return {
      touchesResponse: state.touchesResponse,
      writes: [...state.writes.values()],
      opaque: [...state.opaque.values()],
      dead: state.dead,
    };
  }

  private readOnce(file: ParsedFile): void {
    const { state } = this;
    const { exports, scope } = this.modules.run(this.source.name, file);
    const frame: Frame = {
      ...{ scope, context: state.top, thisValue: [], returns: state.deferred(file.program, state.top) },
      ...{ yields: undefined, sent: undefined, home: undefined },
    };
    const callee = this.entryOf(exports, frame);
    if (callee.length === 0 && state.isLast) {
      state.isOpaque("entry", `what ${this.entry.name} is could not be told`);
    }
    const answered = this.call(callee, exports, this.given(file.program, frame), file.program, frame);
    state.answer(answered);
    const own = callee.find((item) => item.kind === "function");
    if (!state.isSpent) judgeAnswers(this, state.position(own?.node ?? file.program), frame);
  }

  private entryOf(exports: Value, frame: Frame): Value {
    const { name, runtime } = this.entry;
    const key = [this.state.constant(name, frame.context)];
    if (runtime === "cloudfront-function") return frame.scope.holder(name)?.get(name) ?? [];
    const found = exports.flatMap((item) => this.property([item], key, { type: "Program", start: 0, end: 0 }, frame));
    if (found.length > 0) return found;
    // `module.exports = handler`, and files whose handler is global where the runtime was named.
    const itself = exports.filter(({ kind }) => kind === "function" || kind === "outside" || kind === "native");
    return itself.length > 0 ? itself : (frame.scope.holder(name)?.get(name) ?? []);
  }

  /** The event, the context and the callback. */
  private given(at: Node, frame: Frame): Value[] {
    const { state } = this;
    const event = [state.path("")];
    if (this.entry.runtime === "cloudfront-function") return [event];
    const answer = (place: number) =>
      state.native(at, `answer${place}`, (values) => {
        state.answer(values[place] ?? []);
        return [];
      });
    const context = state.object(at, frame.context, "context");
    for (const [name, place] of [
      ["succeed", 0],
      ["done", 1],
      ["fail", 2],
    ] as const) {
      this.write([context], [state.constant(name, frame.context)], [answer(place)], at, frame);
    }
    this.write([context], [], [state.derived(2, frame.context)], at, frame);
    return [event, [context], [answer(1)]];
  }

  evaluate(node: Node | null | undefined, frame: Frame): Value {
    return node === null || node === undefined ? [] : evaluateExpression(this, node as AnyNode, frame);
  }

  statements(nodes: readonly Node[], frame: Frame): void {
    readStatements(this, nodes, frame);
  }

  bind(pattern: Node, value: Value, frame: Frame, declare: boolean): void {
    bindPattern(this, pattern, value, frame, declare);
  }

  write(target: Value, key: Value, value: Value, at: Node, frame: Frame): void {
    writeProperty(this, target, key, value, at, frame);
  }

  property(target: Value, key: Value, at: Node, frame: Frame): Value {
    return readProperty(this, target, key, at, frame);
  }

  call(callee: Value, thisValue: Value, given: readonly Value[], at: Node, frame: Frame): Value {
    return this.calls.call(callee, thisValue, given, at, frame);
  }

  method(target: Value, key: Value, thisValue: Value, given: readonly Value[], at: Node, frame: Frame): Value {
    return callMethod(this, target, key, thisValue, given, at, frame);
  }

  construct(callee: Value, given: readonly Value[], at: Node, frame: Frame): Value {
    return this.calls.construct(callee, given, at, frame);
  }

  elements(value: Value, at: Node, frame: Frame): Value {
    return elementsOf(this, value, at, frame);
  }

  placed(node: Node, frame: Frame): Value[] | undefined {
    return placedArguments(this, node, frame);
  }

  load(name: string): Value {
    return this.modules.load(name, this.state.file);
  }
}
