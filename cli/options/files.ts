import { readFile } from "node:fs/promises";
import { CodedError } from "../../aws/codedError";
import { pairOf } from "./pair";

/** What a file belongs to, by name. */
export interface NamedFile {
  readonly name: string;
  readonly file: string;
}

/** `--bucket-policy ORIGIN=FILE`. Throws `E_USAGE`. */
export function parseBucketPolicy(text: string): NamedFile {
  const [name, file] = pairOf("--bucket-policy", "ORIGIN=FILE", text);
  return { name, file };
}

/** `--kvs ARN=FILE`. Throws `E_USAGE`. */
export function parseKvs(text: string): NamedFile {
  const [name, file] = pairOf("--kvs", "ARN=FILE", text);
  return { name, file };
}

/** The text of a file that an option names. Throws `E_FILE`. */
export async function readTextOf(option: string, file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new CodedError("E_FILE", `${option} must name a file that can be read, got ${file} (${reason})`, option);
  }
}

/** The JSON in a file that an option names. Throws `E_FILE`. */
export async function readJsonOf(option: string, file: string): Promise<unknown> {
  const text = await readTextOf(option, file);
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CodedError("E_FILE", `${option} must name a file of JSON, got ${file}, where ${reason}`, option);
  }
}
