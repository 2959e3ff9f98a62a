import type { HeaderMap } from "../http";
import type { OriginRequest } from "../s3/transport";

/** Framing is the sender's own affair; everything else goes as the edge made it. */
const framing: ReadonlySet<string> = new Set(["transfer-encoding", "keep-alive", "upgrade", "expect"]);

/** Names and values in turn, the form that is sent with the least work. */
export function requestHeaders({ headers }: OriginRequest): string[] {
  const list: string[] = [];
  for (const name in headers) {
    const value = headers[name];
    if (value === undefined || framing.has(name)) continue;
    if (typeof value === "string") list.push(name, value);
    else for (const one of value) list.push(name, one);
  }
  return list;
}

/** Lower-case names; lines of one name are one value, `Set-Cookie` apart, which HTTP does not let be joined. */
export function responseHeaders(received: Readonly<Record<string, string | string[] | undefined>>): HeaderMap {
  const headers: HeaderMap = {};
  for (const name in received) {
    const value = received[name];
    if (value === undefined) continue;
    headers[name] = typeof value === "string" || name === "set-cookie" ? value : value.join(", ");
  }
  return headers;
}
