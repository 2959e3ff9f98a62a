import type { Leg, LegName, ProbeOutcome } from "./legs";
import type { ActionRecord, DrillReport } from "./drillReport";
import { loadLines } from "./load/loadText";

/** Who wrote a journal, as Chaos Toolkit's journals say it. */
export interface JournalOrigin {
  readonly platform: string;
  readonly node: string;
}

/** The report as JSON: the verdict first, then a journal in Chaos Toolkit's shape, then the legs with their evidence. */
export function toJournal(report: DrillReport, origin: JournalOrigin): Record<string, unknown> {
  return {
    verdict: report.verdict,
    reasons: report.reasons,
    "as-expected": report.asExpected,
    "chaoslib-version": "static-site-ha",
    platform: origin.platform,
    node: origin.node,
    experiment: report.experiment,
    start: report.start,
    end: report.end,
    duration: report.duration,
    status: report.status,
    deviated: report.verdict !== "passed",
    steady_states: {
      before: steadyState(legOf(report, "control-healthy")),
      during: [legOf(report, "control-faulted"), legOf(report, "trial-faulted")]
        .filter((leg) => leg !== undefined)
        .map(steadyState),
      after: steadyState(legOf(report, "trial-restored")),
    },
    run: report.run.map(activity),
    rollbacks: report.rollbacks.map(activity),
    legs: report.legs,
    "time-scale": report.timeScale,
    regions: report.regions,
    ...(report.load === undefined ? {} : { load: report.load }),
    restoration: report.restoration,
  };
}

/** The report for a person: the verdict, a line a leg, and why when it is not `passed`. */
export function toText(report: DrillReport): string {
  const lines = [`drill "${report.experiment.title}": ${report.verdict}${expectation(report)}`];
  for (const leg of report.legs) {
    // A probe that was asked many times has a line for each thing that it saw.
    const seen = new Map<string, number>();
    for (const probe of leg.probes) seen.set(probeLine(probe), (seen.get(probeLine(probe)) ?? 0) + 1);
    for (const [line, times] of seen)
      lines.push(`  ${legTitles[leg.name]}  ${line}${times === 1 ? "" : ` (${times} ×)`}`);
  }
  if (report.load !== undefined) lines.push(...loadLines(report.load).map((line) => `  ${line}`));
  for (const { code, sentence } of report.reasons) lines.push(`  ${code === undefined ? "" : `${code}: `}${sentence}`);
  if (report.status !== "completed") lines.push(`  ${restorationLine(report)}`);
  return lines.join("\n");
}

function expectation({ experiment, asExpected }: DrillReport): string {
  if (experiment.expect === "pass") return "";
  return asExpected ? ", as it must" : ", where it must fail by the fault alone";
}

function restorationLine({ restoration }: DrillReport): string {
  const { complete, lifted } = restoration;
  if (!complete) return `not everything is undone: what is left lapses within ${restoration.leaseMs / 1000} s`;
  return `everything is undone: ${lifted.length === 0 ? "there was no fault" : `lifted on ${lifted.join(", ")}`}, every object is there`;
}

const legTitles: Readonly<Record<LegName, string>> = {
  "control-healthy": "control, no fault       ",
  "control-faulted": "control, with the fault ",
  "trial-faulted": "trial, with the fault   ",
  "trial-restored": "trial, fault gone       ",
  "trial-contrast": "trial, contrast         ",
};

function probeLine({ request, expected, got, log }: ProbeOutcome): string {
  const bytes =
    expected.sha256 === undefined || got.status !== expected.status ? "" : sameBytes(expected.sha256, got.sha256);
  const from = got.region === undefined ? "" : ` from ${got.region}`;
  const failover = log["sr-reason"] === "" ? "" : `, ${log["sr-reason"]}`;
  return `${request} → ${got.status} ${log["x-edge-result-type"]}${from}${failover}${bytes}`;
}

function sameBytes(expected: string, got: string): string {
  return expected === got ? ", the published bytes" : ", other bytes than published";
}

function legOf(report: DrillReport, name: LegName): Leg | undefined {
  return report.legs.find((leg) => leg.name === name);
}

function steadyState(leg: Leg | undefined): Record<string, unknown> | null {
  if (leg === undefined) return null;
  return {
    steady_state_met: leg.met,
    probes: leg.probes.map((probe) => ({
      activity: { name: probe.name, type: "probe" },
      output: probe.got,
      status: "succeeded",
      tolerance_met: probe.met,
    })),
  };
}

function activity(record: ActionRecord): Record<string, unknown> {
  return { activity: record.action, status: "succeeded", start: record.start, end: record.end };
}
