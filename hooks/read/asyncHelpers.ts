import type { AnyNode, Node } from "acorn";
import { childrenOf } from "../source";
import { awaited, settled } from "./expressions";
import type { Frame, Machine } from "./machine";
import { placesOf } from "./methods";
import { slot } from "./patterns";
import { constantOf, type Deferred, type HeapObject, join, unknown, type Value } from "./values";

/** What a generator gives, hands out on its way, and is sent. */
export interface Generated {
  readonly returns: Deferred;
  readonly yields: Deferred;
  readonly sent: Deferred;
}

/** `awaiter` runs a generator as an async function does; `generator` makes one of a `switch` over its steps. */
export type AsyncHelper = "awaiter" | "generator";

/**
 * What compilers and bundlers write for `async` and `function*` where the target has neither: TypeScript's `__awaiter` and
 * `__generator`, esbuild's `__async`, under any name. Told by their vocabulary: a function that speaks of anything else is
 * read as what it is.
 */
export function asyncHelperOf(node: Node): AsyncHelper | undefined {
  const known = helpers.get(node);
  if (known !== undefined) return known === "none" ? undefined : known;
  const found = recognised(node);
  helpers.set(node, found ?? "none");
  return found;
}

const helpers = new WeakMap<Node, AsyncHelper | "none">();

function recognised(node: Node): AsyncHelper | undefined {
  const { params = [] } = node as { params?: readonly Node[] };
  if (params.length < 2 || params.length > 4 || node.end - node.start > 4000) return undefined;
  const words = new Set<string>();
  if (!isPlain(node, namesIn(node), words)) return undefined;
  const has = (...names: readonly string[]): boolean => names.every((name) => words.has(name));
  if (params.length === 2 && has("label", "sent", "trys", "ops", "next")) return "generator";
  return params.length > 2 && has("next", "throw", "done", "value", "apply") ? "awaiter" : undefined;
}

const vocabulary: ReadonlySet<string> = new Set(
  (
    "label sent trys ops next throw return value done then resolve apply call push pop length iterator create prototype " +
    "function Generator\\ is\\ already\\ executing."
  )
    .split(/(?<!\\) /)
    .map((word) => word.replaceAll("\\", "")),
);
const builtin: ReadonlySet<string> = new Set(["Promise", "TypeError", "Symbol", "Iterator", "Object"]);

/** The names that a function declares: its own, and those of the functions in it. */
function namesIn(node: Node): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (one: AnyNode): void => {
    const { id, params = [], param } = one as { id?: Node | null; params?: readonly Node[]; param?: Node | null };
    for (const each of [id, param, ...params])
      if (each?.type === "Identifier") names.add((each as { name?: string }).name ?? "");
    for (const child of childrenOf(one)) visit(child as AnyNode);
  };
  visit(node as AnyNode);
  return names;
}

/** Whether it speaks only the vocabulary, and calls nothing but what it declares or was given. */
function isPlain(node: Node, own: ReadonlySet<string>, words: Set<string>): boolean {
  const one = node as AnyNode;
  switch (one.type) {
    case "TemplateLiteral":
    case "SpreadElement":
    case "AwaitExpression":
    case "ClassExpression":
      return false;
    case "Literal":
      if (typeof one.value !== "string") return typeof one.value === "number" || one.value === null;
      words.add(one.value);
      return vocabulary.has(one.value);
    case "MemberExpression":
      return isPlain(one.object, own, words) && isPlain(one.property, one.computed ? own : vocabulary, words);
    case "Property":
      return isPlain(one.key, vocabulary, words) && isPlain(one.value, own, words);
    case "Identifier":
      if (own === vocabulary) words.add(one.name);
      return own.has(one.name) || (own !== vocabulary && builtin.has(one.name));
    default:
      return childrenOf(node).every((child) => isPlain(child, own, words));
  }
}

/** Reads calls of these helpers; the generators are told by the objects that stand for them. */
export class AsyncHelpers {
  private readonly generators = new Map<HeapObject, Generated>();

  constructor(private readonly m: Machine) {}

  isGenerator(object: HeapObject, generated: Generated): void {
    this.generators.set(object, generated);
  }

  call(helper: AsyncHelper, given: readonly Value[], at: Node, frame: Frame): Value {
    return helper === "awaiter" ? this.run(given, at, frame) : this.generator(given, at, frame);
  }

