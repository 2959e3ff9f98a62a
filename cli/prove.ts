import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import {
  differenceFrom,
  parseBaseline,
  proofHtml,
  proofJUnit,
  proofJson,
  proofMarkdown,
  proofText,
  prove,
  type BaselineDifference,
  type Proof,
} from "../drills/proof";
import { interruption, refuseInterrupted } from "./interruption";
import { openReport } from "./openReport";
import { readJsonOf } from "./options/files";
import type { ReportFormat, ReportOptions } from "./options/report";
import { packageRoot, sampleSite } from "./packageRoot";
import { loadSite, type SiteOptions } from "./siteOptions";

/** The options of `static-site-ha prove`. */
export interface ProveCommandOptions extends SiteOptions, ReportOptions {
  readonly baseline?: string;
  readonly budget?: number;
}

/** `static-site-ha prove`: exit code 0 when every promise holds, else 1. */
export async function proveCommand(options: ProveCommandOptions): Promise<void> {
  const interrupted = interruption();
  const report = await openReport(options.out);
  const { baseline: file } = options;
  const baseline = file === undefined ? undefined : parseBaseline(await readJsonOf("--baseline", file));
  const { model, content, keyValueStores } = await loadSite(options, sampleSite(), interrupted);
  refuseInterrupted(interrupted);
  const { budget } = options;
  // Next to nothing of a case outlives it. V8 takes the few results that are kept for a rule and puts all of their kind among
  // the old objects, where they stay for seconds: a tenth of the time and a quarter of the memory of a large proof.
  setFlagsFromString("--no-allocation-site-pretenuring");
  const proof = await prove(model, {
    content,
    keyValueStores,
    switches: options.switch ?? {},
    signal: interrupted,
    ...(budget === undefined ? {} : { budgetSeconds: budget }),
  });
  refuseInterrupted(interrupted);
  const difference = baseline === undefined ? undefined : differenceFrom(baseline, proof);
  await report.write(reports[options.format](proof, difference, aboutOf(options)));
  process.exitCode = proof.verdict === "passed" ? 0 : 1;
}

type ReportOf = (proof: Proof, difference: BaselineDifference | undefined, about: string) => string;

const reports: Readonly<Record<ReportFormat, ReportOf>> = {
  text: proofText,
  json: proofJson,
  junit: proofJUnit,
  markdown: proofMarkdown,
  html: (proof, difference, about) =>
    proofHtml(
      proof,
      { script: built("report-page.js"), style: built("report-style.css") },
      { about, ...(difference === undefined ? {} : { difference }) },
    ),
};

/** A part of the page, as the build leaves it. */
function built(name: string): string {
  return readFileSync(join(packageRoot(), "dist", name), "utf8").trimEnd();
}

/** Which site a report is about, in a reader's words. */
function aboutOf({ distribution, state, stack }: SiteOptions): string {
  return distribution ?? state ?? `stack ${stack}`;
}
