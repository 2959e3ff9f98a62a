import * as fc from "fast-check";
import type { EventContext, PlainRequest, PlainResponseHead } from "../../../simulator/functions";

export const context: EventContext = {
  distributionDomainName: "d111111abcdef8.cloudfront.net",
  distributionId: "E1DISTRIBUTION",
  requestId: "request-1",
  viewerIp: "192.0.2.1",
};

/** A request with what a test does not care about filled in. */
export function requestWith(more: Partial<PlainRequest> = {}): PlainRequest {
  return { method: "GET", uri: "/index.html", query: "", headers: { host: "example.com" }, ...more };
}

/** A response's head with what a test does not care about filled in. */
export function responseWith(more: Partial<PlainResponseHead> = {}): PlainResponseHead {
  return { status: 200, headers: { "content-type": "text/html" }, ...more };
}

/** As it comes back over the border of a process. */
export function throughJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}

/** Names that objects have by themselves, and names that objects put first. */
const awkwardNames = ["__proto__", "constructor", "tostring", "hasownproperty", "1", "0", "value"];

/** Characters of ASCII, bytes beyond it, and bytes that are UTF-8 together, as HTTP brings them. */
const received = fc.oneof(
  { weight: 4, arbitrary: fc.string({ maxLength: 12 }) },
  fc.string({ unit: fc.nat({ max: 255 }).map((byte) => String.fromCharCode(byte)), maxLength: 6 }),
  fc.string({ unit: "grapheme", maxLength: 6 }).map((value) => Buffer.from(value, "utf8").toString("latin1")),
);

const text = received.filter((value) => !/[\0\r\n]/.test(value));
const headerName = fc.oneof(
  fc.constantFrom(...awkwardNames, "accept", "x-a", "via"),
  fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/).filter((name) => name !== "cookie" && name !== "set-cookie"),
);
const headerValue = fc.oneof(text, fc.array(text, { minLength: 2, maxLength: 3 }));
const fields = fc.array(fc.tuple(headerName, headerValue), { maxLength: 6 });
const part = fc.oneof(text, fc.constantFrom(...awkwardNames, "a=1", "a", "a=", "=", "a=b=c", "a=2", " a = 1 ", "%3D"));

/** Queries as anybody may send them: repeated, empty, nameless, encoded or not. */
export const queries = fc.array(part, { maxLength: 6 }).map((parts) => parts.join("&"));

const cookieLines = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(";"));

function headersOf(entries: readonly (readonly [string, string | readonly string[]])[]): PlainRequest["headers"] {
  const headers: Record<string, string | readonly string[]> = {};
  for (const [name, value] of entries) {
    Object.defineProperty(headers, name, { value, enumerable: true, writable: true, configurable: true });
  }
  return headers;
}

function lines(name: string) {
  return fc
    .oneof(fc.constant(undefined), cookieLines, fc.array(cookieLines, { minLength: 2, maxLength: 3 }))
    .map((value): [string, string | readonly string[]][] => (value === undefined ? [] : [[name, value]]));
}

/** Any request. */
export const requests: fc.Arbitrary<PlainRequest> = fc
  .record({ query: queries, entries: fields, cookie: lines("cookie") })
  .map(({ query, entries, cookie }) => requestWith({ query, headers: headersOf([...entries, ...cookie]) }));

/** Any response's head. */
export const responses: fc.Arbitrary<PlainResponseHead> = fc
  .record({
    status: fc.integer({ min: 200, max: 599 }),
    description: fc.option(text, { nil: undefined }),
    entries: fields,
    cookies: lines("set-cookie"),
  })
  .map(({ status, description, entries, cookies }) => ({
    status,
    ...(description === undefined ? {} : { statusDescription: description }),
    headers: headersOf([...entries, ...cookies]),
  }));
