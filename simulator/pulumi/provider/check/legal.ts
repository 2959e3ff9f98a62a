import type { Finding } from "./shape";

/** What the API takes for a value. */
export interface Legal {
  readonly oneOf?: readonly (string | number)[];
  readonly pattern?: RegExp;
  /** Characters of text, entries of a list or a map. */
  readonly length?: readonly [minimum: number, maximum: number];
  readonly range?: readonly [minimum: number, maximum: number];
}

/** Legal values by the path of a property, in which `[]` stands for every entry of a list. */
export type LegalValues = Readonly<Record<string, Legal>>;

/** What stands for a value that is not known yet. */
const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Holds a resource's inputs against the API's limits. Pure; what is absent or unknown is legal. */
export function checkLegal(legalValues: LegalValues, inputs: unknown): readonly Finding[] {
  return Object.entries(legalValues).flatMap(([path, legal]) =>
    valuesAt(
      inputs,
      path.split(/(?<=\[\])\.?|\./).filter((step) => step !== ""),
    ).flatMap((found) => {
      const fault = faultOf(found.value, legal);
      return fault === undefined ? [] : [{ path: found.path, fault }];
    }),
  );
}

interface Found {
  readonly path: string;
  readonly value: unknown;
}

/** Every value below a path of steps such as `origins[]`, `originId`. */
function valuesAt(value: unknown, steps: readonly string[], path = ""): readonly Found[] {
  const [step, ...rest] = steps;
  if (value === undefined || value === null || value === unknownValue) return [];
  if (step === undefined) return [{ path, value }];
  const name = step.replace(/\[\]$/, "");
  if (typeof value !== "object") return [];
  const child: unknown = Object.entries(value).find(([key]) => key === name)?.[1];
  const at = path === "" ? name : `${path}.${name}`;
  if (!step.endsWith("[]")) return valuesAt(child, rest, at);
  if (!Array.isArray(child)) return [];
  return child.flatMap((entry: unknown, index) => valuesAt(entry, rest, `${at}[${index}]`));
}

function faultOf(value: unknown, { oneOf, pattern, length, range }: Legal): string | undefined {
  const shown = typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value);
  if (oneOf !== undefined && !oneOf.some((one) => one === value)) {
    return `must be one of ${oneOf.join(", ")}, got ${shown}`;
  }
  if (pattern !== undefined && !(typeof value === "string" && pattern.test(value))) {
    return `must match ${pattern.source}, got ${shown}`;
  }
  if (length !== undefined) {
    const size = sizeOf(value);
    if (size < length[0] || size > length[1]) return `must have ${length[0]} to ${length[1]} entries, got ${size}`;
  }
  if (range !== undefined && !(typeof value === "number" && value >= range[0] && value <= range[1])) {
    return `must be from ${range[0]} to ${range[1]}, got ${shown}`;
  }
  return undefined;
}

/** Bytes of text, since AWS counts UTF-8; entries of anything else. */
function sizeOf(value: unknown): number {
  if (typeof value === "string") return Buffer.byteLength(value);
  return Array.isArray(value) ? value.length : Object.keys(value ?? {}).length;
}
