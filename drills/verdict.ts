import type { ErrorCode } from "../aws/errorCodes";
import type { Leg, ProbeOutcome } from "./legs";

export type Verdict = "passed" | "failed" | "vacuous";

export interface Judgement {
  readonly verdict: Verdict;
  /** Why it is not `passed`; empty when it is. */
  readonly reasons: readonly Reason[];
}

export interface Reason {
  readonly code?: ErrorCode;
  readonly sentence: string;
}

/** What a drill found, as far as it came: legs that were not run are absent. */
export interface Findings {
  readonly controlHealthy?: Leg;
  readonly controlFaulted?: Leg;
  readonly trialFaulted?: Leg;
  readonly trialRestored?: Leg;
  /** Codes of which the log must name one as `Failover:CODE`; empty: any. */
  readonly failover: readonly number[];
  readonly interrupted: boolean;
  /** Names of buckets that are not as they were before. */
  readonly changedBuckets: readonly string[];
}

/** The verdict of D15: a promise that was not put to the test is never `passed`. */
export function judge(findings: Findings): Judgement {
  const left = findings.changedBuckets.map((bucket) => ({
    sentence: `the bucket ${bucket} is not as it was before the drill`,
  }));
  if (findings.interrupted) {
    return failed([{ code: "E_INTERRUPTED", sentence: "the drill was interrupted before its end" }, ...left]);
  }
  const { controlHealthy, controlFaulted, trialFaulted, trialRestored } = findings;
  if (controlHealthy?.met !== true) {
    return failed([
      {
        code: "E_STEADY_STATE",
        sentence: `the site does not work without any fault: ${whatWentWrong(controlHealthy)}`,
      },
      ...left,
    ]);
  }
  if (controlFaulted?.met !== false) {
    return {
      verdict: "vacuous",
      reasons: [
        { sentence: "the fault breaks nothing: without the origin group viewers still get what is right" },
        ...left,
      ],
    };
  }
  const reasons: Reason[] = [];
  if (trialFaulted?.met !== true) {
    reasons.push({
      sentence: `viewers do not get what is right while the fault is there: ${whatWentWrong(trialFaulted)}`,
    });
  } else {
    reasons.push(...notByFailover(controlFaulted, trialFaulted, findings.failover));
  }
  if (trialRestored?.met !== true) {
    reasons.push({
      sentence: `viewers do not get what is right after the fault is gone: ${whatWentWrong(trialRestored)}`,
    });
  } else if (trialRestored.probes.some(({ log }) => log["sr-reason"] !== "")) {
    reasons.push({ sentence: "the primary does not answer again after the fault is gone" });
  }
  reasons.push(...left);
  return reasons.length === 0 ? { verdict: "passed", reasons } : failed(reasons);
}

/** Right bytes prove failover only when they were a miss and the log says so; a cached copy proves nothing (FO-17, DR-1). */
function notByFailover(control: Leg, trial: Leg, codes: readonly number[]): readonly Reason[] {
  const broken = new Set(control.probes.filter(({ met }) => !met).map(({ name }) => name));
  return trial.probes
    .filter(({ name }) => broken.has(name))
    .filter(({ log }) => log["x-edge-result-type"] !== "Miss" || !failedOver(log["sr-reason"], codes))
    .map(({ request, log }) => ({
      sentence:
        `${request} was answered rightly but not by failover: ` +
        `result type ${log["x-edge-result-type"]}, sr-reason ${log["sr-reason"] === "" ? "empty" : log["sr-reason"]}`,
    }));
}

function failedOver(reason: string, codes: readonly number[]): boolean {
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
