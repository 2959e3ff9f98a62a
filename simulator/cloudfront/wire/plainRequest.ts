import type { HeaderMap } from "../../http";

/** A request that is wholly read: a head without a body. */
export interface PlainRequest {
  readonly method: "GET" | "HEAD";
  /** As it was sent, from its slash on. */
  readonly target: string;
  readonly headers: Readonly<HeaderMap>;
}

/** Bytes; what is longer is left to Node's parser, which knows the limits. */
const maximumBytes = 8192;

// RFC 9112, 3 and 5, without whatever is optional, obsolete or lenient in them.
const grammar =
  /^(GET|HEAD) (\/[!"$-~]*) HTTP\/1\.1\r\n((?:[!#-'*+\-.0-9A-Z^-z|~]+:[ \t]*[\t -~\x80-\xff]*\r\n)+)\r\n$/;

/** They announce a body, another protocol, or an answer before the answer. */
const others = new Set(["content-length", "transfer-encoding", "expect", "upgrade", "trailer", "te", "__proto__"]);

/**
 * Reads a chunk that is one ordinary request and nothing else, as nearly every chunk of a viewer is. Undefined for
 * everything that takes any judgement (a body, a repeated header, no or a strange `Host`, an unfinished head, two requests
 * at once): that is for Node's own parser.
 */
export function plainRequestOf(chunk: Buffer): PlainRequest | undefined {
  if (chunk.length > maximumBytes) return undefined;
  const parts = grammar.exec(chunk.toString("latin1"));
  if (parts === null) return undefined;
  const [, method, target = "", lines = ""] = parts;
  const headers: HeaderMap = {};
  let start = 0;
  while (start < lines.length) {
    const colon = lines.indexOf(":", start);
    const end = lines.indexOf("\r\n", colon);
    const name = lines.slice(start, colon).toLowerCase();
    const value = lines.slice(colon + 1, end).trim();
    if (headers[name] !== undefined || others.has(name)) return undefined;
    if (name === "connection" && value.toLowerCase() !== "keep-alive") return undefined;
    headers[name] = value;
    start = end + 2;
  }
  if (headers["host"] === undefined) return undefined;
  return { method: method === "HEAD" ? "HEAD" : "GET", target, headers };
}
