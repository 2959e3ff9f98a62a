import type { Verdict } from "../../hooks/verdict";
import type { Specimen, Truth } from "./corpus";

export interface Judged {
  readonly specimen: Specimen;
  readonly verdict: Verdict;
}

/** The shares that the examiner is held to, from 0 to 1. */
export interface Shares {
  /** Of the rewriting response hooks, those that are refused. */
  readonly recall: number;
  /** Of the refused response hooks, those that rewrite or cannot be decided. */
  readonly precision: number;
  /** Of the clean response hooks, those that are called `keeps-status`. */
  readonly clean: number;
}

const truths: readonly Truth[] = ["rewrites", "undecidable", "clean", "request"];
const verdicts: readonly Verdict[] = [
  "rewrites-status",
  "may-rewrite",
  "opaque",
  "keeps-status",
  "not-a-response-hook",
];
const refused: ReadonlySet<Verdict> = new Set(["rewrites-status", "may-rewrite", "opaque"]);

/** Whether a response hook with this verdict is refused where nothing is configured (HA-EDGE-01). */
export function isRefused(verdict: Verdict): boolean {
  return refused.has(verdict);
}

export function sharesOf(judged: readonly Judged[]): Shares {
  const of = (truth: Truth): readonly Judged[] => judged.filter(({ specimen }) => specimen.truth === truth);
  const share = (part: number, whole: number): number => (whole === 0 ? Number.NaN : part / whole);
  const rewriting = of("rewrites");
  const all = judged.filter(({ verdict, specimen }) => isRefused(verdict) && specimen.truth !== "request");
  const rightly = all.filter(({ specimen }) => specimen.truth !== "clean");
  const clean = of("clean");
  return {
    recall: share(rewriting.filter(({ verdict }) => isRefused(verdict)).length, rewriting.length),
    precision: share(rightly.length, all.length),
    clean: share(clean.filter(({ verdict }) => verdict === "keeps-status").length, clean.length),
  };
}

/** Truths down, verdicts across. */
export function confusionMatrix(judged: readonly Judged[]): string {
  const width = 21;
  const row = (cells: readonly string[]): string => cells.map((cell) => cell.padStart(width)).join("");
  const counts = truths.map((truth) => [
    truth,
    ...verdicts.map((verdict) =>
      String(judged.filter((one) => one.specimen.truth === truth && one.verdict === verdict).length),
    ),
  ]);
  return [row(["", ...verdicts]), ...counts.map(row)].join("\n");
}

/** What a search for an assignment to a status says of a hook: all that most people have. */
export function grepVerdict({ source }: Specimen): Verdict {
  return /status\w*\s*[=:](?!=)/i.test(source.text) ? "rewrites-status" : "keeps-status";
}
