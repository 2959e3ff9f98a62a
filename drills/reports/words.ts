import type { DrillReport } from "../drillReport";
import type { Leg, LegName, ProbeOutcome } from "../legs";

/** The legs as people read them. */
export const legTitles: Readonly<Record<LegName, string>> = {
  "control-healthy": "control, no fault",
  "control-faulted": "control, with the fault",
  "trial-faulted": "trial, with the fault",
  "trial-restored": "trial, fault gone",
  "trial-contrast": "trial, contrast",
};

/** What a leg's probes saw, each thing once with how often it was seen. */
export function seenOf({ probes }: Leg): readonly {
  readonly words: string;
  readonly outcome: ProbeOutcome;
  readonly times: number;
}[] {
  const seen = new Map<string, { words: string; outcome: ProbeOutcome; times: number }>();
  for (const outcome of probes) {
    const words = `${outcome.request} → ${answerWords(outcome)}`;
    const known = seen.get(words);
    if (known === undefined) seen.set(words, { words, outcome, times: 1 });
    else known.times++;
  }
  return [...seen.values()];
}

/** `200 Miss from us-west-2, Failover:404, the published bytes`. */
export function answerWords({ expected, got, log }: ProbeOutcome): string {
  const bytes =
    expected.sha256 === undefined || got.status !== expected.status ? "" : sameBytes(expected.sha256, got.sha256);
  const from = got.region === undefined ? "" : ` from ${got.region}`;
  const failover = log["sr-reason"] === "" ? "" : `, ${log["sr-reason"]}`;
  return `${got.status} ${log["x-edge-result-type"]}${from}${failover}${bytes}`;
}

function sameBytes(expected: string, got: string): string {
  return expected === got ? ", the published bytes" : ", other bytes than published";
}

/** The verdict, and what is to be thought of it where an experiment wants a site to fail. */
export function outcomeWords({ verdict, experiment, asExpected }: DrillReport): string {
  if (experiment.expect === "pass") return verdict;
  return `${verdict}, ${asExpected ? "as it must" : "where it must fail by the fault alone"}`;
}
