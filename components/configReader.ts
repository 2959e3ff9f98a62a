import { CodedError } from "../aws/codedError";
import { nearestNames } from "./nearestNames";
import { oneOf, refusal } from "./refusals";

/** Reads typed values from a stack's configuration, where every value is text and a structured one is JSON. */
export interface ConfigReader {
  /** Text that must be there; `what` says what it is. */
  required(key: string, what: string): string;
  text(key: string): string | undefined;
  number(key: string): number | undefined;
  flag(key: string): boolean | undefined;
  choice<T extends string>(key: string, choices: Readonly<Record<string, T>>): T | undefined;
  numbers(key: string): number[] | undefined;
  textList(key: string): string[] | undefined;
  texts(key: string): Record<string, string> | undefined;
  /** A structured value; `parse` gives undefined for one of another shape than `takes` says. */
  structured<T>(key: string, takes: string, parse: (value: unknown) => T | undefined): T | undefined;
  /** Refuses a key of the namespace that nobody has asked for: most likely a misspelt one. */
  refuseUnread(): void;
}

/** @throws CodedError from its methods: `E_CONFIG_MISSING` or `E_CONFIG_VALUE`, with the key as its path. */
export function configReader(namespace: string, config: Readonly<Record<string, string>>): ConfigReader {
  const asked = new Set<string>();

  function get<T>(key: string, takes: string, parse: (text: string) => T | undefined): T | undefined {
    const name = `${namespace}:${key}`;
    asked.add(name);
    const text = config[name];
    if (text === undefined) return undefined;
    const value = parse(text);
    if (value === undefined) throw refusal("E_CONFIG_VALUE", name, takes, text);
    return value;
  }

  const text = (key: string) => get(key, "be text", (value) => value);

  return {
    text,
    required(key, what) {
      const value = text(key);
      if (value !== undefined && value !== "") return value;
      const name = `${namespace}:${key}`;
      throw new CodedError(
        "E_CONFIG_MISSING",
        `${name} is missing from the stack's configuration: supply ${what}`,
        name,
      );
    },
    number: (key) => get(key, "be a number", numberOf),
    flag: (key) => get(key, "be true or false", flagOf),
    choice(key, choices) {
      const value = text(key);
      return value === undefined ? undefined : oneOf("E_CONFIG_VALUE", `${namespace}:${key}`, value, choices);
    },
    numbers: (key) => get(key, "be a list of numbers", (value) => numbersOf(jsonOf(value))),
    textList: (key) => get(key, "be a list of text", (value) => textListOf(jsonOf(value))),
    texts: (key) => get(key, "be a map of names to text", (value) => textsOf(jsonOf(value))),
    structured: (key, takes, parse) => get(key, takes, (value) => parse(jsonOf(value))),
    refuseUnread() {
      const unread = Object.keys(config).find((name) => name.startsWith(`${namespace}:`) && !asked.has(name));
      if (unread === undefined) return;
      const known = [...asked].map((name) => name.slice(namespace.length + 1));
      const nearest = nearestNames(unread.slice(namespace.length + 1), known);
      throw new CodedError("E_CONFIG_VALUE", `${unread} is not a key that is known; ${nearest}`, unread);
    },
  };
}

function numberOf(text: string): number | undefined {
  const value = text.trim() === "" ? NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function flagOf(text: string): boolean | undefined {
  if (text === "true") return true;
  return text === "false" ? false : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function numbersOf(value: unknown): number[] | undefined {
  return Array.isArray(value) && value.every((item) => typeof item === "number") ? value : undefined;
}

function textListOf(value: unknown): string[] | undefined {
  return Array.isArray(value) && value.every((item) => typeof item === "string") ? value : undefined;
}

/** YAML reads `cost-center: 42` as a number; a tag is text all the same. */
function textsOf(value: unknown): Record<string, string> | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const texts = new Map<string, string>();
  for (const [key, item] of Object.entries(value) as [string, unknown][]) {
    if (typeof item !== "string" && typeof item !== "number" && typeof item !== "boolean") return undefined;
    texts.set(key, String(item));
  }
  return Object.fromEntries(texts);
}
