/** One object, field by field: it goes wrong with a field of another type, or with one that nobody asks for. */
export class ConfigEntry {
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

  textMap(name: string): Record<string, string> | undefined {
    return this.take(name, (value) => {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
      return Object.values(value).every((item) => typeof item === "string")
        ? (value as Record<string, string>)
        : undefined;
    });
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

/** What `map` makes of each object of a list; undefined when the list is none, or one of its objects is wrong. */
export function listOf<T>(value: unknown, map: (entry: ConfigEntry) => T | undefined): T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const entries = value.map((item: unknown) => objectOf(item, map));
  const right = entries.filter((entry) => entry !== undefined);
  return right.length === entries.length ? right : undefined;
}

/** What `map` makes of an object; undefined when it is none, or has a field of another type, or one that nobody asks for. */
export function objectOf<T>(value: unknown, map: (entry: ConfigEntry) => T | undefined): T | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const entry = new ConfigEntry(value);
  const mapped = map(entry);
  return entry.isRight ? mapped : undefined;
}
