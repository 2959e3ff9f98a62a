import { z } from "zod";
import { failureClasses } from "../../../aws/failoverDelay";
import { cacheStates, methods, objectKinds, struckSides } from "../matrix";
import { promiseNames } from "../promises";

const count = z.int().min(0);
const milliseconds = z.number().min(0);
const status = z.int().min(0).max(599);
const promise = z.enum(promiseNames);
const failure = z.enum(failureClasses);
const verdict = z.enum(["passed", "failed", "vacuous", "undecided"]);

const named = { behavior: z.string(), fault: z.string() };
const caseOf = z.strictObject({
  ...named,
  method: z.enum(methods),
  object: z.enum(objectKinds),
  struck: z.enum(struckSides),
  cache: z.enum(cacheStates),
});

const exchange = z.strictObject({
  origin: z.string(),
  attempt: z.int().min(1),
  startMs: milliseconds,
  endMs: milliseconds,
  status: status.optional(),
  failure: z.string().optional(),
});

const finding = z.strictObject({
  promise,
  case: caseOf,
  expected: z.string(),
  got: z.string(),
  because: z.string(),
  rules: z.array(z.string()).min(1),
  fix: z.string().min(1),
  evidence: z.looseObject({
    id: z.string(),
    "sc-status": status,
    "x-edge-result-type": z.string(),
    "r-host": z.string(),
    "sr-reason": z.string(),
    "time-taken-ms": milliseconds,
    exchanges: z.array(exchange),
  }),
});

const changedCase = z.strictObject({ promise: z.string(), case: z.record(z.string(), z.string()) });

/** What `prove --format json` writes. Times are in milliseconds of virtual time, `durationMs` apart. */
export const proofSchema = z.strictObject({
  verdict,
  cases: z.strictObject({
    total: count,
    passed: count,
    failed: count,
    vacuous: count,
    outside: count,
    standFor: count,
  }),
  promises: z.array(
    z.strictObject({
      promise,
      text: z.string(),
      cases: count,
      failed: count,
      discriminating: count,
      verdict: z.enum([...verdict.options, "not-tested"]),
      shownNothing: z.array(z.strictObject(named)).optional(),
    }),
  ),
  switches: z.array(
    z.strictObject({
      switch: z.string().regex(/^SIM-\d+=/),
      promise,
      case: caseOf,
      metByDefault: z.boolean(),
    }),
  ),
  worstCaseDelayMs: z.partialRecord(failure, milliseconds),
  delays: z.array(
    z.strictObject({ failure, worstMs: milliseconds, typicalMs: milliseconds.optional(), because: z.string() }),
  ),
  outage: z.array(
    z.strictObject({
      failure,
      pages: z.int().min(1),
      cachedShare: z.number().min(0).max(1),
      misses: z.number().min(0),
      worstMs: milliseconds,
      typicalMs: milliseconds.optional(),
      ends: z.enum(["page", "error"]),
    }),
  ),
  findings: z.array(finding),
  outside: z.array(z.strictObject({ case: caseOf, because: z.string(), rule: z.string(), got: z.string() })),
  ownAnswers: z.array(
    z.strictObject({
      status,
      because: z.string(),
      rule: z.string(),
      missing: z.array(z.string()),
      cases: z.int().min(1),
    }),
  ),
  unproved: z.array(z.strictObject({ behavior: z.string(), because: z.string() })),
  matrix: z.array(
    z.strictObject({
      ...caseOf.shape,
      standsFor: z.int().min(1),
      state: z.enum(["passed", "failed", "vacuous", "outside"]),
      judged: z.array(promise),
      status,
      resultType: z.string(),
      region: z.string().optional(),
      failover: status.optional(),
      delayMs: milliseconds,
      exchanges: z.array(exchange),
    }),
  ),
  requests: count,
  durationMs: milliseconds,
  baseline: z
    .strictObject({
      verdict: z.strictObject({ before: z.string(), after: z.string() }),
      lost: z.array(z.string()),
      gained: z.array(z.string()),
      newlyFailed: z.array(changedCase),
      repaired: z.array(changedCase),
      delays: z.array(
        z.strictObject({ failure: z.string(), beforeMs: milliseconds.optional(), afterMs: milliseconds.optional() }),
      ),
    })
    .optional(),
});
