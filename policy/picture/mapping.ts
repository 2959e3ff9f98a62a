/** Properties of a resource as they came. */
export type Properties = Readonly<Record<string, unknown>>;

/*
 * Mappings from one shape of properties to another. What is not known yet stands as a mark where a part could: it is
 * handed on as it is.
 */

/** A part, mapped where it is one. */
export function within(value: unknown, map: (fields: Properties) => unknown): unknown {
  return isFields(value) ? map(value) : value;
}

/** The same, nothing where it is none. */
export function inside(value: unknown, map: (fields: Properties) => Properties): Properties {
  return isFields(value) ? map(value) : {};
}

/** Every part of a list. */
export function each(value: unknown, map: (fields: Properties) => unknown): unknown {
  return Array.isArray(value) ? value.map((item: unknown) => within(item, map)) : value;
}

export function member(value: unknown, name: string): unknown {
  return isFields(value) ? value[name] : undefined;
}

/** The first of a list; a part that is no list, as it is. */
export function first(value: unknown): unknown {
  return Array.isArray(value) ? (value as readonly unknown[])[0] : value;
}

export function isFields(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function defined(props: Properties): Properties {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined));
}
