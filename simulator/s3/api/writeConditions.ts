import { createHash } from "node:crypto";
import { headerValue, type HeaderMap } from "../../http";
import { maxKeyBytes } from "../errors";
import type { Estate } from "../estate";
import type { Version } from "../object";
import { refuse } from "./refusal";

/** Compares the bytes with `content-md5`. Throws `InvalidDigest` when it is none, `BadDigest` when it is another's. */
export function digestChecked(headers: Readonly<HeaderMap>, body: Uint8Array): void {
  const claimed = headerValue(headers, "content-md5");
  if (claimed === undefined) return;
  if (!/^[A-Za-z0-9+/]{22}==$/.test(claimed)) throw refuse("InvalidDigest", { details: { "Content-MD5": claimed } });
  const actual = createHash("md5").update(body).digest("base64");
  if (actual !== claimed) {
    throw refuse("BadDigest", { details: { ExpectedDigest: claimed, CalculatedDigest: actual } });
  }
}

/**
 * Refuses what the buckets have no room for, before anything of it is stored. S3 has room for all; its answer for what it
 * cannot take just now comes nearest. Throws `SlowDown`.
 */
export function checkRoom({ memory }: Estate, body: Uint8Array | { readonly byteLength: number }): void {
  if (body instanceof Uint8Array ? memory.admits(body) : memory.admitsBytes(body.byteLength)) return;
  throw refuse("SlowDown", {
    message: `The simulator's buckets hold ${memory.heldBytes} of at most ${memory.maximumBytes} bytes, and ${body.byteLength} more do not fit; delete versions or raise maximumBytes.`,
  });
}

/** The preconditions of a write, and its key. Throws `PreconditionFailed`, `NoSuchKey`, `KeyTooLongError`. */
export function checkWrite(headers: Readonly<HeaderMap>, current: Version | undefined, key: string): void {
  const size = Buffer.byteLength(key);
  if (size > maxKeyBytes) {
    throw refuse("KeyTooLongError", { details: { Size: String(size), MaxSizeAllowed: String(maxKeyBytes) } });
  }
  const object = current === undefined || current.deleteMarker ? undefined : current;
  const noneMatch = headerValue(headers, "if-none-match");
  if (noneMatch !== undefined && noneMatch !== "*") throw refuse("NotImplemented");
  if (noneMatch === "*" && object !== undefined) {
    throw refuse("PreconditionFailed", { details: { Condition: "If-None-Match" } });
  }
  checkMatch(headerValue(headers, "if-match"), current, key);
}

/** Whether the object that is there is the one that is meant; `*`: any. Throws `NoSuchKey`, `PreconditionFailed`. */
export function checkMatch(match: string | undefined, current: Version | undefined, key: string): void {
  if (match === undefined) return;
  const object = current === undefined || current.deleteMarker ? undefined : current;
  if (object === undefined) throw refuse("NoSuchKey", { details: { Key: key } });
  if (match !== "*" && match.replace(/^"|"$/g, "") !== object.etag.replace(/^"|"$/g, "")) {
    throw refuse("PreconditionFailed", { details: { Condition: "If-Match" } });
  }
}
