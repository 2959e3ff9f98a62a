import type { IncomingMessage } from "node:http";
import { refused } from "./refused";

/** Bytes that S3 takes in one PUT: 5 GiB. */
export const maximumPutBytes = 5 * 2 ** 30;

/** Refuses, by its head alone, a body that would not be read. Throws `Refused`. */
export function checkLength(
  method: string,
  headers: Readonly<Record<string, string>>,
  streaming: boolean,
  limit: number,
): void {
  const length = headers["content-length"];
  if (length === undefined && method === "PUT") {
    if (headers["transfer-encoding"] === undefined) {
      throw refused(411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
    }
    // HD-87.
    if (!streaming) {
      throw refused(501, "NotImplemented", "A header you provided implies functionality that is not implemented", {
        Header: "Transfer-Encoding",
      });
    }
  }
  const announced = Math.max(Number(length ?? 0), Number(headers["x-amz-decoded-content-length"] ?? 0));
  if (announced > Math.min(limit, maximumPutBytes)) throw tooLarge(announced, limit);
}

/** The bytes of a request, in memory. Throws `Refused` past the limit and for a body that breaks off. */
export async function readBody(message: IncomingMessage, limit: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of message as AsyncIterable<Buffer>) {
      size += chunk.length;
      // What codes the chunks comes on top; a tenth is more than any client needs.
      if (size > limit * 1.1 + 65_536) throw tooLarge(size, limit);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ECONNRESET") {
      throw refused(400, "IncompleteBody", "The request body terminated unexpectedly");
    }
    throw error;
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}

function tooLarge(size: number, limit: number): Error {
  return refused(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size", {
    ProposedSize: String(size),
    MaxSizeAllowed: String(Math.min(limit, maximumPutBytes)),
  });
}
