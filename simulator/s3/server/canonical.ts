import { isUtf8 } from "node:buffer";
import type { Claim } from "./authorization";
import { sha256Hex } from "./sha256";

/** What of a request is signed. */
export interface Signed {
  readonly method: string;
  /** As it stands on the wire: S3 signs the path encoded once, with every dot and slash. */
  readonly rawPath: string;
  /** As it stands on the wire, without the question mark. */
  readonly rawQuery: string;
  readonly headers: Readonly<Record<string, string>>;
  /** `x-amz-content-sha256`, or `UNSIGNED-PAYLOAD`. */
  readonly payloadHash: string;
}

/** The text whose HMAC is the signature. */
export function stringToSign(signed: Signed, claim: Claim): string {
  return ["AWS4-HMAC-SHA256", claim.longDate, scopeOf(claim), sha256Hex(canonicalRequest(signed, claim))].join("\n");
}

export function scopeOf({ shortDate, region, service }: Claim): string {
  return `${shortDate}/${region}/${service}/aws4_request`;
}

export function canonicalRequest({ method, rawPath, rawQuery, headers, payloadHash }: Signed, claim: Claim): string {
  const lines = claim.signedHeaders.map((name) => `${name}:${signedText(headers[name] ?? "")}\n`);
  return [method, rawPath, canonicalQuery(rawQuery), lines.join(""), claim.signedHeaders.join(";"), payloadHash].join(
    "\n",
  );
}

/** A header's bytes, which arrive as Latin-1: clients write UTF-8, and those that write Latin-1 sign it as UTF-8. */
function signedText(value: string): string {
  const bytes = Buffer.from(value, "latin1");
  const text = isUtf8(bytes) ? bytes.toString() : value;
  return text.trim().replace(/\s+/g, " ");
}

/** Pairs encoded strictly, in the order of their code points, without the signature itself. */
export function canonicalQuery(rawQuery: string): string {
  return rawQuery
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const equals = pair.indexOf("=");
      return [
        reencoded(equals < 0 ? pair : pair.slice(0, equals)),
        reencoded(equals < 0 ? "" : pair.slice(equals + 1)),
      ];
    })
    .filter(([name]) => name !== "X-Amz-Signature")
    .sort(([a = "", x = ""], [b = "", y = ""]) => (a === b ? order(x, y) : order(a, b)))
    .map(([name = "", value = ""]) => `${name}=${value}`)
    .join("&");
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Text with a `%` that is none is signed as it stands; it is refused where it is read. */
function reencoded(text: string): string {
  try {
    return encodeURIComponent(decodeURIComponent(text)).replace(
      /[!'()*]/g,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  } catch {
    return text;
  }
}
