import type { Node } from "acorn";
import { join, type Value } from "./values";

export interface ScopeFile {
  /** Left out for the file that is loaded. */
  readonly name: string | undefined;
  readonly text: string;
}

/** The variables of a function or block. Scopes are made once for a place and a call, so that passes add to them. */
export class Scope {
  private readonly values = new Map<string, Value>();
  private readonly inner = new Map<Node, Scope>();

  constructor(
    readonly parent: Scope | undefined,
    /** Where `var` declares: functions, files. */
    readonly isFunction: boolean,
    /** The file that it stands in. */
    readonly file: ScopeFile | undefined = parent?.file,
  ) {}

  block(node: Node): Scope {
    let scope = this.inner.get(node);
    if (scope === undefined) {
      scope = new Scope(this, false);
      this.inner.set(node, scope);
    }
    return scope;
  }

  declare(name: string): void {
    if (!this.values.has(name)) this.values.set(name, []);
  }

  /** Adds what a variable may be; true where that is new. */
  add(name: string, value: Value): boolean {
    const before = this.values.get(name) ?? [];
    const after = join(before, value);
    this.values.set(name, after);
    return after !== before;
  }

  holder(name: string): Scope | undefined {
    if (this.values.has(name)) return this;
    return this.parent?.holder(name);
  }

  get(name: string): Value {
    return this.values.get(name) ?? [];
  }

  get functionScope(): Scope {
    return this.isFunction || this.parent === undefined ? this : this.parent.functionScope;
  }
}
