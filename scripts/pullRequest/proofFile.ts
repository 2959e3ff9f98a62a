import { z } from "zod";
import type { CommentedProof, ComparedProof } from "../../drills/proof";
import { parseAs } from "../../drills/schema";

const text = z.string("must be a text");
const count = z.number("must be a number").nonnegative("must not be negative");
const list = <T extends z.ZodType>(of: T) => z.array(of, "must be a list");
const verdict = z.enum(["passed", "failed", "vacuous", "undecided"], "must be a verdict");
const caseSchema = z.object({
  ...{ behavior: text, method: text, object: text, fault: text, struck: text, cache: text },
});

/** What the comment tells of a proof; the rest of the file is dropped, as whoever opens a pull request may have written it. */
const proofSchema = z.object({
  verdict,
  cases: z.object({
    ...{ total: count, passed: count, failed: count, vacuous: count, outside: count, standFor: count },
  }),
  promises: list(
    z.object({ promise: text, text, cases: count, failed: count, verdict: verdict.or(z.literal("not-tested")) }),
  ),
  switches: list(z.object({ switch: text, promise: text })),
  worstCaseDelayMs: z.record(text, count),
  delays: list(
    z
      .object({ failure: text, worstMs: count, typicalMs: count.optional() })
      .transform(({ typicalMs, ...delay }) => (typicalMs === undefined ? delay : { ...delay, typicalMs })),
  ),
  findings: list(
    z.object({
      promise: text,
      case: caseSchema,
      expected: text,
      got: text,
      because: text,
      rules: list(text),
      fix: text,
    }),
  ),
  outside: list(z.object({ because: text, rule: text })),
  // An older proof does not tell of them.
  ownAnswers: list(z.object({ status: count, because: text, rule: text, missing: list(text), cases: count })).default(
    [],
  ),
  unproved: list(z.object({ behavior: text, because: text })),
  matrix: list(z.object({ behavior: text })),
  requests: count,
  durationMs: count,
});

/** A proof as the comment needs it. */
export type ProofFile = CommentedProof & ComparedProof;

/** Reads what `prove --format json` wrote. Throws `E_PULL_REQUEST_REPORT` naming the field, the value got and what to supply. */
export function parseProof(input: unknown): ProofFile {
  return parseAs(proofSchema, input, "E_PULL_REQUEST_REPORT", "a proof must be as prove --format json writes one");
}
