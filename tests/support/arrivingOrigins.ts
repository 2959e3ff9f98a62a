import { BrokenBody } from "../../simulator/http";
import type { Script } from "./edgeOrigins";

/** An origin that sends these chunks one by one, the last of them perhaps a break. */
export function sends(
  chunks: readonly (string | BrokenBody)[],
  headers: Record<string, string> = {},
  status = 200,
): Script {
  return () => ({
    kind: "response",
    response: { status, headers: { "content-type": "video/mp4", ...headers }, body: arriving(chunks) },
  });
}

async function* arriving(chunks: readonly (string | BrokenBody)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) {
    await Promise.resolve();
    if (chunk instanceof BrokenBody) throw chunk;
    yield Buffer.from(chunk);
  }
}
