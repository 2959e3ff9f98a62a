/** Header names in lower case; several values of one name only where HTTP does not let them be joined. */
export type HeaderMap = Record<string, string | readonly string[]>;

/** The first value of a header, or undefined. */
export function headerValue(headers: Readonly<HeaderMap>, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" || value === undefined ? value : value[0];
}

/** The bytes of a message: at hand, or still arriving. Reading one that breaks off throws `BrokenBody`. */
export type Body = Uint8Array | AsyncIterable<Uint8Array>;

/** What a body that is still arriving throws when the rest of it will not come (HD-115, HD-116, HD-120). */
export class BrokenBody extends Error {
  constructor(readonly reason: "closed" | "length" | "stalled") {
    super(`the body broke off: ${reason}`);
  }
}

/** All bytes of a body. Throws `BrokenBody`. */
export async function bytesOf(body: Body): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return body;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}
