import { writeFile } from "node:fs/promises";
import { CodedError } from "../aws/codedError";
import { examineEntries, type HookEvent, type HookRuntime } from "../hooks";
import { examinedJson, examinedJUnit, examinedMarkdown, examinedText, isAccepted } from "../hooks/report";
import { exportOf } from "./hookArchive";
import { loadHooks } from "./hookFiles";
import { print } from "./print";

/** The options of `static-site-ha examine`. */
export interface ExamineCommandOptions {
  readonly event?: HookEvent;
  readonly entry?: string;
  readonly runtime?: HookRuntime;
  readonly criteria?: readonly number[];
  readonly format: "text" | "json" | "junit" | "markdown";
  readonly out?: string;
}

const reports = { text: examinedText, json: examinedJson, junit: examinedJUnit, markdown: examinedMarkdown };

/** `static-site-ha examine FILE…`: exit code 1 when a hook is refused (HA-EDGE-01). */
export async function examineCommand(names: readonly string[], options: ExamineCommandOptions): Promise<void> {
  const { event, entry, runtime, criteria, format, out } = options;
  const sources = await loadHooks(names, entry);
  const asked = {
    ...(event === undefined ? {} : { event }),
    ...(entry === undefined ? {} : { entry: exportOf(entry) }),
    ...(runtime === undefined ? {} : { runtime }),
    ...(criteria === undefined ? {} : { criteria }),
  };
  const examined = await Promise.all(
    sources.map(async (source) => ({ source, verdicts: await examineEntries(source, asked) })),
  );
  const written = reports[format](examined);
  if (out === undefined) print(written);
  else await write(out, `${written}\n`);
  process.exitCode = isAccepted(examined) ? 0 : 1;
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new CodedError("E_FILE", `--out must name a file that can be written, got ${file} (${reason})`, "--out");
  }
}
