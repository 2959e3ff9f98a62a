import type { AnyNode, CallExpression, Node } from "acorn";
import type { Binding, Bindings, Origin } from "./bindings";
import { type FunctionNode, isFunction, returnsOf } from "./functions";
import { eachChild, nameOf, unwrapped } from "./nodes";
import type { Value, Values } from "./values";

const maximumDepth = 16;
/** In a bundle in which everything calls everything, names stand for themselves from then on. */
const maximumSteps = 1_000_000;
/** One expression may mean as many objects. */
const maximumPaths = 12;

type Path = readonly string[];

/**
 * Follows an expression to where it leads: `headers.host` of `const { headers } = event.Records[0].cf.request` is `event`,
 * `Records`, …, `request`, `headers`, `host`. Parameters are what calls hand over, in any file.
 */
export class Paths {
  private readonly calls = new Map<Node, CallExpression[]>();
  private steps = 0;
  private readonly methods = new Map<string, FunctionNode[]>();
  private readonly returns = new Map<Node, readonly Node[]>();
  private readonly known = new Map<Binding, readonly Path[]>();

  constructor(
    private readonly bindings: Bindings,
    private readonly values: Values,
    programs: Iterable<Node>,
  ) {
    const nodes = [...programs];
    for (const node of nodes) this.gatherMethods(node);
    for (const node of nodes) this.gatherCalls(node);
  }

  /** All that an expression may lead to; none where it is an object of the code's own. */
  of(node: Node, depth = 0): readonly Path[] {
    if (depth > maximumDepth) return [];
    if (++this.steps > maximumSteps) return [[""]];
    const one = unwrapped(node);
    switch (one.type) {
      case "Identifier":
        return this.ofName(one, depth);
      case "MemberExpression": {
        const name = this.values.textOf(one.property, one.computed);
        return this.of(one.object, depth + 1).map((path) => [...path, name]);
      }
      case "ConditionalExpression":
        return few([one.consequent, one.alternate].flatMap((part) => this.of(part, depth + 1)));
      case "LogicalExpression":
        return few([one.left, one.right].flatMap((part) => this.of(part, depth + 1)));
      case "AssignmentExpression":
        return this.of(one.right, depth + 1);
      case "CallExpression":
        return this.ofCall(one, depth);
      case "NewExpression": {
        const [inner] = nameOf(one.callee) === "Proxy" ? one.arguments : [];
        return inner === undefined ? [] : this.of(inner, depth + 1);
      }
      default:
        return isMadeHere(one) ? [] : [[""]];
    }
  }

  private ofName(node: AnyNode & { readonly type: "Identifier" }, depth: number): readonly Path[] {
    const binding = this.bindings.of(node);
    if (binding === undefined || binding.origins.length === 0) return [[node.name]];
    const known = this.known.get(binding);
    if (known !== undefined) return known;
    this.known.set(binding, []);
    const found = few(binding.origins.flatMap((origin) => this.from(origin, node.name, depth)));
    this.known.set(binding, found);
    return found;
  }

  private from(origin: Origin, name: string, depth: number): readonly Path[] {
    switch (origin.kind) {
      case "value":
        if (isFunction(origin.node)) return [[name]];
        return this.of(origin.node, depth + 1).map((path) => [...path, ...origin.members]);
      case "parameter": {
        const calls = this.calls.get(origin.of) ?? [];
        if (calls.length === 0) return [origin.members.length === 0 ? [name] : ["", ...origin.members]];
        const given = calls.flatMap((call) => {
          const argument = call.arguments[origin.index];
          return argument === undefined || argument.type === "SpreadElement" ? [] : [argument];
        });
        return few(given.flatMap((one) => this.of(one, depth + 1))).map((path) => [...path, ...origin.members]);
      }
      case "import":
        return [[name]];
      default:
        return [];
    }
  }

  /** A function of the code's own gives what it returns; any other what cannot be told. */
  private ofCall(call: CallExpression, depth: number): readonly Path[] {
    const own = this.calledBy(call);
    if (own.length === 0) return [[""]];
    const given = own.flatMap((one) => this.returnsOf(one)).flatMap((one) => this.of(one, depth + 1));
    return given.length === 0 ? [[""]] : few(given);
  }

  private returnsOf(node: FunctionNode): readonly Node[] {
    const known = this.returns.get(node);
    if (known !== undefined) return known;
    const found = returnsOf(node);
    this.returns.set(node, found);
    return found;
  }

  private gatherMethods(node: Node): void {
    const one = node as AnyNode;
    if ((one.type === "Property" || one.type === "MethodDefinition") && isFunction(one.value)) {
      this.addMethod(nameOf(one.key, one.computed), one.value);
    }
    if (one.type === "AssignmentExpression" && one.left.type === "MemberExpression") {
      const name = nameOf(one.left.property, one.left.computed);
      for (const value of this.values.of(one.right)) if (isOwnFunction(value)) this.addMethod(name, value);
    }
    eachChild(node, (child) => {
      this.gatherMethods(child);
    });
  }

  private addMethod(name: string, method: FunctionNode): void {
    if (name !== "") addTo(this.methods, name, method);
  }

  private gatherCalls(node: Node): void {
    if (node.type === "CallExpression") {
      const call = node as CallExpression;
      for (const target of this.calledBy(call)) addTo(this.calls, target, call);
    }
    eachChild(node, (child) => {
      this.gatherCalls(child);
    });
  }

  /** The functions of the code's own that a call means; of a method that cannot be told, those of its name. */
  private calledBy({ callee }: CallExpression): readonly FunctionNode[] {
    const own = this.values
      .of(callee)
      .flatMap((value) => this.values.wholeOf(value))
      .filter(isOwnFunction);
    const method = unwrapped(callee);
    if (own.length > 0 || method.type !== "MemberExpression") return own;
    return this.methods.get(this.values.textOf(method.property, method.computed)) ?? [];
  }
}

function isOwnFunction(value: Value): value is FunctionNode {
  return value.type !== "File" && isFunction(value);
}

function addTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function few(paths: readonly Path[]): readonly Path[] {
  return paths.slice(0, maximumPaths);
}

/** An object that is written out, with nothing of another one in it, and that is no answer of the hook. */
function isMadeHere(node: AnyNode): boolean {
  if (node.type === "ArrayExpression") return true;
  if (node.type !== "ObjectExpression") return false;
  return !node.properties.some(
    (one) => one.type === "SpreadElement" || /^status(?:Code)?$/.test(nameOf(one.key, one.computed)),
  );
}
