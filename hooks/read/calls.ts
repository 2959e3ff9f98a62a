import type { AnyNode, Node } from "acorn";
import { AsyncHelpers, asyncHelperOf } from "./asyncHelpers";
import { readFields } from "./classes";
import { settled } from "./expressions";
import { constructGlobal } from "./construct";
import { callGlobal } from "./globals";
import type { Frame, Machine } from "./machine";
import { slot } from "./patterns";
import { writtenAt } from "./properties";
import { Scope } from "./scope";
import {
  type Closure,
  type Deferred,
  dependsOn,
  type Item,
  join,
  ofWorld,
  type Outside,
  unknown,
  type Value,
} from "./values";

/** One function with one kind of arguments, gone through once a pass. */
interface Activation {
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
const maximumDepth = 60;
/** So many values are looked at for whether the response is among them. */
const maximumReach = 2000;

export class Calls {
  private readonly activations = new Map<string, Activation>();
  /** What was given to a module that is not in the code: it may call it, and hand it out, at any later call. */
  private readonly handed = new Map<string, Value>();
  private readonly counts = new Map<Closure, number>();
  private depth = 0;
  private readonly asyncHelpers: AsyncHelpers;

  constructor(private readonly m: Machine) {
    this.asyncHelpers = new AsyncHelpers(m);
  }

  call(callee: Value, thisValue: Value, given: readonly Value[], at: Node, frame: Frame): Value {
    if (this.m.state.isSpent) return [this.m.state.derived(unknown, frame.context)];
    if (callee.length === 0) return this.m.state.isLast ? this.unknownCall(unknown, thisValue, given, at, frame) : [];
    return join([], ...callee.map((item) => this.callItem(item, thisValue, given, at, frame)));
  }

  private callItem(item: Item, thisValue: Value, given: readonly Value[], at: Node, frame: Frame): Value {
    switch (item.kind) {
      case "function":
        return this.callClosure(item, item.boundThis ?? thisValue, [...item.boundArguments, ...given], at, frame);
      case "native":
        return item.call(given, at);
      case "global":
        return (
          callGlobal(this.m, item.path, thisValue, given, at, frame) ??
          this.unknownCall(unknown, thisValue, given, at, frame)
        );
      case "outside":
        return this.outsideCall(item, given, at, frame);
      case "deferred":
        return this.call(settled([item]), thisValue, given, at, frame);
      case "object":
        // A Proxy around a function is called as the function is.
        return join(
          [],
          ...item.sources
            .filter(({ kind }) => kind === "function")
            .map((one) => this.callItem(one, thisValue, given, at, frame)),
        );
      case "constant":
        return [];
      default:
        return this.unknownCall(dependsOn([item]), thisValue, given, at, frame);
    }
  }

  construct(callee: Value, given: readonly Value[], at: Node, frame: Frame): Value {
    const { state } = this.m;
    let made: Value = [];
    for (const item of callee) {
      if (item.kind === "function") {
        const instance = state.object(at, frame.context, `instance${item.id}`);
        state.source(instance, item.prototype);
        made = join(made, [instance], this.constructed(item, [instance], given, at, frame));
      } else if (item.kind === "global") {
        made = join(made, constructGlobal(this.m, item.path, given, at, frame));
      } else made = join(made, this.callItem(item, [], given, at, frame));
    }
    return made;
  }

  /** Runs fields and constructors of a class and of what it extends. */
  private constructed(item: Closure, instance: Value, given: readonly Value[], at: Node, frame: Frame): Value {
    const node = item.node as AnyNode;
    if (node.type !== "ClassDeclaration" && node.type !== "ClassExpression") {
      return this.callClosure(item, instance, given, at, frame).filter(
        ({ kind }) => kind === "object" || kind === "path",
      );
    }
    const own = node.body.body.find((one) => one.type === "MethodDefinition" && one.kind === "constructor");
    readFields(this.m, item, instance, frame);
    if (own?.type === "MethodDefinition") {
      const constructor = this.m.state.closure(own.value, item.scope, frame.context);
      return this.callClosure(constructor, instance, given, at, frame).filter(
        ({ kind }) => kind === "object" || kind === "path",
      );
    }
    for (const parent of item.object.sources) {
      if (parent.kind === "function") this.constructed(parent, instance, given, at, frame);
    }
    return [];
  }

