import { bytesOf, type Body } from "../http";

/** The beginning of a body, and all of it still to be read. */
export interface PeekedBody {
  /** More than was asked for where there is more. */
  readonly head: Uint8Array;
  readonly body: Body;
}

/**
 * Reads a body until there are more than `bytes` of it, or it has ended (LE-18). Never rejects: one that breaks off breaks
 * off again for whoever reads it.
 */
export async function peekedBody(body: Body, bytes: number): Promise<PeekedBody> {
  if (body instanceof Uint8Array) return { head: body, body };
  const source = body[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    while (length <= bytes) {
      const next = await source.next();
      if (next.done === true) {
        const whole = Buffer.concat(chunks);
        return { head: whole, body: whole };
      }
      chunks.push(next.value);
      length += next.value.byteLength;
    }
  } catch (error) {
    return { head: Buffer.concat(chunks), body: brokenBody(chunks, error) };
  }
  return { head: Buffer.concat(chunks), body: continued(chunks, source) };
}

/** Reads the rest of a body that goes nowhere: its connection is still wanted for the answer. */
export function readAway(body: Body | undefined): void {
  if (body !== undefined) bytesOf(body).catch(() => undefined);
}

async function* continued(
  chunks: readonly Uint8Array[],
  source: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* chunks;
  try {
    for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value;
  } finally {
    await source.return?.();
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- the chunks are there; who reads them waits all the same
async function* brokenBody(chunks: readonly Uint8Array[], error: unknown): AsyncGenerator<Uint8Array> {
  yield* chunks;
  throw error;
}
