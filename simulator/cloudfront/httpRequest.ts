import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { headerValue, type HeaderMap } from "../http";
import type { EdgeRequest } from "./exchange";
import { connectionOf, plainAddress } from "./viewerConnection";
import type { PlainRequest } from "./wire/plainRequest";

/** A message from a socket as the edge takes it: its path untouched (HD-70). */
export function edgeRequestOf(message: IncomingMessage, scheme: "http" | "https"): EdgeRequest {
  const target = targetOf(message.url ?? "/");
  // What Node has read has a value.
  const received = message.headers as HeaderMap;
  // HD-100: the authority of an absolute target replaces Host.
  const headers = target.authority === undefined ? received : { ...received, host: target.authority };
  const forwarded = headerValue(headers, "x-forwarded-proto");
  const country = headers["x-viewer-country"];
  return {
    method: message.method ?? "GET",
    path: target.path,
    headers,
    scheme: forwarded === "http" || forwarded === "https" ? forwarded : scheme,
    httpVersion: message.httpVersion,
    viewerAddress: plainAddress(message.socket.remoteAddress ?? "127.0.0.1"),
    connection: connectionOf(message.socket),
    hasBody: hasBody(headers),
    // HD-101: nobody knows here where an address is.
    ...(typeof country === "string" ? { viewerCountry: country.toUpperCase() } : {}),
  };
}

/** The same of a request that was read without Node's parser. */
export function plainEdgeRequest(
  { method, target, headers }: PlainRequest,
  socket: Socket,
  scheme: "http" | "https",
): EdgeRequest {
  const forwarded = headers["x-forwarded-proto"];
  return {
    method,
    path: target,
    headers,
    scheme: forwarded === "http" || forwarded === "https" ? forwarded : scheme,
    httpVersion: "1.1",
    viewerAddress: plainAddress(socket.remoteAddress ?? "127.0.0.1"),
    connection: connectionOf(socket),
    hasBody: false,
  };
}

function targetOf(url: string): { readonly path: string; readonly authority?: string } {
  if (url.startsWith("/")) return { path: url };
  const absolute = /^https?:\/\/([^/?#]*)([^#]*)/i.exec(url);
  if (absolute === null) return { path: url };
  const [, authority = "", rest = ""] = absolute;
  return { authority, path: rest.startsWith("/") ? rest : `/${rest}` };
}

/** HD-94: a length of 0 is no body; chunks are one. */
function hasBody(headers: Readonly<HeaderMap>): boolean {
  if (headers["transfer-encoding"] !== undefined) return true;
  return Number(headerValue(headers, "content-length") ?? 0) > 0;
}

/** The name in a `Host` header, in lower case and without its port; empty when there is none. */
export function hostNameOf(host: string | readonly string[] | undefined): string {
  const text = (typeof host === "string" ? host : (host?.[0] ?? "")).toLowerCase();
  return /^\[[^\]]*\]/.exec(text)?.[0] ?? text.replace(/:\d*$/, "");
}

/** Names that only ever lead to this machine. */
export function isLoopbackName(name: string): boolean {
  return name === "localhost" || name === "127.0.0.1" || name === "[::1]" || name.endsWith(".localhost");
}
