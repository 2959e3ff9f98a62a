import type {
  AnyNode,
  BinaryExpression,
  CallExpression,
  Function as FunctionNode,
  MemberExpression,
  Node,
} from "acorn";
import type { Position } from "../verdict";
import { importsAsCommonJs } from "../source/commonJs";
import { Edits } from "../source/edits";
import { childrenOf, type ParsedFile, positionOf } from "../source/parse";
import { operatorNumber, watchedMethods } from "./operators";

/** A place that a run may or may not come to. */
export interface Branch {
  readonly position: Position;
  /** The branch that this one stands in, -1 at the top of a file. */
  readonly parent: number;
  /** Whether it can be entered although its condition does not hold. */
  readonly canForce: boolean;
}

/** What all files of a hook share: the numbers in the instrumented text are places in these lists. */
export interface Sites {
  readonly branches: Branch[];
  readonly writes: Position[];
  /** Texts and numbers that stand in the code: what a hook compares with, other than what it was given. */
  readonly literals: Set<string>;
}

/**
 * The text of a file as the body of a function with `__hook` (a {@link Probe}), `exports`, `require` and `module`: every
 * branch, comparison and write of a status reports itself. Lines keep their numbers.
 */
export function instrument(file: ParsedFile, sites: Sites, label?: string): string {
  const edits = new Edits(file.text);
  const header = file.isModule ? importsAsCommonJs(file.program, edits, `__hook.imports(${placeOf(label)})`) : "";
  const walk = new Walk(file.text, edits, sites, label);
  for (const node of file.program.body) walk.visit(node, -1);
  if (file.text.startsWith("#!")) edits.before(0, "//");
  const text = edits.apply();
  return file.isModule
    ? `"use strict";Object.defineProperty(exports,"__esModule",{value:true});${header}${text}`
    : text;
}

/** Statements whose names may be a response's status. */
const statusNames: ReadonlySet<string> = new Set(["status", "statusCode"]);

class Walk {
  private switches = 0;

  constructor(
    private readonly text: string,
    private readonly edits: Edits,
    private readonly sites: Sites,
    private readonly label: string | undefined,
  ) {}

  visit(node: Node, branch: number): void {
    const one = node as AnyNode;
    switch (one.type) {
      case "ImportDeclaration":
      case "ExportAllDeclaration":
        return;
      case "ExportNamedDeclaration":
        if (one.declaration) this.visit(one.declaration, branch);
        return;
      case "IfStatement":
      case "ConditionalExpression": {
        const yes = this.add(one.consequent, branch);
        const no = one.alternate ? this.add(one.alternate, branch) : -1;
        this.wrap(one.test, `__hook.${one.test.type === "BinaryExpression" ? "te" : "t"}(${yes},${no},`);
        this.visit(one.test, branch);
        this.visit(one.consequent, yes);
        if (one.alternate) this.visit(one.alternate, no);
        return;
      }
      case "WhileStatement":
      case "DoWhileStatement":
      case "ForStatement": {
        const body = this.add(one.body, branch);
        const isFirstFree = one.type === "DoWhileStatement";
        if (one.test) this.wrap(one.test, `__hook.t(${isFirstFree ? -1 : body},-1,`);
        if (isFirstFree || !one.test) this.enter(one.body, body);
        for (const child of childrenOf(node)) this.visit(child, child === one.body ? body : branch);
        return;
      }
      case "ForInStatement":
      case "ForOfStatement": {
        const body = this.add(one.body, branch);
        this.wrap(one.right, `__hook.it(${body},${String(one.type === "ForOfStatement")},`);
        this.enter(one.body, body);
        for (const child of childrenOf(node)) this.visit(child, child === one.body ? body : branch);
        return;
      }
      case "LogicalExpression": {
        const right = this.add(one.right, branch);
        this.wrap(one.left, `__hook.${logicalProbe[one.operator]}(${right},`);
        this.visit(one.left, branch);
        this.visit(one.right, right);
        return;
      }
      case "SwitchStatement":
        this.switchOf(one, branch);
        return;
      case "TryStatement": {
        const { handler, block } = one;
        if (handler) {
          const caught = this.add(handler.body, branch, true);
          this.edits.before(block.start + 1, `__hook.f(${caught});`);
          this.edits.before(handler.body.start + 1, `__hook.b(${caught});`);
          this.visit(handler.body, caught);
          if (handler.param) this.visit(handler.param, caught);
        }
        this.visit(block, branch);
        if (one.finalizer) this.visit(one.finalizer, branch);
        return;
      }
      case "AssignmentPattern": {
        const right = this.marked(one.right, branch);
        this.visit(one.left, branch);
        this.visit(one.right, right);
        return;
      }
      case "AssignmentExpression":
        this.assignmentOf(one.left, one.right, one.operator, branch);
        return;
      case "FunctionDeclaration":
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        this.functionOf(one, branch);
        return;
      case "BinaryExpression":
        this.comparisonOf(one);
        break;
      case "ChainExpression":
        this.visitChain(one.expression, branch);
        return;
      case "CallExpression":
        this.methodOf(one, false);
        break;
      case "Property":
        if (this.propertyOf(one)) return;
        break;
      case "Literal":
        if (typeof one.value === "string" || typeof one.value === "number") this.sites.literals.add(String(one.value));
        return;
      case "TemplateElement":
        if (typeof one.value.cooked === "string") this.sites.literals.add(one.value.cooked);
        return;
      case "ImportExpression":
        this.edits.replace(one.start, one.start + "import".length, `__hook.later(${placeOf(this.label)})`);
        break;
      case "MetaProperty":
        if (one.meta.name === "import") this.edits.replace(one.start, one.end, "__hook.meta");
        return;
    }
    for (const child of childrenOf(node)) this.visit(child, branch);
  }

