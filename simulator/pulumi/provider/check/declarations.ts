import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Property, Shape } from "./shape";
import { parseType, type TypeExpression } from "./typeExpression";

/**
 * The arguments of a provider's resources, read from the declarations of its SDK as its generator writes them: no
 * compiler is needed, and a resource's take milliseconds. What a type refers to is read when a value is held against it.
 */
export class Declarations {
  private readonly shapes = new Map<string, Shape | undefined>();
  private inputs: string | undefined;

  /** `folder` is the SDK's. */
  constructor(private readonly folder: string) {}

  /** The arguments of a type such as `aws:s3/bucket:Bucket`; undefined for one that the SDK does not declare. */
  argumentsOf(type: string): Shape | undefined {
    return this.remembered(type, () => {
      const [, module = "", name = ""] = type.split(":");
      const path = module.includes("/") ? module : `${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}`;
      const body = bodyOf(textOf(join(this.folder, `${path}.d.ts`)), `export interface ${name}Args {`, "\n}");
      return body === undefined ? undefined : this.object(body);
    });
  }

  /** An object of `types/input.d.ts`, such as `cloudfront.DistributionOrigin`. */
  private inputOf(name: string): Shape {
    const shape = this.remembered(`inputs.${name}`, () => {
      this.inputs ??= textOf(join(this.folder, "types", "input.d.ts")) ?? "";
      const [first = "", second] = name.split(".");
      if (second === undefined) return this.objectIn(this.inputs, `export interface ${first} {`, "\n}");
      const namespace = bodyOf(this.inputs, `export declare namespace ${first} {`, "\n}");
      return this.objectIn(namespace, `\n    interface ${second} {`, "\n    }");
    });
    return shape ?? anything;
  }

  private objectIn(text: string | undefined, head: string, end: string): Shape | undefined {
    const body = bodyOf(text, head, end);
    return body === undefined ? undefined : this.object(body);
  }

  private object(body: string): Shape {
    const members = body.replace(/\/\*[\s\S]*?\*\//g, "").matchAll(/^\s*([\w$]+)(\??): ((?:\{[^}]*\}|[^;{])*);/gm);
    const properties = [...members].map(
      ([, name = "", optional, type = ""]) => [name, this.property(type, optional === "")] as const,
    );
    return { scalars: new Set(), properties: new Map(properties) };
  }

  /** Types refer to themselves, by way of others: a property's shape is made when it is asked for. */
  private property(type: string, required: boolean): Property {
    const shapeOf = (): Shape => this.shape(parseType(type));
    let made: Shape | undefined;
    return {
      required,
      get shape() {
        return (made ??= shapeOf());
      },
    };
  }

  private shape(expression: TypeExpression): Shape {
    switch (expression.kind) {
      case "scalar":
        return { scalars: new Set([expression.name]) };
      case "list":
        return { scalars: new Set(), item: this.shape(expression.item) };
      case "map":
        return { scalars: new Set(), value: this.shape(expression.value) };
      case "inputs":
        return this.inputOf(expression.name);
      case "anything":
        return anything;
      case "union":
        return expression.parts.map((part) => this.shape(part)).reduce(merged, { scalars: new Set() });
    }
  }

  private remembered(key: string, make: () => Shape | undefined): Shape | undefined {
    if (!this.shapes.has(key)) this.shapes.set(key, make());
    return this.shapes.get(key);
  }
}

const anything: Shape = { scalars: new Set(), anything: true };

function merged(one: Shape, other: Shape): Shape {
  const properties = [...(one.properties ?? []), ...(other.properties ?? [])];
  return {
    ...one,
    ...other,
    scalars: new Set([...one.scalars, ...other.scalars]),
    ...(properties.length === 0 ? {} : { properties: new Map(properties) }),
  };
}

/** What stands between `head` and the first `end` after it. */
function bodyOf(text: string | undefined, head: string, end: string): string | undefined {
  const start = text?.indexOf(head) ?? -1;
  if (text === undefined || start < 0) return undefined;
  const stop = text.indexOf(end, start + head.length);
  return text.slice(start + head.length, stop < 0 ? undefined : stop + 1);
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // The SDK has no such resource.
    return undefined;
  }
}