  /** `(this, arguments, [Promise,] function)`. */
  private run(given: readonly Value[], at: Node, frame: Frame): Value {
    const { m } = this;
    const [thisValue = [], args = []] = given;
    const places = args.some(({ kind }) => kind === "object") ? placesOf(m, args, at, frame) : [];
    const made = m.call(given.at(-1) ?? [], thisValue, places, at, frame);
    return join(
      [],
      ...made.map((item): Value => {
        const generated = item.kind === "object" ? this.generators.get(item) : undefined;
        if (generated === undefined) return settled([item]);
        m.state.settle(generated.sent, awaited(m, settled(generated.yields.value), at, frame));
        return settled(generated.returns.value);
      }),
    );
  }

  /** `(this, function (state) { switch (state.label) … })`: each step returns what comes next, and with what. */
  private generator([thisValue = [], body = []]: readonly Value[], at: Node, frame: Frame): Value {
    const { m } = this;
    const { state } = m;
    const machine = state.object(at, frame.context, "machine", true);
    const generated = this.generators.get(machine) ?? {
      ...{ returns: state.cell(), yields: state.cell(), sent: state.cell() },
    };
    this.generators.set(machine, generated);
    const steps = state.object(at, frame.context, "steps");
    const errors = body.flatMap((item) => (item.kind === "function" ? caughtIn(item.node) : []));
    const set = (name: string, value: Value): void => {
      m.write([steps], [state.constant(name, frame.context)], value, at, frame);
    };
    set("label", [state.derived(0, frame.context)]);
    for (const name of ["trys", "ops"]) set(name, [state.object(at, frame.context, name, true)]);
    const sent = state.native(at, `sent${machine.id}`, (_values, call) => {
      const isError = errors.some(({ start, end }) => call.start >= start && call.end <= end);
      return isError ? [state.derived(unknown, frame.context)] : generated.sent.value;
    });
    set("sent", [sent]);
    for (const step of m.call(body, thisValue, [[steps]], at, frame)) this.take(step, generated, at, frame);
    state.put(machine.rest, slot(m, join(generated.yields.value, generated.returns.value), at, frame));
    return [machine];
  }

  private take(step: Value[number], { returns, yields }: Generated, at: Node, frame: Frame): void {
    const { m } = this;
    const part = (place: number): Value => m.property([step], [m.state.constant(place, frame.context)], at, frame);
    const operation = step.kind === "object" ? constantOf(part(0))?.value : undefined;
    // TypeScript's: 2 returns, 3 goes on elsewhere, 4 yields, 5 yields all of another, 7 ends a `finally`.
    if (operation === 3 || operation === 7) return;
    const value = step.kind === "object" ? part(1) : [step];
    if (operation !== 2) m.state.settle(yields, operation === 5 ? m.elements(value, at, frame) : value);
    if (operation !== 4 && operation !== 5) m.state.settle(returns, value);
  }
}

/** The statements that begin a `catch`: what is sent there is what was thrown. */
function caughtIn(body: Node): Node[] {
  const labels = new Set<unknown>();
  const cases: Extract<AnyNode, { type: "SwitchCase" }>[] = [];
  const visit = (node: AnyNode): void => {
    if (node.type === "SwitchCase") cases.push(node);
    if (node.type === "CallExpression" && isPushOfTry(node.callee)) {
      const [places] = node.arguments as AnyNode[];
      const label = places?.type === "ArrayExpression" ? (places.elements[1] as AnyNode | null | undefined) : undefined;
      if (label?.type === "Literal") labels.add(label.value);
    }
    for (const child of childrenOf(node)) visit(child as AnyNode);
  };
  visit(body as AnyNode);
  return cases.flatMap(({ test, consequent }) => {
    const isCaught = test?.type === "Literal" && labels.has(test.value);
    return isCaught ? consequent.slice(0, 1) : [];
  });
}

function isPushOfTry(callee: AnyNode): boolean {
  if (callee.type !== "MemberExpression" || callee.object.type !== "MemberExpression") return false;
  return nameOf(callee.property) === "push" && nameOf(callee.object.property) === "trys";
}

function nameOf(node: Node): string | undefined {
  return (node as { name?: string }).name;
}
