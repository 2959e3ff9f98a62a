import type { Leg, LegName } from "../legs";
import type { ActionRecord, DrillReport } from "../drillReport";

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
