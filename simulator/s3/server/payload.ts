import type { Claim } from "./authorization";
import type { Authenticated } from "./authenticate";
import { scopeOf } from "./canonical";
import { checkChecksums } from "./checksums";
import { unchunk, type Unchunked } from "./chunked";
import { refused } from "./refused";
import { sha256Hex } from "./sha256";

/** A body as its operation takes it, and the headers that now describe it. */
export interface Payload {
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

const signedStreaming = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
const streaming = [signedStreaming, `${signedStreaming}-TRAILER`, "STREAMING-UNSIGNED-PAYLOAD-TRAILER"];

/** Whether the body is coded `aws-chunked`. */
export function isStreaming(payloadHash: string): boolean {
  return streaming.includes(payloadHash);
}

/** The hash that stands in the signature: a presigned URL that names none signs no body. Throws `Refused`. */
export function payloadHashOf(headers: Readonly<Record<string, string>>, claim: Claim | undefined): string {
  const hash = headers["x-amz-content-sha256"];
  if (hash === undefined) {
    if (claim === undefined || claim.presigned) return "UNSIGNED-PAYLOAD";
    throw refused(400, "InvalidRequest", "Missing required header for this request: x-amz-content-sha256");
  }
  if (hash === "UNSIGNED-PAYLOAD" || isStreaming(hash) || /^[0-9a-f]{64}$/.test(hash)) return hash;
  throw refused(
    400,
    "InvalidArgument",
    "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.",
    { ArgumentName: "x-amz-content-sha256", ArgumentValue: hash },
  );
}

/** Undoes a body's coding and checks hashes, signatures and checksums. Throws `Refused`. */
export function payloadOf(
  wire: Uint8Array,
  headers: Readonly<Record<string, string>>,
  payloadHash: string,
  signedBy: { readonly claim: Claim; readonly authenticated: Authenticated } | undefined,
  /** Whether the checksums are those of this body; those of a multipart upload's completion are the object's. */
  ownChecksums: boolean,
): Payload {
  const read = isStreaming(payloadHash)
    ? unchunked(wire, headers, payloadHash, signedBy)
    : { body: wire, trailers: {}, headers };
  if (/^[0-9a-f]{64}$/.test(payloadHash) && sha256Hex(wire) !== payloadHash) {
    throw refused(
      400,
      "XAmzContentSHA256Mismatch",
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
      { ClientComputedContentSHA256: payloadHash, S3ComputedContentSHA256: sha256Hex(wire) },
    );
  }
  const all = { ...read.headers, ...read.trailers };
  if (ownChecksums) checkChecksums(read.body, all);
  return { body: read.body, headers: all };
}

function unchunked(
  wire: Uint8Array,
  headers: Readonly<Record<string, string>>,
  payloadHash: string,
  signedBy: { readonly claim: Claim; readonly authenticated: Authenticated } | undefined,
): Payload & Unchunked {
  const length = headers["x-amz-decoded-content-length"];
  if (length === undefined || !/^\d{1,15}$/.test(length)) {
    throw refused(411, "MissingContentLength", "You must provide the x-amz-decoded-content-length HTTP header.");
  }
  const isSigned = payloadHash.startsWith(signedStreaming);
  if (isSigned && signedBy === undefined) {
    throw refused(403, "AccessDenied", "Signed chunks need a signed request");
  }
  const signer =
    isSigned && signedBy !== undefined
      ? {
          signingKey: signedBy.authenticated.signingKey,
          seed: signedBy.claim.signature,
          longDate: signedBy.claim.longDate,
          scope: scopeOf(signedBy.claim),
        }
      : undefined;
  const { body, trailers } = unchunk(wire, signer, payloadHash.endsWith("-TRAILER"));
  if (body.byteLength !== Number(length)) {
    throw refused(
      400,
      "IncompleteBody",
      "You did not provide the number of bytes specified by the x-amz-decoded-content-length HTTP header",
    );
  }
  checkTrailers(headers["x-amz-trailer"], trailers);
  const { "content-encoding": encoding, ...rest } = headers;
  const codings = (encoding ?? "").split(",").map((coding) => coding.trim());
  const left = codings.filter((coding) => coding !== "" && coding.toLowerCase() !== "aws-chunked");
  return {
    body,
    trailers,
    headers: {
      ...rest,
      ...(left.length === 0 ? {} : { "content-encoding": left.join(",") }),
      "content-length": String(body.byteLength),
    },
  };
}

/** What was announced comes, and nothing else: a trailer would otherwise set headers that nobody signed. */
function checkTrailers(announced: string | undefined, trailers: Readonly<Record<string, string>>): void {
  const names = (announced ?? "")
    .toLowerCase()
    .split(",")
    .map((name) => name.trim());
  const expected = names.filter((name) => name !== "");
  const got = Object.keys(trailers);
  const isChecksum = got.every((name) => /^x-amz-checksum-/.test(name));
  if (!isChecksum || expected.length !== got.length || !expected.every((name) => got.includes(name))) {
    throw refused(
      400,
      "MalformedTrailerError",
      "The request contained trailing data that was not well-formed or did not conform to our published schema.",
    );
  }
}
