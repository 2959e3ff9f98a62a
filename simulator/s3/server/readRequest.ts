import type { IncomingMessage } from "node:http";
import type { ApiRequest } from "../api/request";
import { invalidUri, methodNotAllowed } from "../errors";
import { authenticate, type S3Credentials } from "./authenticate";
import { claimOf, type Claim } from "./authorization";
import { isStreaming, payloadHashOf, payloadOf } from "./payload";
import { checkLength, readBody } from "./readBody";
import { refused, Refused } from "./refused";
import { endpointOf, targetOf } from "./target";

/** What reading a request needs to know. */
export interface ReadOptions {
  readonly credentials: readonly S3Credentials[];
  readonly maximumBodyBytes: number;
  readonly now: number;
  /** Called once the head is accepted: the client may send its body (`Expect: 100-continue`). */
  readonly onHead: () => void;
}

/** Reads and authenticates a request. Throws `Refused` with S3's answer. */
export async function readRequest(message: IncomingMessage, options: ReadOptions): Promise<ApiRequest> {
  const method = message.method ?? "GET";
  const headers = headersOf(message);
  const url = message.url ?? "";
  const mark = url.indexOf("?");
  const [rawPath, rawQuery] = mark < 0 ? [url, ""] : [url.slice(0, mark), url.slice(mark + 1)];
  if ((message.headersDistinct["host"] ?? []).length !== 1) {
    throw refused(400, "InvalidRequest", "Exactly one Host header is required");
  }
  const host = headers["host"] ?? "";
  const endpoint = endpointOf(host);
  if (endpoint === undefined) throw refused(403, "AccessDenied", "No endpoint answers to this host name");
  if (!rawPath.startsWith("/")) throw new Refused(invalidUri(rawPath));
  const target = targetOf(rawPath, endpoint);
  const query = new URLSearchParams(rawQuery);
  const claim = claimOf(headers, query);
  // A call of another service, such as IAM's or STS's: S3 itself has no POST on the service.
  if (method === "POST" && target.bucket === undefined) {
    throw new Refused(methodNotAllowed(method, "SERVICE", "GET, HEAD"));
  }
  const payloadHash = payloadHashOf(headers, claim);
  const signed = { method, rawPath, rawQuery, headers, payloadHash };
  const signedBy =
    claim === undefined
      ? undefined
      : { claim, authenticated: await authenticate(claim, signed, options.credentials, options.now) };
  checkLength(method, headers, isStreaming(payloadHash), options.maximumBodyBytes);
  options.onHead();
  const wire = await readBody(message, options.maximumBodyBytes);
  // An address of this machine is an endpoint of every region: who does not sign is sent nowhere else.
  const region = claim?.region ?? endpoint.region;
  const ownChecksums = !(method === "POST" && query.has("uploadId"));
  const payload = payloadOf(wire, headers, payloadHash, signedBy, ownChecksums);
  return {
    method,
    ...target,
    query: ownQuery(query),
    headers: { ...hoisted(query, claim), ...withoutSignature(payload.headers) },
    body: payload.body,
    caller:
      signedBy === undefined ? { kind: "anonymous" } : { kind: "account", accountId: signedBy.authenticated.accountId },
    // A laptop has no certificate: plain HTTP counts as HTTPS, as at the edge, unless the client says otherwise.
    secure: headers["x-forwarded-proto"] !== "http",
    ...addressOf(message),
    host,
    ...(region === undefined ? {} : { region }),
  };
}

/** IPv4 over a socket of IPv6 counts as IPv4. */
function addressOf({ socket }: IncomingMessage): Pick<ApiRequest, "sourceIp"> {
  const { remoteAddress } = socket;
  return remoteAddress === undefined ? {} : { sourceIp: remoteAddress.replace(/^::ffff:(?=\d+\.)/, "") };
}

function headersOf(message: IncomingMessage): Record<string, string> {
  const pairs = Object.entries(message.headersDistinct);
  return Object.fromEntries(pairs.map(([name, values]) => [name, (values ?? []).join(",")]));
}

const signatureParameters = /^(?:X-Amz-(?:Algorithm|Credential|Date|Expires|SignedHeaders|Signature|Security-Token))$/;

/** Whether a parameter of a presigned URL stands for a header of that name, as the SDKs write them. */
function isHoisted(name: string): boolean {
  return /^x-amz-/i.test(name) && !signatureParameters.test(name);
}

/** `x-id` only repeats the operation's name; S3 ignores it. */
function ownQuery(query: URLSearchParams): URLSearchParams {
  const own = [...query].filter(([name]) => !signatureParameters.test(name) && !isHoisted(name) && name !== "x-id");
  return new URLSearchParams(own);
}

/**
 * A checksum there is left out: uploaders report that S3 checks and keeps none that stands in the query, and the SDK for
 * JavaScript writes that of an empty body, which it does not have yet.
 */
function hoisted(query: URLSearchParams, claim: Claim | undefined): Record<string, string> {
  if (claim?.presigned !== true) return {};
  const names = [...query].filter(([name]) => isHoisted(name) && !/^x-amz-(?:checksum|sdk-checksum)-/i.test(name));
  return Object.fromEntries(names.map(([name, value]) => [name.toLowerCase(), value]));
}

function withoutSignature(headers: Readonly<Record<string, string>>): Record<string, string> {
  const { authorization: _signature, ...rest } = headers;
  return rest;
}
