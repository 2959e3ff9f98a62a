import { dirname, join } from "node:path";
import ts from "typescript";
import type { Property, Shape } from "../../simulator/pulumi/provider/check/shape";

/** What the AWS provider's typings say of a resource's inputs. */
export interface ResourceTyping {
  readonly shape: Shape;
  /** What the class's `@deprecated` says; undefined where it has none. */
  readonly deprecated?: string;
}

/**
 * Reads the typings of resource types such as `aws:s3/bucket:Bucket` from `@pulumi/aws`. A type that the package does not
 * declare is left out. Takes seconds: it is TypeScript's own checker over the provider's declarations.
 */
export function typingsOf(types: readonly string[]): ReadonlyMap<string, ResourceTyping> {
  const root = dirname(require.resolve("@pulumi/aws/package.json"));
  const files = new Map(types.map((type) => [type, join(root, `${type.split(":")[1] ?? ""}.d.ts`)]));
  const program = ts.createProgram([...new Set(files.values())], {
    skipLibCheck: true,
    strict: true,
    types: [],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  });
  const reader = new ShapeReader(program.getTypeChecker());
  const typings = new Map<string, ResourceTyping>();
  for (const [type, file] of files) {
    const source = program.getSourceFile(file);
    const typing = source === undefined ? undefined : reader.resource(source, type.split(":")[2] ?? "");
    if (typing !== undefined) typings.set(type, typing);
  }
  return typings;
}

/** Turns the checker's types into shapes; remembers them, since types refer to themselves. */
class ShapeReader {
  private readonly seen = new Map<ts.Type, Shape>();

  constructor(private readonly checker: ts.TypeChecker) {}

  resource(source: ts.SourceFile, name: string): ResourceTyping | undefined {
    const module = this.checker.getSymbolAtLocation(source);
    const exported = module === undefined ? [] : this.checker.getExportsOfModule(module);
    const args = exported.find((symbol) => symbol.name === `${name}Args`);
    const resource = exported.find((symbol) => symbol.name === name);
    if (args === undefined || resource === undefined) return undefined;
    const deprecated = this.deprecation(resource);
    return {
      shape: this.shape(this.checker.getDeclaredTypeOfSymbol(args)),
      ...(deprecated === undefined ? {} : { deprecated }),
    };
  }

  private shape(type: ts.Type): Shape {
    const known = this.seen.get(type);
    if (known !== undefined) return known;
    const shape: Mutable<Shape> = { scalars: new Set() };
    this.seen.set(type, shape);
    const scalars = new Set<"string" | "number" | "boolean">();
    const literals = new Set<string>();
    let anyString = false;
    for (const part of type.isUnion() ? type.types : [type]) {
      if (part.isStringLiteral()) literals.add(part.value);
      if (part.flags & ts.TypeFlags.String) anyString = true;
      if (part.flags & ts.TypeFlags.StringLike) scalars.add("string");
      else if (part.flags & ts.TypeFlags.NumberLike) scalars.add("number");
      else if (part.flags & ts.TypeFlags.BooleanLike) scalars.add("boolean");
      else if (part.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) shape.anything = true;
      else if (part.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) {
        const kind = this.object(part, shape);
        // A resource stands on the wire as its id or ARN.
        if (kind === "resource") {
          scalars.add("string");
          anyString = true;
        }
      }
    }
    shape.scalars = scalars;
    if (!anyString && literals.size > 0) shape.literals = literals;
    return shape;
  }

  /** Adds what an object type allows. Promises and outputs add nothing: what they resolve to stands beside them. */
  private object(type: ts.Type, shape: Mutable<Shape>): "resource" | undefined {
    const symbol = type.getSymbol();
    const name = symbol?.name ?? "";
    if (["Promise", "OutputInstance"].includes(name)) return undefined;
    if (/^(Asset|Archive)$|(Asset|Archive)$/.test(name)) {
      shape.anything = true;
      return undefined;
    }
    const item = this.checker.isArrayType(type)
      ? this.checker.getTypeArguments(type as ts.TypeReference)[0]
      : undefined;
    if (item !== undefined) {
      shape.item = this.shape(item);
      return undefined;
    }
    if (symbol !== undefined && symbol.flags & ts.SymbolFlags.Class) return "resource";
    const index = this.checker.getIndexTypeOfType(type, ts.IndexKind.String);
    if (index !== undefined) shape.value = this.shape(index);
    const properties = this.checker.getPropertiesOfType(type);
    if (index === undefined) {
      const own = properties.map((property) => [property.name, this.property(property)] as const);
      shape.properties = new Map([...(shape.properties ?? []), ...own]);
    }
    return undefined;
  }

  private property(symbol: ts.Symbol): Property {
    const deprecated = this.deprecation(symbol);
    return {
      required: (symbol.flags & ts.SymbolFlags.Optional) === 0,
      ...(deprecated === undefined ? {} : { deprecated }),
      shape: this.shape(this.checker.getTypeOfSymbol(symbol)),
    };
  }

  private deprecation(symbol: ts.Symbol): string | undefined {
    const tag = symbol.getJsDocTags(this.checker).find(({ name }) => name === "deprecated");
    return tag === undefined ? undefined : ts.displayPartsToString(tag.text);
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
