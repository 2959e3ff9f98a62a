/** A type as far as a value can be held against it. */
export type TypeExpression =
  | { readonly kind: "scalar"; readonly name: "string" | "number" | "boolean" }
  | { readonly kind: "list"; readonly item: TypeExpression }
  | { readonly kind: "map"; readonly value: TypeExpression }
  /** An object of the SDK's inputs. */
  | { readonly kind: "inputs"; readonly name: string }
  | { readonly kind: "anything" }
  | { readonly kind: "union"; readonly parts: readonly TypeExpression[] };

const text: TypeExpression = { kind: "scalar", name: "string" };
const anything: TypeExpression = { kind: "anything" };

/** Reads a type as an SDK's generator writes it, inputs and promises taken as what they become. Pure. */
export function parseType(source: string): TypeExpression {
  const reader = new Reader(source.match(/[\w$.]+|"[^"]*"|[^\s\w]/g) ?? []);
  const type = reader.union();
  // What the generator does not write today is not judged.
  return reader.isDone ? type : anything;
}

class Reader {
  private at = 0;

  constructor(private readonly tokens: readonly string[]) {}

  get isDone(): boolean {
    return this.at === this.tokens.length;
  }

  union(): TypeExpression {
    const parts: TypeExpression[] = [];
    do {
      const part = this.list();
      if (part !== undefined) parts.push(part);
    } while (this.take("|"));
    const [first, ...others] = parts;
    return first !== undefined && others.length === 0 ? first : { kind: "union", parts };
  }

  private list(): TypeExpression | undefined {
    let type = this.atom();
    while (this.take("[")) {
      this.take("]");
      type = { kind: "list", item: type ?? anything };
    }
    return type;
  }

  private atom(): TypeExpression | undefined {
    const token = this.tokens[this.at++];
    switch (token) {
      case undefined:
        return anything;
      case "undefined":
        return undefined;
      case "string":
      case "number":
      case "boolean":
        return { kind: "scalar", name: token };
      case "any":
        return anything;
      case "pulumi.Input":
        return this.bracketed();
      case "{":
        return this.map();
    }
    if (token.startsWith("inputs.")) return { kind: "inputs", name: token.slice("inputs.".length) };
    // Archives and assets, and what is written out as an object on the wire.
    if (token.startsWith("pulumi.")) return anything;
    // An enumeration, a literal, or a resource, which stands on the wire as its id or ARN.
    return text;
  }

  private bracketed(): TypeExpression {
    this.take("<");
    const inner = this.union();
    this.take(">");
    return inner;
  }

  /** `{ [key: string]: T; }` */
  private map(): TypeExpression {
    for (const token of ["[", "key", ":", "string", "]", ":"]) if (!this.take(token)) return anything;
    const value = this.union();
    this.take(";");
    this.take("}");
    return { kind: "map", value };
  }

  private take(token: string): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at += 1;
    return true;
  }
}
