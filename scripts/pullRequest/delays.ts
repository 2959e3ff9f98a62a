import { failureWords } from "../../drills/proof/reports/html/delayPlot";
import type { StackReport } from "./reports";

/** The worst-case delays of every stack, a line a failure class. */
export interface DelayRows {
  /** The stacks that were proved. */
  readonly columns: readonly string[];
  readonly rows: readonly { readonly words: string; readonly cells: readonly DelayCell[] }[];
}

export interface DelayCell {
  readonly before: number | undefined;
  readonly after: number | undefined;
  /** Whether there is a proof to compare with. */
  readonly isCompared: boolean;
}

/** Failure classes that are shown; nobody writes as many. */
const most = 20;

/** What a viewer waits at most, before and after, for each failure class that either proof knows. */
export function delayRows(stacks: readonly StackReport[]): DelayRows {
  const proved = stacks.flatMap(({ stack, proof, baseline }) =>
    proof === undefined ? [] : [{ stack, proof, baseline }],
  );
  const failures = new Set(
    proved.flatMap(({ proof, baseline }) => [
      ...Object.keys(proof.worstCaseDelayMs),
      ...Object.keys(baseline?.worstCaseDelayMs ?? {}),
    ]),
  );
  return {
    columns: proved.map(({ stack }) => stack),
    rows: [...failures].slice(0, most).map((failure) => ({
      words: failureWords(failure),
      cells: proved.map(({ proof, baseline }) => ({
        before: new Map(Object.entries(baseline?.worstCaseDelayMs ?? {})).get(failure),
        after: new Map(Object.entries(proof.worstCaseDelayMs)).get(failure),
        isCompared: baseline !== undefined,
      })),
    })),
  };
}
