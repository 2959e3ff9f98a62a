import type { Leg, LegName, ProbeOutcome } from "./legs";
import type { DrillReport } from "./runDrill";

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
  };
}

/** The report for a person: the verdict, a line a leg, and why when it is not `passed`. */
export function toText(report: DrillReport): string {
  const lines = [`drill "${report.experiment.title}": ${report.verdict}`];
  for (const leg of report.legs)
    for (const probe of leg.probes) lines.push(`  ${legTitles[leg.name]}  ${probeLine(probe)}`);
  for (const { code, sentence } of report.reasons) lines.push(`  ${code === undefined ? "" : `${code}: `}${sentence}`);
  return lines.join("\n");
}

const legTitles: Readonly<Record<LegName, string>> = {
  "control-healthy": "control, no fault       ",
  "control-faulted": "control, with the fault ",
  "trial-faulted": "trial, with the fault   ",
  "trial-restored": "trial, fault gone       ",
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

function activity(record: DrillReport["run"][number]): Record<string, unknown> {
  return { activity: record.action, status: "succeeded", start: record.start, end: record.end };
}
