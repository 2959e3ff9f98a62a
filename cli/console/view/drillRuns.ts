import { latency } from "./format";

/** What `GET /api/drills` tells. */
export interface DrillList {
  readonly experiments: readonly {
    readonly name: string;
    readonly title: string;
    readonly description: string;
    readonly expect: string;
  }[];
  /** The id of the run that is under way. */
  readonly running?: string;
}

/** What `GET /api/drills/ID` tells. */
export interface DrillRun {
  readonly id: string;
  readonly progress: string;
  readonly report?: ShownReport;
  readonly error?: string;
}

/** The part of a drill's report that the page shows. */
export interface ShownReport {
  readonly title: string;
  readonly verdict: string;
  readonly asExpected: boolean;
  readonly reasons: readonly string[];
  /** What the drill has left behind. */
  readonly restored: string;
  readonly seconds: string;
  readonly legs: readonly ShownProbe[];
  /** Under load, a line for each phase of the site and of the one without its origin group; none without a load. */
  readonly phases: readonly ShownPhase[];
  readonly figures: readonly (readonly [term: string, value: string])[];
}

export interface ShownPhase {
  readonly name: string;
  readonly requests: string;
  readonly good: string;
  readonly median: string;
  readonly p99: string;
  readonly worst: string;
  readonly servedBy: string;
}

export interface ShownProbe {
  readonly name: string;
  readonly request: string;
  readonly status: string;
  readonly region: string;
  readonly failover: string;
  readonly met: boolean;
}

/** Reads the list of experiments and runs; what is not there is left out. */
export function drillList(answer: unknown): DrillList {
  const running = listAt(answer, "runs").find((run) => textAt(run, "status") === "running");
  return {
    experiments: listAt(answer, "experiments").map((one) => ({
      name: textAt(one, "name"),
      title: textAt(one, "title"),
      description: textAt(one, "description"),
      expect: textAt(one, "expect"),
    })),
    ...(running === undefined ? {} : { running: textAt(running, "id") }),
  };
}

/** Reads one run: how far it is, or its report. */
export function drillRun(answer: unknown): DrillRun {
  const report = at(answer, "report");
  const error = at(answer, "error");
  return {
    id: textAt(answer, "id"),
    progress: progressWords(at(answer, "progress")),
    ...(report === undefined || report === null ? {} : { report: shownReport(report) }),
    ...(error === undefined || error === null
      ? {}
      : { error: typeof error === "string" ? error : textAt(error, "message") }),
  };
}

function shownReport(report: unknown): ShownReport {
  const duration = at(report, "duration");
  return {
    title: textAt(at(report, "experiment"), "title"),
    verdict: textAt(report, "verdict"),
    asExpected: at(report, "asExpected") === true,
    reasons: listAt(report, "reasons").map((reason) => textAt(reason, "sentence")),
    restored: restoredWords(at(report, "restoration")),
    seconds: typeof duration === "number" ? duration.toFixed(1) : "?",
    legs: listAt(report, "legs").flatMap((leg) =>
      listAt(leg, "probes").map((probe) => shownProbe(textAt(leg, "name"), probe)),
    ),
    phases: ["trial", "control"].flatMap((side) =>
      listAt(at(at(report, "load"), side), "phases").map((phase) => shownPhase(side, phase)),
    ),
    figures: [
      ["First good answer of an origin after", at(at(at(report, "load"), "trial"), "timeToFirstGoodMs")],
      ["Back to the primary after", at(at(at(report, "load"), "trial"), "timeToFailBackMs")],
    ].flatMap(([term, value]) => (typeof value === "number" ? [[String(term), latency(value)] as const] : [])),
  };
}

function restoredWords(restoration: unknown): string {
  if (at(restoration, "complete") === true) return "Every fault is lifted, every object is there.";
  const left = [...listAt(restoration, "left"), ...listAt(restoration, "changedBuckets")].map(String);
  const seconds = Number(textAt(restoration, "leaseMs")) / 1000;
  return `Not everything is back: ${left.join(", ")}. A fault that is left lapses within ${seconds} s.`;
}

function shownPhase(side: string, phase: unknown): ShownPhase {
  const availability = at(phase, "availability");
  const taken = (name: string): string => {
    const value = at(at(phase, "latencyMs"), name);
    return typeof value === "number" ? latency(value) : "–";
  };
  const served = at(phase, "servedBy");
  const places = typeof served === "object" && served !== null ? Object.entries(served) : [];
  return {
    name: `${side === "trial" ? "with the group" : "without it"}, ${textAt(phase, "name").replaceAll("-", " ")}`,
    requests: textAt(phase, "requests"),
    good: typeof availability === "number" ? `${(Math.floor(availability * 1000) / 10).toFixed(1)} %` : "–",
    median: taken("p50"),
    p99: taken("p99"),
    worst: taken("max"),
    servedBy: places.map(([place, many]) => `${place} ${String(many)}`).join(", "),
  };
}

function shownProbe(leg: string, probe: unknown): ShownProbe {
  const got = at(probe, "got");
  return {
    name: leg.replace("-", ", "),
    request: textAt(probe, "request"),
    status: textAt(got, "status"),
    region: textAt(got, "region"),
    failover: textAt(at(probe, "log"), "sr-reason"),
    met: at(probe, "met") === true,
  };
}

function progressWords(progress: unknown): string {
  return typeof progress === "string" ? progress : textAt(progress, "text");
}

function at(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

function textAt(value: unknown, name: string): string {
  const found = at(value, name);
  return typeof found === "string" || typeof found === "number" ? String(found) : "";
}

function listAt(value: unknown, name: string): readonly unknown[] {
  const found = at(value, name);
  return Array.isArray(found) ? found : [];
}
