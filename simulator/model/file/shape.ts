import { z } from "zod";
import type { Items } from "../distributionConfig";
import { refuse } from "../refuse";

/** The API's list: its length beside its items, which may be absent when there are none. */
export function items<T>(item: z.ZodType<T>): z.ZodType<Items<T>> {
  return z.object({ Quantity: z.int().min(0), Items: z.array(item).optional() });
}

/** What a value is in the API's shape, and what it has besides. */
export interface Shaped<T> {
  readonly data: T;
  /** Paths of members that the shape does not know, such as `Origins.Items[0].Colour`. */
  readonly unknown: readonly string[];
}

/**
 * Reads JSON of somebody else's in one of the API's shapes. Throws `InvalidArgument` with the path of what is missing or
 * of another type, `InconsistentQuantities` for a list that is not as long as it says.
 */
export function shapeOf<T>(schema: z.ZodType<T>, value: unknown): Shaped<T> {
  const result = schema.safeParse(value);
  if (!result.success) {
    const issue = result.error.issues[0];
    const path = issue?.path ?? [];
    const got = path.reduce<unknown>((found, key) => (isObject(found) ? Reflect.get(found, key) : undefined), value);
    const at = pathText(path);
    refuse("InvalidArgument", `${at === "" ? "the configuration" : at} must be ${wanted(issue)}, got ${show(got)}`, at);
  }
  checkQuantities(value, "");
  return { data: result.data, unknown: unknownMembers(value, result.data, "") };
}

function wanted(issue: z.core.$ZodIssue | undefined): string {
  switch (issue?.code) {
    case "invalid_type":
      return words[issue.expected] ?? `of type ${issue.expected}`;
    case "invalid_value":
      return `one of ${issue.values.map(String).join(", ")}`;
    case "too_small":
      return `${String(issue.minimum)} or more`;
    default:
      return "of another form";
  }
}

const words: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

function checkQuantities(value: unknown, path: string): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      checkQuantities(item, `${path}[${index}]`);
    });
    return;
  }
  if (!isObject(value)) return;
  const { Quantity: quantity, Items: list } = value;
  const length = Array.isArray(list) ? list.length : 0;
  if (typeof quantity === "number" && quantity !== length) {
    refuse("InconsistentQuantities", `${path}.Quantity must be the number of Items, ${length}, got ${quantity}`, path);
  }
  for (const [name, member] of Object.entries(value)) checkQuantities(member, join(path, name));
}

/** The schema has dropped what it does not know: what is left of the value then. */
function unknownMembers(value: unknown, data: unknown, path: string): string[] {
  if (Array.isArray(value) && Array.isArray(data)) {
    return value.flatMap((item, index) => unknownMembers(item, data[index], `${path}[${index}]`));
  }
  if (!isObject(value) || !isObject(data)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const at = join(path, name);
    return Object.hasOwn(data, name) ? unknownMembers(member, data[name], at) : [at];
  });
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : join(text, String(key))),
    "",
  );
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function show(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
