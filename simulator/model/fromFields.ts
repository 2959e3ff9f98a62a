import { CodedError } from "../../aws/codedError";

/** Reads the properties of a Pulumi resource, and says which one is wrong, by its path. */
export class Fields {
  constructor(
    private readonly value: unknown,
    readonly path: string,
  ) {}

  get exists(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined && this.get(name) !== null;
  }

  keys(): readonly string[] {
    return typeof this.value === "object" && this.value !== null ? Object.keys(this.value) : [];
  }

  raw(name: string): unknown {
    return this.get(name);
  }

  child(name: string): Fields {
    return new Fields(this.get(name), this.pathOf(name));
  }

  /** The child, or undefined where there is none, mapped. */
  optional<T>(name: string, map: (child: Fields) => T): T | undefined {
    return this.has(name) ? map(this.child(name)) : undefined;
  }

  list(name: string): readonly Fields[] {
    return this.array(name).map((item, index) => new Fields(item, `${this.pathOf(name)}[${index}]`));
  }

  texts(name: string): readonly string[] {
    return this.array(name).map((item, index) => {
      if (typeof item !== "string") throw this.wrong(`${name}[${index}]`, "a string", item);
      return item;
    });
  }

  numbers(name: string): readonly number[] {
    return this.array(name).map((item, index) => this.asNumber(`${name}[${index}]`, item));
  }

  text(name: string): string {
    const value = this.optionalText(name);
    if (value === undefined) throw this.wrong(name, "a string", undefined);
    return value;
  }

  optionalText(name: string): string | undefined {
    const value = this.get(name);
    if (value === undefined || value === null) return undefined;
    if (typeof value !== "string") throw this.wrong(name, "a string", value);
    return value;
  }

  optionalNumber(name: string): number | undefined {
    const value = this.get(name);
    return value === undefined || value === null ? undefined : this.asNumber(name, value);
  }

  /** Whether it is set to true; `absent` when it is not set. */
  flag(name: string, absent = false): boolean {
    const value = this.get(name);
    if (value === undefined || value === null) return absent;
    if (value === true || value === "true") return true;
    if (value === false || value === "false") return false;
    throw this.wrong(name, "true or false", value);
  }

  oneOf<T extends string>(name: string, choices: readonly T[]): T {
    const value = this.get(name);
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw this.wrong(name, `one of ${choices.join(", ")}`, value);
    return found;
  }

  /** As the providers' inputs come: a whole number, or one written as text. */
  private asNumber(name: string, value: unknown): number {
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    if (typeof number !== "number" || Number.isNaN(number)) throw this.wrong(name, "a number", value);
    return number;
  }

  private array(name: string): readonly unknown[] {
    const value = this.get(name);
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) throw this.wrong(name, "a list", value);
    return value;
  }

  private get(name: string): unknown {
    if (typeof this.value !== "object" || this.value === null) return undefined;
    return Object.hasOwn(this.value, name) ? Reflect.get(this.value, name) : undefined;
  }

  private pathOf(name: string): string {
    return this.path === "" ? name : `${this.path}.${name}`;
  }

  private wrong(name: string, expected: string, got: unknown): CodedError {
    const path = this.pathOf(name);
    const value = got === undefined || got === null ? "nothing" : JSON.stringify(got);
    return new CodedError("InvalidArgument", `${path} must be ${expected}, got ${value}`, path);
  }
}

/** `{ [name]: value }`, or nothing when there is no value: absent and undefined are not the same to the model's types. */
export function given<N extends string, T>(name: N, value: T | undefined): { [K in N]?: T } {
  const object: { [K in N]?: T } = {};
  if (value !== undefined) object[name] = value;
  return object;
}
