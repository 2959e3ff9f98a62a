import { STATUS_CODES } from "node:http";
import type { HeaderMap } from "../../http";

/** The words beside a status, CloudFront's own included (HD-90). */
export function reasonOf(status: number): string {
  return status === 494 ? "Request Header Too Large" : (STATUS_CODES[status] ?? "");
}

/** How a body is told from what follows it: by its length, by chunks, or there is none. */
export type Framing = number | "chunks" | "none";

// RFC 9110, 5.5: a value with a line break in it would be another header.
const unwritable = /[^\t\x20-\x7e\x80-\xff]/;
const unnameable = /[^!#-'*+\-.0-9A-Z^-z|~]/;

/**
 * The head of an HTTP/1.1 response whose connection stays open for `idleSeconds`. Throws a `TypeError` for a header that
 * cannot be written.
 */
export function responseHead(
  status: number,
  headers: Readonly<HeaderMap>,
  framing: Framing,
  idleSeconds: number,
): string {
  let head = `HTTP/1.1 ${status} ${reasonOf(status)}\r\n`;
  for (const name in headers) {
    // The connection is this listener's own.
    if (name === "connection" || name === "keep-alive" || name === "transfer-encoding") continue;
    const value = headers[name];
    if (typeof value === "string") head += line(name, value);
    else for (const one of value ?? []) head += line(name, one);
  }
  if (headers["date"] === undefined) head += line("date", new Date().toUTCString());
  if (framing === "chunks") head += "transfer-encoding: chunked\r\n";
  else if (framing !== "none" && headers["content-length"] === undefined) head += `content-length: ${framing}\r\n`;
  return `${head}connection: keep-alive\r\nkeep-alive: timeout=${idleSeconds}\r\n\r\n`;
}

interface Line {
  readonly value: string;
  readonly text: string;
}

/** Names whose last line is known at a time; names come from origins and functions. */
const maximumLines = 200;
/** The last line with each name: most headers say the same in one response after the other. */
let lines = new Map<string, Line>();

function line(name: string, value: string): string {
  const last = lines.get(name);
  if (last?.value === value) return last.text;
  if (unwritable.test(value) || unnameable.test(name) || name === "") {
    throw new TypeError(`the header ${JSON.stringify(name)} has a name or a value that cannot be sent`);
  }
  const text = `${name}: ${value}\r\n`;
  if (lines.size === maximumLines) lines = new Map();
  lines.set(name, { value, text });
  return text;
}
