import type { ErrorCode } from "../aws/errorCodes";
import type { DrillStatus, Restoration } from "./drillReport";
import type { Leg, ProbeOutcome } from "./legs";
import { judgeLoad } from "./load/judgeLoad";
import type { LoadReport } from "./load/phaseReport";

export type Verdict = "passed" | "failed" | "vacuous";

export interface Judgement {
  readonly verdict: Verdict;
  /** Why it is not `passed`; empty when it is. */
  readonly reasons: readonly Reason[];
}

export interface Reason {
  readonly code?: ErrorCode;
  readonly sentence: string;
  /** What it is about: only what the fault did to viewers is what an experiment that must fail expects. */
  readonly about: "run" | "steady-state" | "control" | "contrast" | "fault" | "recovery" | "restoration";
}

/** What a drill found, as far as it came: legs that were not run are absent. */
export interface Findings {
  readonly controlHealthy?: Leg;
  readonly controlFaulted?: Leg;
  readonly trialFaulted?: Leg;
  readonly trialRestored?: Leg;
  /** Where the experiment has a contrast: null when that was not run. */
  readonly contrast?: { readonly title: string; readonly leg: Leg | null };
  /** Codes of which the log must name one as `Failover:CODE`; empty: any. */
  readonly failover: readonly number[];
  readonly status: DrillStatus;
  /** What aborted it. */
  readonly error?: { readonly code: ErrorCode; readonly sentence: string };
  readonly load?: LoadReport;
  readonly objective: number;
  readonly restoration: Restoration;
}

/** The verdict of D15: a promise that was not put to the test is never `passed`. */
export function judge(findings: Findings): Judgement {
  const left = notRestored(findings.restoration);
  if (findings.status === "interrupted") {
    const sentence = "the drill was interrupted before its end";
    return failed([{ code: "E_INTERRUPTED", sentence, about: "run" }, ...left]);
  }
  if (findings.status === "aborted") {
    const { code = "E_INTERNAL", sentence = "the drill broke off" } = findings.error ?? {};
    return failed([{ code, sentence: `the drill broke off: ${sentence}`, about: "run" }, ...left]);
  }
  const { controlHealthy, controlFaulted, trialFaulted, trialRestored, contrast, failover } = findings;
  if (controlHealthy?.met !== true) {
    const sentence = `the site does not work without any fault: ${whatWentWrong(controlHealthy)}`;
    return failed([{ code: "E_STEADY_STATE", sentence, about: "steady-state" }, ...left]);
  }
  const underLoad = judgeLoad(findings.load, findings.objective);
  const unsteady = underLoad.filter(({ about }) => about === "steady-state");
  if (unsteady.length > 0) return failed([...unsteady, ...left]);
  if (controlFaulted?.met !== false) {
    const sentence = "the fault breaks nothing: without the origin group viewers still get what is right";
    return { verdict: "vacuous", reasons: [{ sentence, about: "control" }, ...left] };
  }
  if (contrast !== undefined && contrast.leg?.met !== true) {
    const sentence = `the failure would prove nothing: "${contrast.title}" fails as well, ${whatWentWrong(contrast.leg ?? undefined)}`;
    return { verdict: "vacuous", reasons: [{ sentence, about: "contrast" }, ...left] };
  }
  const reasons: Reason[] = [];
  if (trialFaulted?.met !== true) {
    const sentence = `viewers do not get what is right while the fault is there: ${whatWentWrong(trialFaulted)}`;
    reasons.push({ sentence, about: "fault" });
  } else reasons.push(...notByFailover(controlFaulted, trialFaulted, failover));
  reasons.push(...underLoad);
  if (trialRestored?.met !== true) {
    const sentence = `viewers do not get what is right after the fault is gone: ${whatWentWrong(trialRestored)}`;
    reasons.push({ sentence, about: "recovery" });
  } else if (trialRestored.probes.some(({ log }) => log["sr-reason"] !== "")) {
    reasons.push({ sentence: "the primary does not answer again after the fault is gone", about: "recovery" });
  }
  reasons.push(...left);
  return reasons.length === 0 ? { verdict: "passed", reasons } : failed(reasons);
}

/** Whether it ended as the experiment expects: a failure for any other reason than the fault itself never is. */
export function isAsExpected(expected: "pass" | "fail", status: DrillStatus, { verdict, reasons }: Judgement): boolean {
  if (status !== "completed") return false;
  if (expected === "pass") return verdict === "passed";
  return verdict === "failed" && reasons.every(({ about }) => about === "fault");
}

function notRestored({ changedBuckets, left, leaseMs }: Restoration): readonly Reason[] {
  const about = "restoration";
  return [
    ...changedBuckets.map(
      (bucket) =>
        ({
          sentence: `the bucket ${bucket} is not as it was before the drill`,
          about,
        }) as const,
    ),
    ...left.map(
      (target) =>
        ({
          sentence: `the fault on ${target} could not be lifted; it lapses within ${leaseMs / 1000} s`,
          about,
        }) as const,
    ),
  ];
}

/** Right bytes prove failover only when they were a miss and the log says so; a cached copy proves nothing (FO-17, DR-1). */
function notByFailover(control: Leg, trial: Leg, codes: readonly number[]): readonly Reason[] {
  const broken = new Set(control.probes.filter(({ met }) => !met).map(({ name }) => name));
  return [...broken].flatMap((name) => {
    const outcomes = trial.probes.filter((one) => one.name === name);
    // A fault that does not strike every time need have struck once.
    const [first] = outcomes;
    if (first === undefined || outcomes.some(({ log }) => isFailover(log, codes))) return [];
    const { request, log } = first;
    const reason = log["sr-reason"] === "" ? "empty" : log["sr-reason"];
    const sentence =
      `${request} was answered rightly but not by failover: ` +
      `result type ${log["x-edge-result-type"]}, sr-reason ${reason}`;
    return [{ sentence, about: "fault" } as const];
  });
}

function isFailover(log: ProbeOutcome["log"], codes: readonly number[]): boolean {
  const reason = log["sr-reason"];
  if (log["x-edge-result-type"] !== "Miss") return false;
  return codes.length === 0 ? reason.startsWith("Failover:") : codes.some((code) => reason === `Failover:${code}`);
}

function whatWentWrong(leg: Leg | undefined): string {
  const wrong = leg?.probes.find(({ met }) => !met);
  return wrong === undefined ? "it was not tried" : describe(wrong);
}

function describe({ request, expected, got, log }: ProbeOutcome): string {
  const from = got.region === undefined ? "" : ` from ${got.region}`;
  const failed = log.functions.find(({ message }) => message !== undefined);
  const why = failed === undefined ? "" : ` (${failed.event} function: ${failed.message ?? ""})`;
  if (got.status !== expected.status)
    return `${request} answered ${got.status}${from} instead of ${expected.status}${why}`;
  return `${request} answered ${got.status}${from} with other bytes than were published`;
}

function failed(reasons: readonly Reason[]): Judgement {
  return { verdict: "failed", reasons };
}
