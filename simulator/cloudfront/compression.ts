import { promisify } from "node:util";
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from "node:zlib";
import type { Clock } from "../clock";
import { headerValue, type HeaderMap } from "../http";
import type { Coding } from "./acceptEncoding";
import { varyBy } from "./headersPolicy";
import type { StoredResponse } from "./storedResponse";

/** Bytes that an object must have, and may have at most, to be compressed at the edge (CA-20). */
const minimumBytes = 1_000;
const maximumBytes = 10_000_000;

const compressedStatuses: ReadonlySet<number> = new Set([200, 403, 404]);

/** The content types that CloudFront compresses (CA-20). */
const compressible: ReadonlySet<string> = new Set([
  "application/dash+xml",
  "application/eot",
  "application/font",
  "application/font-sfnt",
  "application/javascript",
  "application/json",
  "application/opentype",
  "application/otf",
  "application/pdf",
  "application/pkcs7-mime",
  "application/protobuf",
  "application/rss+xml",
  "application/truetype",
  "application/ttf",
  "application/vnd.apple.mpegurl",
  "application/vnd.mapbox-vector-tile",
  "application/vnd.ms-fontobject",
  "application/wasm",
  "application/x-font-opentype",
  "application/x-font-truetype",
  "application/x-font-ttf",
  "application/x-httpd-cgi",
  "application/x-javascript",
  "application/x-mpegurl",
  "application/x-opentype",
  "application/x-otf",
  "application/x-perl",
  "application/x-ttf",
  "application/xhtml+xml",
  "application/xml",
  "application/xml+rss",
  "font/eot",
  "font/opentype",
  "font/otf",
  "font/ttf",
  "image/svg+xml",
  "text/css",
  "text/csv",
  "text/html",
  "text/javascript",
  "text/js",
  "text/plain",
  "text/richtext",
  "text/tab-separated-values",
  "text/xml",
  "text/x-component",
  "text/x-java-source",
  "text/x-script",
  "vnd.apple.mpegurl",
]);

/** Whether the edge compresses this response (CA-20); an unknown length, as of a chunked one, rules it out. */
export function isCompressible({ status, headers, body, length }: StoredResponse): boolean {
  if (!compressedStatuses.has(status) || length === undefined) return false;
  if (body instanceof Uint8Array && length !== body.byteLength) return false;
  if (length < minimumBytes || length > maximumBytes || headers["content-encoding"] !== undefined) return false;
  const type = (headerValue(headers, "content-type") ?? "").split(";", 1)[0] ?? "";
  return compressible.has(type.trim().toLowerCase());
}

// Below this the work is shorter than handing it to another thread.
const inlineBytes = 32 * 1024;
// What a server that compresses while a viewer waits would take.
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

const gzipLater = promisify<Uint8Array, Buffer>(gzip);
const brotliLater = promisify<Uint8Array, object, Buffer>(brotliCompress);

/** The response as it is stored once the edge has compressed it (HD-37). */
export async function compressed(
  response: StoredResponse & { readonly body: Uint8Array },
  coding: Coding,
  clock: Clock,
): Promise<StoredResponse> {
  const { length: _uncompressed, ...rest } = response;
  return {
    ...rest,
    ...originEtagOf(response),
    headers: compressedHeaders(response.headers, coding),
    body: await compressedBytes(response.body, coding, clock),
  };
}

async function compressedBytes(body: Uint8Array, coding: Coding, clock: Clock): Promise<Uint8Array> {
  if (body.byteLength <= inlineBytes) return coding === "br" ? brotliCompressSync(body, brotliOptions) : gzipSync(body);
  return clock.external(coding === "br" ? brotliLater(body, brotliOptions) : gzipLater(body));
}

function originEtagOf({ headers }: StoredResponse): { originEtag?: string } {
  const etag = headerValue(headers, "etag");
  return etag === undefined ? {} : { originEtag: etag };
}

/** HD-37: a strong ETag becomes weak, a weak one stays, anything else goes. */
function compressedHeaders(headers: Readonly<HeaderMap>, coding: Coding): HeaderMap {
  const { etag: _strong, ...rest } = headers;
  const etag = headerValue(headers, "etag");
  const weak = etag === undefined || !/^(W\/)?"[^"]*"$/.test(etag) ? undefined : etag.replace(/^"/, 'W/"');
  return {
    ...rest,
    ...(weak === undefined ? {} : { etag: weak }),
    "content-encoding": coding,
    vary: varyBy(headers["vary"], "Accept-Encoding"),
  };
}
