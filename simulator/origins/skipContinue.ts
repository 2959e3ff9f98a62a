import type { Socket } from "node:net";

const start = Buffer.from("HTTP/1.1 100");
const end = Buffer.from("\r\n\r\n");
/** More than any interim response has. */
const maximumHeldBytes = 32_768;

/**
 * Takes the first `100 Continue` off what a socket reads, which an origin may send unasked (HD-121); the client takes any
 * for an error, which a second one is. Gives a function that marks the start of the next exchange.
 */
export function skipContinue(socket: Socket): () => void {
  const read = socket.read.bind(socket);
  let looking = false;
  let held: Buffer | undefined;
  const pass = (chunk: Buffer | undefined): Buffer | null => {
    looking = false;
    held = undefined;
    return chunk ?? null;
  };
  socket.read = (size?: number): unknown => {
    for (;;) {
      const got: unknown = read(size);
      if (!looking) return got;
      if (!Buffer.isBuffer(got)) return null;
      const chunk = held === undefined ? got : Buffer.concat([held, got]);
      if (!mayBeContinue(chunk)) return pass(chunk);
      const close = chunk.indexOf(end);
      if (close < 0 && chunk.length < maximumHeldBytes) held = chunk;
      else if (close < 0) return pass(chunk);
      else if (chunk.length > close + end.length) return pass(chunk.subarray(close + end.length));
      // Only the interim response has come: what follows is looked at no more.
      else return pass(undefined) ?? read(size);
    }
  };
  return () => {
    looking = true;
    held = undefined;
  };
}

function mayBeContinue(chunk: Buffer): boolean {
  const length = Math.min(chunk.length, start.length);
  // The minor version may be another.
  for (let index = 0; index < length; index++) if (index !== 7 && chunk[index] !== start[index]) return false;
  return true;
}