  private add(node: Node, parent: number, canForce = true): number {
    return this.sites.branches.push({ position: positionOf(node, this.label), parent, canForce }) - 1;
  }

  private wrap(node: Node, prefix: string): void {
    // A minifier leaves no space behind `return`, `case` and `of`.
    this.edits.wrap(node.start, ` ${prefix}(`, node.end, "))");
  }

  /** An expression that is a branch by itself. */
  private marked(node: Node, branch: number): number {
    const right = this.add(node, branch, false);
    this.edits.wrap(node.start, `(__hook.b(${right}),(`, node.end, "))");
    return right;
  }

  /** The body of a loop. */
  private enter(node: Node, branch: number): void {
    if (node.type === "BlockStatement") this.edits.before(node.start + 1, `__hook.b(${branch});`);
    else this.edits.wrap(node.start, `{__hook.b(${branch});`, node.end, "}");
  }

  private functionOf(node: FunctionNode, outer: number): void {
    const { body } = node;
    const branch = this.add(body, outer, false);
    for (const child of childrenOf(node)) if (child !== body) this.visit(child, branch);
    if (body.type !== "BlockStatement") {
      this.edits.wrap(body.start, `(__hook.b(${branch}),(`, body.end, "))");
    } else {
      const first = body.body.find((one) => (one as { directive?: string }).directive === undefined);
      this.edits.before(first?.start ?? body.end - 1, `;__hook.b(${branch});`);
    }
    this.visit(body, branch);
  }

  private switchOf(one: Extract<AnyNode, { type: "SwitchStatement" }>, branch: number): void {
    const number = this.switches++;
    this.wrap(one.discriminant, `__hook.s(${number},`);
    this.visit(one.discriminant, branch);
    for (const { test, consequent } of one.cases) {
      const [first] = consequent;
      const inner = first === undefined ? -1 : this.add(first, branch);
      if (test) {
        this.wrap(test, `__hook.c(${number},${inner},`);
        this.visit(test, branch);
      }
      if (first !== undefined) this.edits.before(first.start, `__hook.b(${inner});`);
      for (const child of consequent) this.visit(child, inner);
    }
  }

  private assignmentOf(left: Node, right: Node, operator: string, branch: number): void {
    this.visit(left, branch);
    const isLogical = ["||=", "&&=", "??="].includes(operator);
    if (isWrite(left)) this.wrap(right, `__hook.w(${this.write(left)},`);
    this.visit(right, isLogical ? this.marked(right, branch) : branch);
  }

  private write(node: Node): number {
    return this.sites.writes.push(positionOf(node, this.label)) - 1;
  }

  /** `{ status: … }`; true where nothing is left to do. */
  private propertyOf(property: Extract<AnyNode, { type: "Property" }>): boolean {
    const { key, value, computed, shorthand } = property;
    const isPattern = !/Expression|Literal|Identifier/.test(value.type);
    if (shorthand) {
      // A pattern's is an Identifier as well: those are told by their default or left alone here.
      return value.type === "Identifier";
    }
    if (computed || isPattern || property.kind !== "init" || property.method) return false;
    if (statusNames.has(nameOf(key)) && /Literal|Conditional|Call|Binary|Template/.test(value.type)) {
      this.wrap(value, `__hook.w(${this.write(property)},`);
    }
    return false;
  }

