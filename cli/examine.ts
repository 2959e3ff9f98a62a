import { examineEntries, type HookEvent, type HookRuntime, warmHooks } from "../hooks";
import { examinedJson, examinedJUnit, examinedMarkdown, examinedText, isAccepted } from "../hooks/report";
import { exportOf } from "./hookArchive";
import { loadHooks } from "./hookFiles";
import { openReport } from "./openReport";

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
  const report = await openReport(out);
  warmHooks();
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
  await report.write(reports[format](examined));
  process.exitCode = isAccepted(examined) ? 0 : 1;
}
