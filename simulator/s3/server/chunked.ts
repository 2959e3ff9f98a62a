import { hmacHex, sameSignature } from "./authenticate";
import { signatureDoesNotMatch } from "../errors";
import { refused, Refused } from "./refused";
import { sha256Hex } from "./sha256";

/** What signs the chunks of a body: each signature continues the one before, the first that of the request. */
export interface ChunkSigner {
  readonly signingKey: Uint8Array;
  /** The signature of the request. */
  readonly seed: string;
  readonly longDate: string;
  readonly scope: string;
}

/** An `aws-chunked` body, undone. */
export interface Unchunked {
  readonly body: Uint8Array;
  /** By lower-case name. */
  readonly trailers: Readonly<Record<string, string>>;
}

/** Bytes that the line before a chunk may have. */
const maximumLineBytes = 1024;

/**
 * Undoes the coding `aws-chunked`. With a signer every chunk, and with `signedTrailer` the trailer, must be signed. Throws
 * `Refused`: `IncompleteBody` for what does not have the coding's form, `SignatureDoesNotMatch`.
 */
export function unchunk(wire: Uint8Array, signer?: ChunkSigner, signedTrailer = false): Unchunked {
  const input = Buffer.from(wire.buffer, wire.byteOffset, wire.byteLength);
  const chunks: Uint8Array[] = [];
  let previous = signer?.seed ?? "";
  let at = 0;
  const line = (): string => {
    const end = input.indexOf("\r\n", at);
    if (end < 0 || end - at > maximumLineBytes) throw incomplete();
    const text = input.toString("latin1", at, end);
    at = end + 2;
    return text;
  };
  for (;;) {
    const head = /^([0-9a-fA-F]{1,13})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line());
    if (head === null) throw incomplete();
    const size = Number.parseInt(head[1] ?? "", 16);
    if (at + size > input.length) throw incomplete();
    const data = input.subarray(at, at + size);
    at += size;
    if (signer !== undefined) {
      const text = [
        "AWS4-HMAC-SHA256-PAYLOAD",
        signer.longDate,
        signer.scope,
        previous,
        sha256Hex(""),
        sha256Hex(data),
      ];
      previous = checked(signer, text, head[2]);
    }
    if (size === 0) break;
    if (line() !== "") throw incomplete();
    chunks.push(data);
  }
  const trailers = trailersOf(input.toString("latin1", at));
  if (signer !== undefined && signedTrailer) {
    const { "x-amz-trailer-signature": signature, ...rest } = trailers;
    const lines = Object.entries(rest).map(([name, value]) => `${name}:${value}\n`);
    const text = ["AWS4-HMAC-SHA256-TRAILER", signer.longDate, signer.scope, previous, sha256Hex(lines.join(""))];
    checked(signer, text, signature);
    return { body: Buffer.concat(chunks), trailers: rest };
  }
  return { body: Buffer.concat(chunks), trailers };
}

function checked({ signingKey }: ChunkSigner, text: readonly string[], signature: string | undefined): string {
  const ours = hmacHex(signingKey, text.join("\n"));
  if (signature === undefined || !sameSignature(ours, signature)) throw new Refused(signatureDoesNotMatch());
  return ours;
}

function trailersOf(text: string): Record<string, string> {
  const trailers: Record<string, string> = {};
  for (const line of text.split("\r\n")) {
    if (line === "") continue;
    const pair = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):\s*(.*)$/.exec(line.trimEnd());
    if (pair === null)
      throw refused(400, "MalformedTrailerError", "The request contained trailing data that was not well-formed.");
    trailers[(pair[1] ?? "").toLowerCase()] = pair[2] ?? "";
  }
  return trailers;
}

function incomplete(): Refused {
  return refused(
    400,
    "IncompleteBody",
    "The request body terminated unexpectedly or is not coded as its Content-Encoding says.",
  );
}