  /** `a === b` as a call. */
  private comparisonOf(node: BinaryExpression): void {
    const { left, right, operator } = node;
    const number = operatorNumber(operator);
    if (number === undefined || (left as Node).type === "PrivateIdentifier") return;
    const at = this.find(operator, left.end);
    this.edits.wrap(node.start, ` __hook.e(${number},${this.site(left, right)},`, node.end, ")");
    this.edits.replace(at, at + operator.length, ",");
  }

  private comparisons = 0;

  /** Odd numbers compare what `typeof` gives: nothing is to be learnt from those. */
  private site(left: Node, right: Node): number {
    const isType = [left, right].some((one) => (one as { operator?: string }).operator === "typeof");
    return 2 * this.comparisons++ + (isType ? 1 : 0);
  }

  private visitChain(node: Node, branch: number): void {
    if (node.type === "CallExpression") this.methodOf(node as CallExpression, true);
    for (const child of childrenOf(node)) {
      const { callee, object } = node as { callee?: Node; object?: Node };
      // Inside of a chain a missing link ends it all: only its last call may become a call of ours.
      if (child === callee || child === object) this.visitLink(child, branch);
      else this.visit(child, branch);
    }
  }

  private visitLink(node: Node, branch: number): void {
    if (node.type !== "CallExpression" && node.type !== "MemberExpression") {
      this.visit(node, branch);
      return;
    }
    // What stands before the first `?.` is called in any case.
    if (node.type === "CallExpression" && !isOptional(node)) this.methodOf(node as CallExpression, false);
    for (const child of childrenOf(node)) {
      const { callee, object } = node as { callee?: Node; object?: Node };
      if (child === callee || child === object) this.visitLink(child, branch);
      else this.visit(child, branch);
    }
  }

  /** `a.includes(b)` as a call of ours, for the methods that compare. */
  private methodOf(node: CallExpression, inChain: boolean): void {
    const callee = node.callee as AnyNode;
    if (callee.type !== "MemberExpression" || callee.computed || node.optional) return;
    const name = nameOf(callee.property);
    if (!watchedMethods.has(name) || callee.object.type === "Super") return;
    // A chain that has ended does not look at what was to be given to its calls.
    if (inChain && !node.arguments.every(isPlain)) return;
    const open = this.skip(callee.end);
    if (this.text[open] !== "(") return;
    const dot = this.find(callee.optional ? "?." : ".", callee.object.end);
    this.edits.before(node.start, ` __hook.${inChain ? "mo" : "m"}(${2 * this.comparisons++},`);
    this.edits.replace(dot, callee.property.end, `,"${name}"`);
    this.edits.replace(open, open + 1, ",");
  }

  private skip(from: number): number {
    for (let at = from; ; at++) {
      const two = this.text.slice(at, at + 2);
      if (two === "/*") at = this.text.indexOf("*/", at) + 1;
      else if (two === "//") at = this.text.indexOf("\n", at);
      else if (!/\s/.test(two.charAt(0))) return at;
      if (at < from) return this.text.length;
    }
  }

  /** Where a token stands behind the parentheses and comments that may close before it. */
  private find(token: string, from: number): number {
    let at = this.skip(from);
    while (this.text[at] === ")") at = this.skip(at + 1);
    if (!this.text.startsWith(token, at)) throw new Error(`no ${token} at ${at}`);
    return at;
  }
}

/** Names in a file are relative to it. */
function placeOf(label: string | undefined): string {
  return JSON.stringify(label ?? "");
}

const logicalProbe = { "&&": "a", "||": "o", "??": "n" } as const;

/** Whether a link before it, or it itself, may end a chain. */
function isOptional(node: Node): boolean {
  const { optional, callee, object } = node as { optional?: boolean; callee?: Node; object?: Node };
  const before = callee ?? object;
  return optional === true || (before !== undefined && isOptional(before));
}

/** Whether it does nothing when it is looked at. */
function isPlain(node: Node): boolean {
  return /^(?:Literal|Identifier|MemberExpression)$/.test(node.type) && childrenOf(node).every(isPlain);
}

function isWrite(node: Node): boolean {
  if (node.type !== "MemberExpression") return false;
  const { computed, property } = node as MemberExpression;
  return (computed && property.type !== "Literal") || statusNames.has(nameOf(property));
}

function nameOf(node: Node): string {
  const { name, value } = node as { name?: string; value?: unknown };
  return name ?? (typeof value === "string" ? value : "");
}
