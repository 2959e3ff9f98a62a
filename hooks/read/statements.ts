import type { AnyNode, BlockStatement, Node, Pattern } from "acorn";
import type { Frame, Machine } from "./machine";
import { dependsOn, named, type Value } from "./values";
import { truth } from "./truth";

/** Reads statements in their order. Gives the frame for what follows: after `if (x) return;` that is under `!x`. */
export function readStatements(m: Machine, nodes: readonly Node[], frame: Frame): void {
  for (const node of nodes as readonly AnyNode[]) hoist(m, node, frame);
  let at: Frame | undefined = frame;
  for (const node of nodes) {
    if (at === undefined) return;
    at = readStatement(m, node as AnyNode, at);
  }
}

function hoist(m: Machine, node: AnyNode, frame: Frame): void {
  if (node.type === "FunctionDeclaration") {
    const name = (node.id as { name: string } | null)?.name ?? "*default*";
    frame.scope.declare(name);
    add(m, frame, name, [m.state.closure(node, frame.scope, frame.context)]);
  } else if (node.type === "ClassDeclaration") {
    frame.scope.declare((node.id as { name: string } | null)?.name ?? "*default*");
  } else if (node.type === "VariableDeclaration") {
    const scope = node.kind === "var" ? frame.scope.functionScope : frame.scope;
    for (const { id } of node.declarations) for (const name of namesOf(id)) scope.declare(name);
  } else if (node.type === "ExportNamedDeclaration" && node.declaration) hoist(m, node.declaration, frame);
  else if (node.type === "ExportDefaultDeclaration") {
    if (node.declaration.type === "FunctionDeclaration") hoist(m, node.declaration, frame);
  }
}

function add(m: Machine, frame: Frame, name: string, value: Value): void {
  const scope = frame.scope.holder(name) ?? frame.scope;
  if (scope.add(name, value)) m.state.version++;
}

/** The frame of what comes after the statement; `undefined` where nothing does. */
function readStatement(m: Machine, node: AnyNode, frame: Frame): Frame | undefined {
  if (!m.state.step()) return undefined;
  switch (node.type) {
    case "ExpressionStatement":
      m.evaluate(node.expression, frame);
      return frame;
    case "VariableDeclaration":
      for (const { id, init } of node.declarations) {
        const at = node.kind === "var" ? { ...frame } : frame;
        const value = init ? m.evaluate(init, at) : [m.state.constant(undefined, frame.context)];
        m.bind(id, value, at, node.kind !== "var");
        if (node.kind === "var") declareVar(id, frame);
      }
      return frame;
    case "FunctionDeclaration":
      return frame;
    case "ClassDeclaration":
      add(m, frame, (node.id as { name: string } | null)?.name ?? "*default*", m.evaluate(node, frame));
      return frame;
    case "ReturnStatement":
      m.state.settle(
        frame.returns,
        node.argument ? m.evaluate(node.argument, frame) : [m.state.constant(undefined, frame.context)],
      );
      return undefined;
    case "ThrowStatement":
      m.evaluate(node.argument, frame);
      return undefined;
    case "BreakStatement":
    case "ContinueStatement":
      return undefined;
    case "BlockStatement":
      return readBlock(m, node, frame);
    case "IfStatement":
      return readIf(m, node, frame);
    case "LabeledStatement":
      return readStatement(m, node.body, frame) ?? frame;
    case "SwitchStatement":
      return readSwitch(m, node, frame);
    case "TryStatement":
      return readTry(m, node, frame);
    case "WithStatement":
      m.evaluate(node.object, frame);
      m.state.isOpaque("with", "`with` hides what a name means", m.state.position(node));
      return frame;
    case "ForStatement":
    case "ForInStatement":
    case "ForOfStatement":
    case "WhileStatement":
    case "DoWhileStatement":
      readLoop(m, node, frame);
      return frame;
    case "ExportNamedDeclaration":
      return node.declaration ? readStatement(m, node.declaration, frame) : frame;
    case "ExportDefaultDeclaration":
      if (node.declaration.type === "ClassDeclaration") readStatement(m, node.declaration, frame);
      else if (node.declaration.type !== "FunctionDeclaration") {
        frame.scope.declare("*default*");
        add(m, frame, "*default*", m.evaluate(node.declaration, frame));
      }
      return frame;
    default:
      return frame;
  }
}

function declareVar(pattern: Pattern, frame: Frame): void {
  for (const name of namesOf(pattern)) frame.scope.functionScope.declare(name);
}

function readBlock(m: Machine, node: BlockStatement, frame: Frame): Frame | undefined {
  const scope = frame.scope.block(node);
  const inner = { ...frame, scope };
  for (const one of node.body as AnyNode[]) hoist(m, one, inner);
  let at: Frame | undefined = inner;
  for (const one of node.body as AnyNode[]) {
    at = readStatement(m, one, at);
    if (at === undefined) return undefined;
  }
  // What follows the block is under what its early ends leave.
  return at.context === frame.context ? frame : { ...frame, context: at.context };
}

