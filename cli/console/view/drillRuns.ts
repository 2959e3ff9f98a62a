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
  readonly seconds: string;
  readonly legs: readonly ShownProbe[];
  readonly figures: readonly (readonly [term: string, value: string])[];
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
    reasons: listAt(report, "reasons").map(String),
    seconds: typeof duration === "number" ? duration.toFixed(1) : "?",
    legs: listAt(report, "legs").flatMap((leg) =>
      listAt(leg, "probes").map((probe) => shownProbe(textAt(leg, "name"), probe)),
    ),
    figures: [],
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
