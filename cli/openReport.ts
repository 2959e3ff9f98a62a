import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { access, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { CodedError } from "../aws/codedError";
import { print } from "./print";

/** Where a command's report goes. */
export interface Report {
  /** Throws `E_FILE` where it cannot be written after all. */
  write(text: string): Promise<void>;
}

/**
 * Stdout, or the file of `--out`, which is looked at before the command's work begins: what cannot be written is refused
 * at once with `E_FILE`. A file is written whole or not at all, under another name in its folder that is then given its
 * own; what is no file, such as a pipe, is written to as it is.
 */
export async function openReport(out: string | undefined): Promise<Report> {
  if (out === undefined) {
    return {
      write: (text) => {
        print(text);
        return Promise.resolve();
      },
    };
  }
  const { file, isSpecial } = await refusing(out, () => targetOf(out));
  return {
    write: (text) => refusing(out, () => (isSpecial ? writeFile(file, `${text}\n`) : replace(file, `${text}\n`))),
  };
}

async function targetOf(out: string): Promise<{ readonly file: string; readonly isSpecial: boolean }> {
  // A link stays one: what it leads to is replaced.
  const file = await realpath(out).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return resolve(out);
    throw error;
  });
  const before = await stat(file).catch(() => undefined);
  if (before?.isDirectory() === true || /[/\\]$/.test(out)) throw new NotWritable("EISDIR");
  const isSpecial = before !== undefined && !before.isFile();
  await access(isSpecial ? file : dirname(file), constants.W_OK);
  if (!isSpecial && !(await stat(dirname(file))).isDirectory()) throw new NotWritable("ENOTDIR");
  return { file, isSpecial };
}

async function replace(file: string, text: string): Promise<void> {
  const draft = join(dirname(file), `.${basename(file)}.${randomUUID()}`);
  try {
    await writeFile(draft, text, { flag: "wx" });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

class NotWritable extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

async function refusing<T>(out: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const sentence = `--out must name a file that can be written, got ${out} (${codeOf(error)})`;
    throw new CodedError("E_FILE", sentence, "--out");
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
