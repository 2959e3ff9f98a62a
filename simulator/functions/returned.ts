import type { HeaderMap } from "../http";
import { isDisallowed } from "../../aws/edgeHeaders";
import { seenValue } from "./headerText";

/** What is wrong with a function's answer, said so that its author finds it. */
export class ResultFault extends Error {}

export type Fields = Readonly<Record<string, unknown>>;

/** `value` as an object with fields. Throws {@link ResultFault}. */
export function fieldsOf(value: unknown, what: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ResultFault(`${what} must be an object, got ${shown(value)}`);
  }
  return value as Fields;
}

/** As {@link fieldsOf}; an absent one is empty. */
export function optionalFieldsOf(value: unknown, what: string): Fields {
  return value === undefined ? {} : fieldsOf(value, what);
}

/** `value` as a string. Throws {@link ResultFault}. */
export function stringOf(value: unknown, what: string): string {
  if (typeof value !== "string") throw new ResultFault(`${what} must be a string, got ${shown(value)}`);
  return value;
}

interface Value {
  readonly value: string;
  readonly attributes?: string;
}

/** The values under one name: `multiValue` where it is given, else `value` alone. */
function valuesOf(entry: unknown, what: string): Value[] {
  const fields = fieldsOf(entry, what);
  const multiple = fields["multiValue"];
  if (multiple === undefined) return [oneValue(fields, what)];
  if (!Array.isArray(multiple)) throw new ResultFault(`${what}.multiValue must be an array, got ${shown(multiple)}`);
  return multiple.map((one, index) => {
    const place = `${what}.multiValue[${index}]`;
    return oneValue(fieldsOf(one, place), place);
  });
}

function oneValue(fields: Fields, what: string): Value {
  const value = stringOf(fields["value"], `${what}.value`);
  const attributes = fields["attributes"];
  return attributes === undefined ? { value } : { value, attributes: stringOf(attributes, `${what}.attributes`) };
}

const token = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;

/** The headers of `value` as HTTP has them. Names must be in lower case, as in the event (CF-4). */
export function headersFrom(value: unknown, what: string): HeaderMap {
  const headers: HeaderMap = {};
  const fields = optionalFieldsOf(value, what);
  for (const name of Object.keys(fields)) {
    if (!token.test(name)) throw nameFault(name, what);
    set(headers, name, plainValueOf(fields[name]) ?? listedValueOf(fields[name], `${what}[${JSON.stringify(name)}]`));
  }
  return headers;
}

function nameFault(name: string, what: string): ResultFault {
  const place = `${what}[${JSON.stringify(name)}]`;
  if (name === name.toLowerCase()) return new ResultFault(`${place}: this is not the name of a header`);
  return new ResultFault(`${place}: header names must be in lower case`);
}

/** The common case at once: one value that nothing is wrong with. */
function plainValueOf(entry: unknown): string | undefined {
  if (typeof entry !== "object" || entry === null || !("value" in entry)) return undefined;
  if ("multiValue" in entry || "attributes" in entry || typeof entry.value !== "string") return undefined;
  return breaks.test(entry.value) ? undefined : entry.value;
}

function listedValueOf(entry: unknown, place: string): string | readonly string[] | undefined {
  const values = valuesOf(entry, place).map((one) => checkedValue(one.value, place));
  return values.length > 1 ? values : values[0];
}

/** A header named `__proto__` is a header as well; one without a value is none. */
function set(headers: HeaderMap, name: string, value: string | readonly string[] | undefined): void {
  if (value === undefined) return;
  if (name !== "__proto__") headers[name] = value;
  else Object.defineProperty(headers, name, { value, enumerable: true, writable: true, configurable: true });
}

const breaks = /[\0\r\n]/;

function checkedValue(value: string, what: string): string {
  if (breaks.test(value)) throw new ResultFault(`${what}: a value may not contain a line break or NUL`);
  return value;
}

/**
 * Refuses what the function may not touch: `readOnly` headers that it changed or deleted (LE-15), disallowed ones that it
 * set (LE-14). `received` is what its event was made from.
 */
export function checkHeaders(headers: HeaderMap, received: Readonly<HeaderMap>, readOnly: readonly string[]): void {
  for (const name of readOnly) {
    if (!same(headers[name], seenValue(received[name]))) {
      throw new ResultFault(`the header ${name} is read-only here, the function changed or deleted it (LE-15)`);
    }
  }
  for (const name in headers) {
    if (isDisallowed(name) && !same(headers[name], seenValue(received[name]))) {
      throw new ResultFault(`the header ${name} may not be set by a function (LE-14)`);
    }
  }
}

function same(one: HeaderMap[string] | undefined, other: HeaderMap[string] | undefined): boolean {
  if (one === other) return true;
  const [these, those] = [one, other].map((value) => (typeof value === "object" ? value : [value]));
  return JSON.stringify(these) === JSON.stringify(those);
}

/** `a=1&b=2` from the event's form of a query. */
export function queryFrom(value: unknown, what: string): string {
  return checkedValue(pairsFrom(value, what).join("&"), what);
}

/** The `cookie` header from the event's form of a request's cookies; undefined when there are none. */
export function cookieHeaderFrom(value: unknown, what: string): string | undefined {
  const pairs = pairsFrom(value, what);
  return pairs.length === 0 ? undefined : checkedValue(pairs.join("; "), what);
}

function pairsFrom(value: unknown, what: string): string[] {
  return Object.entries(optionalFieldsOf(value, what)).flatMap(([name, entry]) =>
    valuesOf(entry, `${what}[${JSON.stringify(name)}]`).map((one) => `${name}=${one.value}`),
  );
}

/** The `set-cookie` lines from the event's form of a response's cookies. */
export function setCookiesFrom(value: unknown, what: string): string[] {
  return Object.entries(optionalFieldsOf(value, what)).flatMap(([name, entry]) => {
    const place = `${what}[${JSON.stringify(name)}]`;
    return valuesOf(entry, place).map((one) =>
      checkedValue(`${name}=${one.value}${one.attributes === undefined ? "" : `; ${one.attributes}`}`, place),
    );
  });
}

/** The bytes of a response's `body`: a string is text, an object says how its `data` is encoded (CF-4). */
export function bodyFrom(value: unknown): Uint8Array | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string") return Buffer.from(value, "utf8");
  const fields = fieldsOf(value, "body");
  const data = stringOf(fields["data"], "body.data");
  const encoding = fields["encoding"] ?? "text";
  if (encoding === "text") return Buffer.from(data, "utf8");
  if (encoding !== "base64") throw new ResultFault(`body.encoding must be text or base64, got ${shown(encoding)}`);
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(data)) throw new ResultFault("body.data is not base64");
  return Buffer.from(data, "base64");
}

/** A value short enough for a message. */
export function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
