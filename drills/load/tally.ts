import type { LoadAnswer } from "./answer";
import { Histogram } from "./histogram";
import type { LoadSecond, PhaseReport, SideReport } from "./phaseReport";
import type { PhaseName } from "./schedule";

/** One request of a load with its end. Times in milliseconds since the drill's start. */
export interface Outcome {
  readonly phase: PhaseName;
  /** When it was to be sent. */
  readonly intendedMs: number;
  readonly endMs: number;
  readonly answer: LoadAnswer;
  readonly judged: Judged;
}

export type Judged =
  | { readonly kind: "good" | "wrong" | "error" | "failed" }
  /** `sinceMs`: how long there had been newer bytes when it was sent. */
  | { readonly kind: "stale"; readonly sinceMs: number };

/** The bytes of an object that are, or were, the published ones; the newest last. */
export type Versions = readonly { readonly sha256: string; readonly fromMs: number }[];

/** What an answer is worth: the newest bytes are good, older ones stale. Whoever was sent before they came is not wronged. */
export function judgeAnswer(answer: LoadAnswer, versions: Versions, intendedMs: number): Judged {
  if (answer.failure !== undefined) return { kind: "failed" };
  if (answer.status !== 200) return { kind: "error" };
  const at = versions.findLastIndex(({ sha256 }) => sha256 === answer.sha256);
  if (at < 0) return { kind: "wrong" };
  const newer = versions[at + 1];
  if (newer === undefined || newer.fromMs > intendedMs) return { kind: "good" };
  return { kind: "stale", sinceMs: intendedMs - newer.fromMs };
}

export interface PhaseMark {
  readonly name: PhaseName;
  readonly startMs: number;
  readonly seconds: number;
}

const longestPlot = 600;

/** Counts what one site did under a load; what it keeps does not grow with the number of requests. */
export class Tally {
  private readonly phases = new Map<PhaseName, PhaseTally>();
  private readonly seconds = new Map<number, SecondTally>();
  private firstGoodEndMs: number | undefined;
  private firstBackEndMs: number | undefined;

  constructor(private readonly primaryRegion: string) {}

  add(outcome: Outcome): void {
    const { phase, intendedMs, endMs, answer, judged } = outcome;
    this.phaseOf(phase).add(outcome);
    this.secondOf(intendedMs)?.add(outcome);
    const region = answer.log?.region ?? "";
    if (judged.kind !== "good" || region === "") return;
    if (phase === "fault") this.firstGoodEndMs = Math.min(this.firstGoodEndMs ?? Infinity, endMs);
    if (phase === "recovery" && region === this.primaryRegion && answer.log?.failover === "") {
      this.firstBackEndMs = Math.min(this.firstBackEndMs ?? Infinity, endMs);
    }
  }

  /** Requests and good ones so far, of one phase. */
  soFar(phase: PhaseName): { readonly requests: number; readonly good: number } {
    const { requests, good } = this.phaseOf(phase);
    return { requests, good };
  }

  /** `objective` is the share of requests that must be good. */
  report(marks: readonly PhaseMark[], objective: number): SideReport {
    const startOf = (name: PhaseName): number | undefined => marks.find((mark) => mark.name === name)?.startMs;
    return {
      phases: marks.map((mark) => this.phaseOf(mark.name).report(mark, objective)),
      seconds: [...this.seconds].sort(([a], [b]) => a - b).map(([second, tally]) => tally.report(second * 1000)),
      timeToFirstGoodMs: since(startOf("fault"), this.firstGoodEndMs),
      timeToFailBackMs: since(startOf("recovery"), this.firstBackEndMs),
    };
  }

  private phaseOf(name: PhaseName): PhaseTally {
    const known = this.phases.get(name) ?? new PhaseTally();
    this.phases.set(name, known);
    return known;
  }

  private secondOf(intendedMs: number): SecondTally | undefined {
    const second = Math.floor(intendedMs / 1000);
    const known = this.seconds.get(second);
    if (known !== undefined || this.seconds.size >= longestPlot) return known;
    const created = new SecondTally();
    this.seconds.set(second, created);
    return created;
  }
}

class PhaseTally {
  requests = 0;
  good = 0;
  private stale = 0;
  private wrong = 0;
  private stalestMs: number | null = null;
  private readonly errors: Counts = {};
  private readonly failures: Counts = {};
  private readonly servedBy: Counts = {};
  private readonly failovers: Counts = {};
  private readonly microseconds = new Histogram();

  add({ intendedMs, endMs, answer, judged }: Outcome): void {
    this.requests++;
    this.microseconds.record((endMs - intendedMs) * 1000);
    count(this.servedBy, servedBy(answer));
    const code = /^Failover:(.+)$/.exec(answer.log?.failover ?? "")?.[1];
    if (code !== undefined) count(this.failovers, code);
    switch (judged.kind) {
      case "good":
        this.good++;
        return;
      case "stale":
        this.stale++;
        this.stalestMs = Math.max(this.stalestMs ?? 0, judged.sinceMs);
        return;
      case "wrong":
        this.wrong++;
        return;
      case "error":
        count(this.errors, String(answer.status));
        return;
      case "failed":
        count(this.failures, answer.failure ?? "unknown");
    }
  }

  report({ name, startMs, seconds }: PhaseMark, objective: number): PhaseReport {
    const { requests, good, stale, wrong, microseconds, stalestMs } = this;
    const quantile = (q: number): number => (microseconds.quantile(q) ?? 0) / 1000;
    return {
      name,
      startMs,
      seconds,
      requests,
      good,
      stale,
      wrong,
      errors: { ...this.errors },
      failures: { ...this.failures },
      availability: requests === 0 ? null : good / requests,
      errorBudget: { objective, allowed: Math.floor(requests * (1 - objective) + 1e-9), spent: requests - good },
      latencyMs: requests === 0 ? null : { p50: quantile(0.5), p99: quantile(0.99), max: microseconds.max / 1000 },
      servedBy: { ...this.servedBy },
      failovers: { ...this.failovers },
      stalestMs,
    };
  }
}

class SecondTally {
  private requests = 0;
  private good = 0;
  private maxMs: number | null = null;
  private readonly servedBy: Counts = {};

  add({ intendedMs, endMs, answer, judged }: Outcome): void {
    this.requests++;
    if (judged.kind === "good") this.good++;
    this.maxMs = Math.max(this.maxMs ?? 0, endMs - intendedMs);
    count(this.servedBy, servedBy(answer));
  }

  report(atMs: number): LoadSecond {
    const { requests, good, maxMs, servedBy } = this;
    return { atMs, requests, good, servedBy: { ...servedBy }, maxMs };
  }
}

type Counts = Record<string, number>;

/** No site has so many regions, statuses and reasons; what else comes is counted together. */
const mostNames = 64;

function count(counts: Counts, name: string): void {
  const known = Object.hasOwn(counts, name) || Object.keys(counts).length < mostNames;
  const into = known ? name : "other";
  counts[into] = (Object.hasOwn(counts, into) ? (counts[into] ?? 0) : 0) + 1;
}

function servedBy({ log }: LoadAnswer): string {
  if (log === undefined) return "unknown";
  return log.region === "" ? "cache" : log.region;
}

function since(start: number | undefined, end: number | undefined): number | null {
  return start === undefined || end === undefined ? null : end - start;
}
