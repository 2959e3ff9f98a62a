/** What a property may hold on the wire, whatever of it is an output in the program. Alternatives stand side by side. */
export interface Shape {
  readonly scalars: ReadonlySet<"string" | "number" | "boolean">;
  /** The only strings that are legal; undefined where any is. */
  readonly literals?: ReadonlySet<string>;
  readonly item?: Shape;
  /** Of the values of a map. */
  readonly value?: Shape;
  readonly properties?: ReadonlyMap<string, Property>;
  /** Assets and archives, and what has no type: anything is legal. */
  readonly anything?: boolean;
}

/** One property of an object as the provider's typings declare it. */
export interface Property {
  readonly required: boolean;
  /** What its `@deprecated` says; undefined where it has none. */
  readonly deprecated?: string;
  readonly shape: Shape;
}

/** One thing that the provider would refuse or warn of, and where in the resource's inputs it stands. */
export interface Finding {
  /** `origins[0].originId`; empty for the resource as a whole. */
  readonly path: string;
  readonly fault: string;
}

/** What stands for a value that is not known yet. */
const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * Holds inputs against the provider's typings: every property known and none deprecated, every required one there, every
 * value of a declared type. Pure.
 */
export function checkShape(shape: Shape, value: unknown, path = ""): readonly Finding[] {
  if (value === undefined || value === unknownValue || shape.anything === true) return [];
  if (Array.isArray(value)) {
    const { item } = shape;
    if (item === undefined) return [{ path, fault: "must not be a list" }];
    return value.flatMap((entry: unknown, index) => checkShape(item, entry, `${path}[${index}]`));
  }
  if (typeof value === "object" && value !== null) return checkFields(shape, Object.entries(value), path);
  return checkScalar(shape, value, path);
}

function checkScalar({ scalars, literals }: Shape, value: unknown, path: string): readonly Finding[] {
  const type = typeof value;
  if (type !== "string" && type !== "number" && type !== "boolean") return [{ path, fault: `must not be ${type}` }];
  if (!scalars.has(type)) return [{ path, fault: `must not be a ${type}` }];
  if (type !== "string" || literals === undefined || literals.has(String(value))) return [];
  return [{ path, fault: `must be one of ${[...literals].join(", ")}, got ${String(value)}` }];
}

function checkFields(
  { properties, value: mapped }: Shape,
  entries: readonly (readonly [string, unknown])[],
  path: string,
): readonly Finding[] {
  if (properties === undefined) {
    if (mapped === undefined) return [{ path, fault: "must not be an object" }];
    return entries.flatMap(([name, value]) => checkShape(mapped, value, `${path}["${name}"]`));
  }
  const at = (name: string): string => (path === "" ? name : `${path}.${name}`);
  const given = new Set(entries.filter(([, value]) => value !== undefined).map(([name]) => name));
  const missing = [...properties]
    .filter(([name, { required }]) => required && !given.has(name))
    .map(([name]) => ({ path: at(name), fault: "is required" }));
  const wrong = entries.flatMap(([name, value]): readonly Finding[] => {
    const property = properties.get(name);
    if (property === undefined) return [{ path: at(name), fault: "is not known" }];
    const { deprecated } = property;
    const old = deprecated === undefined ? [] : [{ path: at(name), fault: `is deprecated: ${deprecated}` }];
    return [...old, ...checkShape(property.shape, value, at(name))];
  });
  return [...missing, ...wrong];
}
