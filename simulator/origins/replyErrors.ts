import { BrokenBody } from "../http";
import type { OriginFailure } from "../s3/transport";

/** The client's words for a request that it cannot send, which no origin is to blame for. */
const ownFaults: ReadonlySet<string> = new Set([
  "UND_ERR_INVALID_ARG",
  "UND_ERR_NOT_SUPPORTED",
  "UND_ERR_REQ_CONTENT_LENGTH_MISMATCH",
]);

export function isOwnFault(error: Error): boolean {
  return error instanceof BrokenBody || ownFaults.has(codeOf(error));
}

/** How an exchange failed before its head was complete. */
export function failureOf(error: Error): OriginFailure {
  const code = codeOf(error);
  // HD-114.
  if (code === "UND_ERR_HEADERS_OVERFLOW") return "headers-too-big";
  // HD-113: what the parser refuses, a length that is none included.
  if (error.name === "HTTPParserError" || code === "UND_ERR_RES_CONTENT_LENGTH_MISMATCH") return "bad-response";
  // HD-121: an interim response where none is taken, or a change of protocol that nobody asked for.
  if (code === "UND_ERR_SOCKET" && error.message.startsWith("bad ")) return "bad-response";
  return "connection-reset";
}

function codeOf(error: Error): string {
  return "code" in error ? String(error.code) : "";
}
