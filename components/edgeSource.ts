import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The text of a file of `edge/`, which is deployed as it stands there. Found from this module and not from the working
 * folder: a program, the plugin host and a test each have another one.
 */
export function edgeSource(file: string): string {
  return readFileSync(join(__dirname, "..", "edge", file), "utf8");
}

/** A file of `edge/` as it is deployed: one line that declares its settings, then the file as it stands. */
export function withSettings(settings: unknown, source: string): string {
  return `const settings = ${asciiJson(settings)};\n${source}`;
}

/** JSON that is also ES5.1 source: two line separators are legal in the one and not in the other. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
