import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The text of a file of `edge/`, which is deployed as it stands there. Found from this module and not from the working
 * folder: a program, the plugin host and a test each have another one.
 */
export function edgeSource(file: string): string {
  return readFileSync(join(__dirname, "..", "..", "edge", file), "utf8");
}
