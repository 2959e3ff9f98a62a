import type { BehaviorArgs, CachePolicyArgs } from "./behaviorArgs";
import type { ErrorPageArgs } from "./errorPageArgs";

/*
 * Structured values of the stack's configuration as arguments: undefined for what has another shape. What the fields
 * hold is judged with the arguments; here only their types are.
 */

/** A list of `{statusCode, path, errorCachingMinTtlSeconds}`. */
export function errorPagesOf(value: unknown): ErrorPageArgs[] | undefined {
  return listOf(value, (entry) => {
    const statusCode = entry.number("statusCode");
    const path = entry.text("path");
    const errorCachingMinTtlSeconds = entry.number("errorCachingMinTtlSeconds");
    if (statusCode === undefined || path === undefined) return undefined;
    return { statusCode, path, ...(errorCachingMinTtlSeconds === undefined ? {} : { errorCachingMinTtlSeconds }) };
  });
}

/** A list of behaviors, by the names of their arguments. */
export function behaviorsOf(value: unknown): BehaviorArgs[] | undefined {
  return listOf(value, (entry) => {
    const pathPattern = entry.text("pathPattern");
    if (pathPattern === undefined) return undefined;
    const cachePolicy = entry.take("cachePolicy", cachePolicyOf);
    return {
      pathPattern,
      ...entry.given("cachePolicyId", entry.text("cachePolicyId")),
      ...entry.given("cachePolicy", cachePolicy),
      ...entry.given("responseHeadersPolicyId", entry.text("responseHeadersPolicyId")),
      ...entry.given("compress", entry.flag("compress")),
      ...entry.given("httpsOnly", entry.flag("httpsOnly")),
    };
  });
}

/** A cache policy, by the names of its arguments. */
export function cachePolicyOf(value: unknown): CachePolicyArgs | undefined {
  return entryOf(value, (entry) => ({
    ...entry.given("minTtlSeconds", entry.number("minTtlSeconds")),
    ...entry.given("defaultTtlSeconds", entry.number("defaultTtlSeconds")),
    ...entry.given("maxTtlSeconds", entry.number("maxTtlSeconds")),
    ...entry.given("queryStrings", entry.texts("queryStrings")),
    ...entry.given("headers", entry.texts("headers")),
    ...entry.given("cookies", entry.texts("cookies")),
  }));
}

/** One object, field by field: it goes wrong with a field of another type, or with one that nobody asks for. */
class Entry {
  private readonly asked = new Set<string>();
  private wrong = false;

  constructor(private readonly fields: object) {}

  get isRight(): boolean {
    return !this.wrong && Object.keys(this.fields).every((name) => this.asked.has(name));
  }

  text(name: string): string | undefined {
    return this.take(name, (value) => (typeof value === "string" ? value : undefined));
  }

  number(name: string): number | undefined {
    return this.take(name, (value) => (typeof value === "number" ? value : undefined));
  }

  flag(name: string): boolean | undefined {
    return this.take(name, (value) => (typeof value === "boolean" ? value : undefined));
  }

  texts(name: string): string[] | undefined {
    return this.take(name, (value) =>
      Array.isArray(value) && value.every((item) => typeof item === "string") ? value : undefined,
    );
  }

  take<T>(name: string, read: (value: unknown) => T | undefined): T | undefined {
    this.asked.add(name);
    if (!Object.hasOwn(this.fields, name)) return undefined;
    const value = read(Reflect.get(this.fields, name));
    if (value === undefined) this.wrong = true;
    return value;
  }

  given<N extends string, T>(name: N, value: T | undefined): { [K in N]?: T } {
    const object: { [K in N]?: T } = {};
    if (value !== undefined) object[name] = value;
    return object;
  }
}

function listOf<T>(value: unknown, map: (entry: Entry) => T | undefined): T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const entries = value.map((item: unknown) => entryOf(item, map));
  const right = entries.filter((entry) => entry !== undefined);
  return right.length === entries.length ? right : undefined;
}

function entryOf<T>(value: unknown, map: (entry: Entry) => T | undefined): T | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const entry = new Entry(value);
  const mapped = map(entry);
  return entry.isRight ? mapped : undefined;
}