  private callClosure(closure: Closure, thisValue: Value, given: readonly Value[], at: Node, frame: Frame): Value {
    const { node } = closure;
    if (node.type === "ClassDeclaration" || node.type === "ClassExpression") {
      return this.constructed(closure, thisValue, given, node, frame);
    }
    const { state } = this.m;
    const helper = asyncHelperOf(node);
    if (helper !== undefined) return this.asyncHelpers.call(helper, given, at, frame);
    const activation = this.activationOf(closure, thisValue, given);
    const { scope, returns, yields, sent } = activation;
    const context = state.under(
      frame.context,
      `call:${node.start}:${state.file ?? ""}`,
      undefined,
      state.inFile(scope.file, () => state.position(node.body)),
    );
    const inner: Frame = {
      ...{ scope, context, thisValue, returns, sent },
      yields: node.generator ? yields : undefined,
      home: homeOf(state.homes, closure.scope),
    };
    if (activation.pass !== state.pass && this.depth < maximumDepth) {
      activation.pass = state.pass;
      this.depth++;
      state.inFile(scope.file, () => {
        this.bindParameters(node.params, given, inner, node);
        if (node.body.type === "BlockStatement") this.m.statements(node.body.body, inner);
        else state.settle(returns, this.m.evaluate(node.body, inner));
      });
      this.depth--;
    }
    if (!node.generator) return returns.value;
    const generator = state.object(node, frame.context, `generator${closure.id}`, true);
    this.asyncHelpers.isGenerator(generator, activation);
    state.put(generator.rest, slot(this.m, join(yields.value, returns.value), node, frame));
    const next = state.native(node, `next${closure.id}:${frame.context.id}`, (values) => {
      state.settle(sent, values[0] ?? []);
      const step = state.object(node, frame.context, `step${closure.id}`);
      this.m.write([step], [state.constant("value", frame.context)], join(yields.value, returns.value), node, frame);
      this.m.write([step], [state.constant("done", frame.context)], [state.derived(0, frame.context)], node, frame);
      return [step];
    });
    this.m.write([generator], [state.constant("next", frame.context)], [next], node, frame);
    return [generator];
  }

  private bindParameters(params: readonly Node[], given: readonly Value[], frame: Frame, at: Node): void {
    const { state } = this.m;
    const missing = [state.constant(undefined, frame.context)];
    for (const [index, param] of params.entries()) {
      if (param.type === "RestElement") {
        const rest = state.object(param, frame.context, "rest", true);
        for (const [place, value] of given.slice(index).entries()) {
          this.m.write([rest], [state.constant(place, frame.context)], value, param, frame);
          state.put(
            rest.slots.get(String(place)) ?? ensure(rest.slots, String(place)),
            slot(this.m, value, param, frame),
          );
        }
        this.m.bind((param as Extract<AnyNode, { type: "RestElement" }>).argument, [rest], frame, true);
      } else this.m.bind(param, given[index] ?? missing, frame, true);
    }
    if ((at as AnyNode).type === "ArrowFunctionExpression") return;
    const all = state.object(at, frame.context, "arguments", true);
    for (const [place, value] of given.entries())
      state.put(ensure(all.slots, String(place)), slot(this.m, value, at, frame));
    frame.scope.declare("arguments");
    if (frame.scope.add("arguments", [all])) state.version++;
  }

  private activationOf(closure: Closure, thisValue: Value, given: readonly Value[]): Activation {
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

  private outsideCall(item: Outside, given: readonly Value[], at: Node, frame: Frame): Value {
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
      this.callItem(one, [], given, at, frame);
      // An emitter keeps the first argument, which is the name of what happens, to itself.
      if (given.length > 1) this.callItem(one, [], given.slice(1), at, frame);
    }
    const world = [state.derived(item.isHarmless ? ofWorld : unknown, frame.context)];
    for (const one of functions) this.callItem(one, [], [world, world, world], at, frame);
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

  private unknownCall(on: number, thisValue: Value, given: readonly Value[], at: Node, frame: Frame): Value {
    const { state } = this.m;
    const result = state.derived(on | unknown, frame.context);
    this.loose(given, at, frame);
    const handed = [thisValue, ...given].filter((value) => reaches(this.m, value)).flat();
    if (handed.length > 0) writtenAt(state, [result], state.position(at), frame.context, false);
    const world = [state.derived(on, frame.context)];
    for (const one of given.flat())
      if (one.kind === "function" || one.kind === "native") this.callItem(one, [], [world, world], at, frame);
    return join([result], handed);
  }
}

const harmlessNames =
  /\.(?:log|info|debug|warn|error|trace|captureException|addContext|appendKeys|inspect|isEqual|cloneDeep|pick|get|has)(?:\(\))?$/;

function keyOf(value: Value): string {
  return value
    .map((item) =>
      item.kind === "constant" ? `=${String(item.value)}` : item.kind === "derived" ? `~${item.on}` : String(item.id),
    )
    .sort()
    .join();
}

function ensure<T>(map: Map<string, T[]>, key: string): T[] {
  let list = map.get(key);
  if (list === undefined) map.set(key, (list = []));
  return list;
}

function homeOf(homes: ReadonlyMap<Scope, Closure>, scope: Scope | undefined): Closure | undefined {
  for (let at = scope; at !== undefined; at = at.parent) {
    const home = homes.get(at);
    if (home !== undefined) return home;
  }
  return undefined;
}

/**
 * Whether who holds a value could change the received response. Values hold each other in circles: each is looked at once,
 * and where there are too many it could be.
 */
export function reaches(m: Machine, value: Value, depth = 4): boolean {
  const { response } = m.state;
  const seen = new Set<Item>();
  let level = value;
  for (let at = 0; at <= depth; at++) {
    const next: Item[] = [];
    for (const item of level) {
      if (seen.has(item)) continue;
      if (seen.size >= maximumReach) return true;
      seen.add(item);
      if (item.kind === "path" && (item.path === "" || item.path === response || response.startsWith(`${item.path}.`)))
        return true;
      if (item.kind === "deferred") next.push(...item.value);
      if (item.kind === "object") {
        for (const slots of item.slots.values()) for (const one of slots) next.push(...one.value);
        for (const one of item.rest) next.push(...one.value);
      }
    }
    level = next;
  }
  return false;
}