function readIf(m: Machine, node: Extract<AnyNode, { type: "IfStatement" }>, frame: Frame): Frame | undefined {
  const test = m.evaluate(node.test, frame);
  const decided = truth(m.state, test);
  const yes = branch(m, frame, node.test, node.consequent, test, true);
  const no = branch(m, frame, node.test, node.alternate ?? undefined, test, false);
  neverEntered(m, decided, node.consequent, node.alternate ?? undefined);
  const afterYes = decided === false ? undefined : readStatement(m, node.consequent, yes);
  let afterNo: Frame | undefined;
  if (decided !== true) afterNo = node.alternate ? readStatement(m, node.alternate, no) : no;
  if (afterYes === undefined && afterNo === undefined) return undefined;
  if (decided !== undefined) return frame;
  if (afterYes !== undefined && afterNo !== undefined) return frame;
  return { ...frame, context: (afterYes ?? afterNo ?? frame).context };
}

/** Notes the branch that a decided condition leaves out. */
export function neverEntered(m: Machine, decided: boolean | undefined, yes: Node, no: Node | undefined): void {
  const left = decided === true ? no : decided === false ? yes : undefined;
  if (left !== undefined && m.state.isLast) m.state.dead.push(m.state.span(left));
}

/** The frame of a branch; `place` is where the runs say that it starts. */
export function branch(
  m: Machine,
  frame: Frame,
  test: Node,
  place: Node | undefined,
  value: Value,
  isHeld: boolean,
): Frame {
  const { state } = m;
  const key = `${state.file ?? ""}:${test.start}:${String(isHeld)}`;
  const text = state.text.slice(test.start, test.end).replace(/\s+/g, " ");
  const short = text.length > 80 ? `${text.slice(0, 79)}…` : text;
  const condition = {
    position: state.position(test),
    text: isHeld ? short : `!(${short})`,
    on: named(dependsOn(value)),
  };
  const context = state.under(frame.context, key, condition, place === undefined ? undefined : state.position(place));
  return { ...frame, context };
}

function readSwitch(m: Machine, node: Extract<AnyNode, { type: "SwitchStatement" }>, frame: Frame): Frame {
  const scope = frame.scope.block(node);
  const value = m.evaluate(node.discriminant, frame);
  for (const { consequent } of node.cases) for (const one of consequent) hoist(m, one, { ...frame, scope });
  for (const { test, consequent } of node.cases) {
    const tested = test ? m.evaluate(test, frame) : [];
    const inner = branch(m, frame, test ?? node.discriminant, consequent[0], [...value, ...tested], test !== null);
    let at: Frame | undefined = { ...inner, scope };
    for (const one of consequent) {
      if (at === undefined) break;
      at = readStatement(m, one, at);
    }
  }
  return frame;
}

function readTry(m: Machine, node: Extract<AnyNode, { type: "TryStatement" }>, frame: Frame): Frame | undefined {
  let after = readStatement(m, node.block, frame);
  if (node.handler) {
    const { param, body } = node.handler;
    const scope = frame.scope.block(node.handler);
    const context = m.state.under(
      frame.context,
      `${m.state.file ?? ""}:${body.start}:catch`,
      { position: m.state.position(body), text: "it throws", on: "unknown" },
      m.state.position(body),
    );
    const inner = { ...frame, scope, context };
    if (param) m.bind(param, [m.state.derived(2, context)], inner, true);
    const afterCatch = readStatement(m, body, inner);
    if (afterCatch !== undefined) after = frame;
  }
  if (node.finalizer) {
    const afterFinally = readStatement(m, node.finalizer, frame);
    if (afterFinally === undefined) return undefined;
  }
  return after === undefined ? undefined : frame;
}

type Loop = Extract<
  AnyNode,
  { type: "ForStatement" | "ForInStatement" | "ForOfStatement" | "WhileStatement" | "DoWhileStatement" }
>;

function readLoop(m: Machine, node: Loop, frame: Frame): void {
  const at = { ...frame, scope: frame.scope.block(node) };
  if (node.type === "ForInStatement" || node.type === "ForOfStatement") {
    const over = m.evaluate(node.right, at);
    const inner = branch(m, at, node.right, node.body, over, true);
    const value =
      node.type === "ForOfStatement"
        ? m.elements(over, node.right, inner)
        : [m.state.derived(dependsOn(over), inner.context)];
    const isDeclared = node.left.type === "VariableDeclaration";
    const pattern = node.left.type === "VariableDeclaration" ? node.left.declarations[0]?.id : node.left;
    if (isDeclared) hoist(m, node.left, inner);
    if (pattern !== undefined) m.bind(pattern, value, inner, isDeclared);
    readStatement(m, node.body, inner);
    return;
  }
  if (node.type === "ForStatement" && node.init) {
    if (node.init.type === "VariableDeclaration") {
      hoist(m, node.init, at);
      readStatement(m, node.init, at);
    } else m.evaluate(node.init, at);
  }
  const test = node.test ? m.evaluate(node.test, at) : [];
  // What counts is not followed: a loop's body may always be entered.
  const inner = node.test ? branch(m, at, node.test, node.body, test, true) : at;
  readStatement(m, node.body, inner);
  if (node.type === "ForStatement" && node.update) m.evaluate(node.update, inner);
  if (node.test) m.evaluate(node.test, inner);
}

export function namesOf(pattern: Node): string[] {
  const one = pattern as AnyNode;
  switch (one.type) {
    case "Identifier":
      return [one.name];
    case "ObjectPattern":
      return one.properties.flatMap((each) => namesOf(each.type === "RestElement" ? each.argument : each.value));
    case "ArrayPattern":
      return one.elements.flatMap((each) => (each === null ? [] : namesOf(each)));
    case "RestElement":
      return namesOf(one.argument);
    case "AssignmentPattern":
      return namesOf(one.left);
    default:
      return [];
  }
}
