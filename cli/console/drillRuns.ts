import { randomUUID } from "node:crypto";
import { CodedError } from "../../aws/codedError";
import {
  builtInExperiment,
  experimentList,
  experimentNames,
  LocalStage,
  parseExperiment,
  progressText,
  runDrill,
  toText,
  type DrillProgress,
  type DrillReport,
  type DrillTarget,
  type Experiment,
} from "../../drills";
import type { LogRecord } from "../../simulator/cloudfront/exchange";
import { RealClock } from "../../simulator/clock";
import { drillReport, drillReportTypes } from "../drillReports";
import type { ReportFormat } from "../options/report";
import type { ServerEvent } from "./api";
import { Attendance, attendanceMs } from "./attendance";

/** How many reports are kept. */
const mostRuns = 10;

/** A drill that was asked for over the console. */
export interface DrillRun {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly status: "running" | DrillReport["status"];
  readonly progress?: DrillProgress & { readonly text: string };
  readonly report?: DrillReport & { readonly text: string };
  readonly error?: { readonly code: string; readonly message: string };
}

interface Held {
  run: DrillRun;
  readonly controller: AbortController;
  readonly followers: Set<(event: ServerEvent) => void>;
  /** Of a drill that is interrupted when nobody follows it. */
  attendance?: Attendance;
  done: Promise<void>;
}

/** The drills of the site that is served, one at a time: two would break each other's. */
export class DrillRuns {
  private readonly held = new Map<string, Held>();

  /** `onLog` gets what the drill's viewers asked of the site, as other viewers' requests. */
  constructor(
    private readonly target: DrillTarget,
    private readonly onLog: (record: LogRecord) => void,
  ) {}

  /** What there is to run, and what runs or ran, the newest first and without its report. */
  list(): unknown {
    const runs = [...this.held.values()].map(({ run: { id, name, title, status, report } }) => ({
      id,
      name,
      title,
      status,
      ...(report === undefined ? {} : { verdict: report.verdict, asExpected: report.asExpected }),
    }));
    return { experiments: experimentList(), runs: runs.reverse() };
  }

  /**
   * Starts one: a built-in experiment by its name, or one that is given whole. An attended one is interrupted when nobody
   * has followed it for a few seconds, so that whoever drives it can be killed. Throws `E_EXPERIMENT`, `E_DRILL`.
   */
  start(input: unknown, { attended = false }: { readonly attended?: boolean } = {}): DrillRun {
    const { name, experiment } = experimentOf(input);
    const running = [...this.held.values()].find(({ run }) => run.status === "running");
    if (running !== undefined) {
      throw new CodedError("E_DRILL", `one drill runs at a time, got another one while ${running.run.id} runs`);
    }
    const id = randomUUID();
    const run: DrillRun = { id, name, title: experiment.title, status: "running" };
    const held: Held = { run, controller: new AbortController(), followers: new Set(), done: Promise.resolve() };
    this.held.set(id, held);
    for (const old of [...this.held.keys()].slice(0, -mostRuns)) this.held.delete(old);
    if (attended) {
      const { clock } = this.target;
      const scale = clock instanceof RealClock ? clock.timeScale : 1;
      held.attendance = new Attendance(clock, attendanceMs * scale, () => {
        held.controller.abort();
      });
      held.attendance.counts(0);
    }
    held.done = this.carryOut(held, experiment);
    return run;
  }

  /** Throws `E_DRILL`. */
  get(id: string): DrillRun {
    return this.heldOf(id).run;
  }

  /** The report of one that has ended, in a form. Throws `E_DRILL`. */
  report(id: string, format: string): { readonly contentType: string; readonly body: string; readonly format: string } {
    const { report, status } = this.heldOf(id).run;
    if (!isFormat(format)) {
      const formats = Object.keys(drillReportTypes).join(", ");
      throw new CodedError("E_USAGE", `the format of a report must be one of ${formats}, got ${format}`, "format");
    }
    if (report === undefined)
      throw new CodedError("E_DRILL", `a drill must have ended with a report, got one ${status}`);
    return { contentType: drillReportTypes[format], body: `${drillReport(report, format)}\n`, format };
  }

  /** Interrupts one, and resolves when everything is undone. Throws `E_DRILL`. */
  async interrupt(id: string): Promise<DrillRun> {
    const held = this.heldOf(id);
    held.controller.abort();
    await held.done;
    return held.run;
  }

  /** Sends how far it is, again and again, and its end. Throws `E_DRILL`. */
  follow(id: string, send: (event: ServerEvent) => void): () => void {
    const held = this.heldOf(id);
    held.followers.add(send);
    held.attendance?.counts(held.followers.size);
    send({ event: "drill", data: held.run });
    return () => {
      held.followers.delete(send);
      if (held.run.status === "running") held.attendance?.counts(held.followers.size);
    };
  }

  /** Interrupts whatever runs. */
  async close(): Promise<void> {
    for (const { controller } of this.held.values()) controller.abort();
    await Promise.all([...this.held.values()].map(({ done }) => done));
  }

  private async carryOut(held: Held, experiment: Experiment): Promise<void> {
    const tell = (changes: Partial<DrillRun>): void => {
      held.run = { ...held.run, ...changes };
      for (const send of held.followers) send({ event: "drill", data: held.run });
    };
    const { hook } = experiment;
    const stage = new LocalStage(this.target, { onLog: this.onLog, ...(hook === undefined ? {} : { hook }) });
    try {
      const report = await runDrill(experiment, stage, {
        signal: held.controller.signal,
        load: true,
        onProgress: (progress) => {
          tell({ progress: { ...progress, text: progressText(progress) } });
        },
      });
      tell({ status: report.status, report: { ...report, text: toText(report) } });
    } catch (error) {
      const code = error instanceof CodedError ? error.code : "E_INTERNAL";
      tell({ status: "aborted", error: { code, message: error instanceof Error ? error.message : String(error) } });
    } finally {
      held.attendance?.end();
      await stage.close();
    }
  }

  private heldOf(id: string): Held {
    const held = this.held.get(id);
    if (held !== undefined) return held;
    throw new CodedError("E_DRILL", `a drill must be one of ${[...this.held.keys()].join(", ") || "none"}, got ${id}`);
  }
}

function experimentOf(input: unknown): { readonly name: string; readonly experiment: Experiment } {
  if (typeof input !== "string") return { name: "", experiment: parseExperiment(input) };
  const experiment = builtInExperiment(input);
  if (experiment !== undefined) return { name: input, experiment };
  throw new CodedError(
    "E_EXPERIMENT",
    `an experiment must be one of ${experimentNames.join(", ")} or an experiment itself, got ${input}`,
    "experiment",
  );
}

function isFormat(format: string): format is ReportFormat {
  return Object.hasOwn(drillReportTypes, format);
}
