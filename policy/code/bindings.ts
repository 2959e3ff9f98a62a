import type { AnyNode, Identifier, Node, Pattern, Program } from "acorn";
import { isFunction } from "./functions";
import { eachChild, nameOf } from "./nodes";

/** What a variable may hold. */
export type Origin =
  /** What stands at `node`, or of that what lies under the members. */
  | { readonly kind: "value"; readonly node: Node; readonly members: readonly string[] }
  /** What a call hands over. */
  | { readonly kind: "parameter"; readonly of: Node; readonly index: number; readonly members: readonly string[] }
  /** An export of another file, as the file asks for it; `*` for all of them. */
  | { readonly kind: "import"; readonly from: string; readonly name: string }
  /** Something that the text does not tell. */
  | { readonly kind: "unknown" };

/** A variable, the same wherever it is used. */
export interface Binding {
  readonly name: string;
  readonly origins: Origin[];
  /** Whether it is there before the first call, and after it. */
  readonly outlivesCalls: boolean;
  /** The path of its file. */
  readonly file: string;
  /** Whether it can hold another thing than what it was declared with. */
  isReassigned: boolean;
}

class Scope {
  private readonly own = new Map<string, Binding>();

  constructor(
    readonly parent: Scope | undefined,
    readonly holdsVars: boolean,
    readonly outlivesCalls: boolean,
    readonly file: string = parent?.file ?? "",
  ) {}

  declare(name: string, origin: Origin | undefined): void {
    const known = this.own.get(name);
    const { file, outlivesCalls } = this;
    const binding = known ?? { name, origins: [], outlivesCalls, file, isReassigned: false };
    this.own.set(name, binding);
    if (origin !== undefined) binding.origins.push(origin);
  }

  lookUp(name: string): Binding | undefined {
    return this.own.get(name) ?? this.parent?.lookUp(name);
  }

  get vars(): Scope {
    return this.holdsVars || this.parent === undefined ? this : this.parent.vars;
  }
}

/** The variables of the files: which one a name means at its place. Names of the language itself mean none. */
export class Bindings {
  private readonly places = new Map<Node, Scope>();
  private readonly later: (() => void)[] = [];

  /** The programs by path; `wrappers` are the functions that bundlers put around files. */
  constructor(
    programs: ReadonlyMap<string, Program>,
    private readonly wrappers: ReadonlySet<Node>,
  ) {
    for (const [path, program] of programs) this.children(program, new Scope(undefined, true, true, path));
    for (const act of this.later) act();
  }

  of(node: Node): Binding | undefined {
    return this.places.get(node)?.lookUp((node as Identifier).name);
  }

  /** The path of the file in which a name stands. */
  fileOf(name: Node): string {
    return this.places.get(name)?.file ?? "";
  }

  private children(node: Node, scope: Scope): void {
    eachChild(node, (child) => {
      this.visit(child as AnyNode, scope);
    });
  }

  private visit(node: AnyNode, scope: Scope): void {
    if (isFunction(node)) {
      this.inFunction(node, scope);
      return;
    }
    switch (node.type) {
      case "Identifier":
        this.places.set(node, scope);
        return;
      case "BlockStatement":
      case "ForStatement":
      case "ForInStatement":
      case "ForOfStatement":
      case "SwitchStatement":
        this.children(node, new Scope(scope, false, scope.outlivesCalls));
        return;
      case "CatchClause": {
        const inner = new Scope(scope, false, scope.outlivesCalls);
        if (node.param != null) bind(node.param, { kind: "unknown" }, inner);
        this.children(node, inner);
        return;
      }
      case "VariableDeclaration": {
        const target = node.kind === "var" ? scope.vars : scope;
        for (const { id, init } of node.declarations) {
          bind(id, init == null ? undefined : { kind: "value", node: init, members: [] }, target);
        }
        break;
      }
      case "ClassDeclaration":
        scope.declare(nameOf(node.id), { kind: "value", node, members: [] });
        break;
      case "ImportDeclaration":
        for (const one of node.specifiers) {
          const name =
            one.type === "ImportSpecifier"
              ? nameOf(one.imported)
              : one.type === "ImportDefaultSpecifier"
                ? "default"
                : "*";
          scope.declare(one.local.name, { kind: "import", from: String(node.source.value), name });
        }
        break;
      case "AssignmentExpression":
        this.later.push(() => {
          const origin: Origin =
            node.operator === "=" ? { kind: "value", node: node.right, members: [] } : { kind: "unknown" };
          bind(node.left, origin, scope, true);
        });
        break;
      case "UpdateExpression":
        this.later.push(() => {
          if (node.argument.type === "Identifier") bind(node.argument, { kind: "unknown" }, scope, true);
        });
        break;
    }
    this.children(node, scope);
  }

  private inFunction(node: AnyNode, scope: Scope): void {
    const { id, params } = node as unknown as { id?: Identifier | null; params: readonly Pattern[] };
    const inner = new Scope(scope, true, scope.outlivesCalls && this.wrappers.has(node));
    if (id != null) {
      (node.type === "FunctionDeclaration" ? scope : inner).declare(id.name, { kind: "value", node, members: [] });
    }
    params.forEach((one, index) => {
      bind(one, { kind: "parameter", of: node, index, members: [] }, inner);
    });
    this.children(node, inner);
  }
}

/** What a pattern takes apart; `isLater`: it sets variables that are there. */
function bind(pattern: Pattern, from: Origin | undefined, scope: Scope, isLater = false): void {
  const deeper = (...more: readonly string[]): Origin | undefined =>
    from !== undefined && "members" in from ? { ...from, members: [...from.members, ...more] } : from;
  switch (pattern.type) {
    case "Identifier": {
      if (!isLater) {
        scope.declare(pattern.name, from);
        break;
      }
      const binding = scope.lookUp(pattern.name);
      if (binding === undefined || from === undefined) break;
      if (binding.origins.length > 0) binding.isReassigned = true;
      binding.origins.push(from);
      break;
    }
    case "AssignmentPattern":
      bind(pattern.left, from, scope, isLater);
      break;
    case "RestElement":
      bind(pattern.argument, from, scope, isLater);
      break;
    case "ArrayPattern":
      for (const element of pattern.elements) if (element !== null) bind(element, deeper(""), scope, isLater);
      break;
    case "ObjectPattern":
      for (const one of pattern.properties) {
        if (one.type === "RestElement") bind(one, from, scope, isLater);
        else bind(one.value, deeper(nameOf(one.key, one.computed)), scope, isLater);
      }
      break;
  }
}
