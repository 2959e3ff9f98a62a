import type { AnyNode, Node } from "acorn";
import { resolveFile } from "../../hooks/source/resolve";
import type { Binding, Bindings, Origin } from "./bindings";
import type { Bundled } from "./bundles";
import type { Exports } from "./exports";
import { nameOf, propertyOf, requiredName, unwrapped } from "./nodes";

/** A file as a whole, as `require` gives it. */
export interface WholeFile {
  readonly type: "File";
  readonly path: string;
}

/** What an expression may be: nodes that are no names, and files. */
export type Value = AnyNode | WholeFile;

/** How far names are followed, from one to the next. */
const maximumDepth = 16;
/** In a bundle in which everything asks for everything, names stand for nothing from then on. */
const maximumSteps = 1_000_000;

/** Follows names to what they stand for, from file to file. What is only known when the code runs has no value. */
export class Values {
  private steps = 0;
  private readonly known = new Map<Binding, readonly Value[]>();

  constructor(
    private readonly bindings: Bindings,
    private readonly exported: ReadonlyMap<string, Exports>,
    private readonly bundled: Bundled,
    private readonly files: Readonly<Record<string, string>>,
  ) {}

  of(node: Node, depth = 0): readonly Value[] {
    if (depth > maximumDepth || ++this.steps > maximumSteps) return [];
    const one = unwrapped(node);
    switch (one.type) {
      case "Identifier": {
        const binding = this.bindings.of(one);
        return binding === undefined ? [] : this.ofBinding(binding, depth);
      }
      case "MemberExpression": {
        const key = this.textOf(one.property, one.computed, depth + 1);
        return key === "" ? [] : this.of(one.object, depth + 1).flatMap((value) => this.member(value, key, depth + 1));
      }
      case "ConditionalExpression":
        return [one.consequent, one.alternate].flatMap((part) => this.of(part, depth + 1));
      case "LogicalExpression":
        return [one.left, one.right].flatMap((part) => this.of(part, depth + 1));
      case "CallExpression": {
        const asked = requiredName(one);
        return asked === undefined ? [one] : this.file(asked, this.bindings.fileOf(one.callee));
      }
      default:
        return [one];
    }
  }

  private ofBinding(binding: Binding, depth: number): readonly Value[] {
    const known = this.known.get(binding);
    if (known !== undefined) return known;
    // One that leads back to itself is nothing more.
    this.known.set(binding, []);
    const found = binding.origins.flatMap((origin) => this.from(origin, binding.file, depth + 1));
    this.known.set(binding, found);
    return found;
  }

  /** The name of a property, a constant's text followed; empty where the text does not tell. */
  textOf(key: Node, computed: boolean, depth = 0): string {
    const name = nameOf(key, computed);
    if (name !== "" || !computed) return name;
    const [value, ...others] = this.of(key, depth);
    return value?.type === "Literal" && others.length === 0 && typeof value.value === "string" ? value.value : "";
  }

  private from(origin: Origin, file: string, depth: number): readonly Value[] {
    switch (origin.kind) {
      case "value": {
        const [first, ...more] = origin.members;
        if (first === undefined) return this.of(origin.node, depth);
        let values = this.of(origin.node, depth);
        for (const name of [first, ...more]) values = values.flatMap((value) => this.member(value, name, depth));
        return values;
      }
      case "import":
        return this.file(origin.from, file).flatMap((value) =>
          origin.name === "*" ? [value] : this.member(value, origin.name, depth),
        );
      default:
        return [];
    }
  }

  private member(value: Value, name: string, depth: number): readonly Value[] {
    if (name === "" || depth > maximumDepth) return [];
    // `require_page()`: a bundler's helper gives one of the files that it holds.
    if (value.type === "CallExpression") {
      const whole = this.bundled.wholes.flatMap((node) => this.of(node, depth + 1));
      const inWhole = whole.flatMap((one) => (one.type === "CallExpression" ? [] : this.member(one, name, depth + 1)));
      return [...(this.bundled.named.get(name) ?? []).flatMap((node) => this.of(node, depth + 1)), ...inWhole];
    }
    if (value.type !== "File") {
      const found = propertyOf(value, name);
      return found === undefined ? [] : this.of(found, depth + 1);
    }
    const exported = this.exported.get(value.path);
    if (exported === undefined) return [];
    const { named, passed } = exported;
    const own = (named.get(name) ?? []).flatMap((node) => this.of(node, depth + 1));
    // `module.exports = { … }`, and the default that CommonJS has none of: the file itself.
    const whole = (named.get("default") ?? []).flatMap((node) => this.of(node, depth + 1));
    const inWhole = name === "default" ? [] : whole.flatMap((one) => this.member(one, name, depth + 1));
    const on = passed
      .filter(({ as }) => as === name || as === "*")
      .flatMap(({ as, from, name: theirs }) =>
        this.file(from, value.path).flatMap((file) =>
          as !== "*" && theirs === "*" ? [file] : this.member(file, as === "*" ? name : theirs, depth + 1),
        ),
      );
    const found = [...own, ...inWhole, ...on];
    return found.length === 0 && name === "default" ? [value] : found;
  }

  private file(name: string, from: string): readonly Value[] {
    const path = resolveFile(this.files, from, name);
    return path === undefined || !this.exported.has(path) ? [] : [{ type: "File", path }];
  }

  /** What a file stands for where it is used as a value: what it gives as a whole. */
  wholeOf(value: Value): readonly Value[] {
    if (value.type !== "File") return [value];
    return (this.exported.get(value.path)?.named.get("default") ?? []).flatMap((node) => this.of(node));
  }
}
