import { BrokenBody } from "../../http";

/** What a body is written to: a socket, or a response of Node's. */
export interface Pipe {
  /** False when it should be asked to take more only after `drain`. */
  write(bytes: Uint8Array): boolean;
  on(event: "drain" | "close", listener: () => void): unknown;
  off(event: "drain" | "close", listener: () => void): unknown;
  destroy(): unknown;
  readonly destroyed: boolean;
}

/** Milliseconds that a viewer may take to read on; CloudFront's own figure is not published. */
export const patienceMs = 60_000;

/**
 * Sends a body as fast as the viewer takes it, and leaves its end to the caller: true when all of it was sent. What
 * breaks off ends the connection, so that the viewer sees it (HD-115).
 */
export async function pour(body: AsyncIterable<Uint8Array>, pipe: Pipe): Promise<boolean> {
  const chunks = body[Symbol.asyncIterator]();
  const left = (): void => {
    // Whoever has left needs no more of it (HD-122).
    chunks.return?.().catch(() => undefined);
  };
  pipe.on("close", left);
  if (pipe.destroyed) left();
  try {
    for (;;) {
      const result = await chunks.next();
      if (result.done === true) return !pipe.destroyed;
      if (!pipe.write(result.value)) await drained(pipe);
    }
  } catch (error) {
    pipe.destroy();
    if (!(error instanceof BrokenBody)) throw error;
    return false;
  } finally {
    pipe.off("close", left);
  }
}

function drained(pipe: Pipe): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(patience);
      pipe.off("drain", done);
      pipe.off("close", done);
      resolve();
    };
    // Others may read the same body, and wait for this viewer.
    const patience = setTimeout(() => pipe.destroy(), patienceMs);
    pipe.on("drain", done);
    pipe.on("close", done);
    if (pipe.destroyed) done();
  });
}
