/** What stands on the wire for a value that is not known before the update, one mark for each of Pulumi's kinds. */
export const unknownMarks: ReadonlySet<unknown> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** What `pulumi policy analyze` puts in the place of a secret that it cannot decrypt, whatever the secret is. */
const keptBack = "[secret]";

/** Whether a value is one that cannot be read here. */
export function isMark(value: unknown): boolean {
  return unknownMarks.has(value) || value === keptBack;
}

/** A rule met something that only the update will tell, or whoever may read the secrets of the stack. */
export class NotDecided extends Error {
  override readonly name = "NotDecided";

  constructor(
    /** What is not known: `origins[0].domainName of site`. */
    readonly what: string,
    isKeptBack = false,
  ) {
    super(
      isKeptBack
        ? `not decided: ${what} is a secret that is kept back here; export the state with --show-secrets`
        : `not decided until the update: ${what} is not known before the update`,
    );
  }
}

/**
 * A property of a resource, read when a rule asks for it: what nobody asks for may be unknown. Reading one that is not
 * known throws {@link NotDecided}; one of a kind that the provider would refuse counts as absent.
 */
export class Value {
  constructor(
    private readonly value: unknown,
    private readonly owner: string,
    private readonly path = "",
  ) {}

  get isKnown(): boolean {
    return !isMark(this.value);
  }

  get exists(): boolean {
    return this.known() !== undefined && this.known() !== null;
  }

  /** Where it stands: `origins[0].domainName of site`. */
  get place(): string {
    return this.path === "" ? this.owner : `${this.path} of ${this.owner}`;
  }

  at(...names: readonly string[]): Value {
    return names.reduce<Value>((value, name) => value.child(name), this);
  }

  get list(): readonly Value[] {
    const value = this.known();
    if (!Array.isArray(value)) return [];
    return value.map((item: unknown, index) => new Value(item, this.owner, `${this.path}[${index}]`));
  }

  get texts(): readonly string[] {
    return this.list.map((item) => item.text).filter((text) => text !== undefined);
  }

  get numbers(): readonly number[] {
    return this.list.map((item) => item.number).filter((number) => number !== undefined);
  }

  get text(): string | undefined {
    const value = this.known();
    return typeof value === "string" ? value : undefined;
  }

  /** A number, or one written as text, as providers take both. */
  get number(): number | undefined {
    const value = this.known();
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    return typeof number === "number" && !Number.isNaN(number) ? number : undefined;
  }

  /** Whether it is true; undefined when it is not set. */
  get flag(): boolean | undefined {
    const value = this.known();
    if (value === true || value === "true") return true;
    return value === false || value === "false" ? false : undefined;
  }

  /** Whether it holds something: no empty text, no empty list. */
  get isGiven(): boolean {
    const value = this.known();
    return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== "";
  }

  /** The value as it is; parts of it may be unknown. */
  get raw(): unknown {
    return this.known();
  }

  private child(name: string): Value {
    const value = this.known();
    const found: unknown =
      typeof value === "object" && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
    return new Value(found, this.owner, this.path === "" ? name : `${this.path}.${name}`);
  }

  private known(): unknown {
    if (!this.isKnown) throw new NotDecided(this.place, this.value === keptBack);
    return this.value;
  }
}
