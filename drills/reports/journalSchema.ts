import { z } from "zod";
import { experimentSchema } from "../experiment";

const time = z.iso.datetime();
const count = z.int().min(0);
const counts = z.record(z.string(), count);
const milliseconds = z.number().min(0);
const status = z.int().min(0).max(599);

const activity = z.strictObject({
  activity: z.looseObject({ type: z.literal("action"), name: z.string() }),
  status: z.literal("succeeded"),
  start: time,
  end: time,
});

const got = z.strictObject({ status, sha256: z.string(), region: z.string().optional() });

const steadyState = z.strictObject({
  steady_state_met: z.boolean(),
  probes: z.array(
    z.strictObject({
      activity: z.strictObject({ name: z.string(), type: z.literal("probe") }),
      output: got,
      status: z.literal("succeeded"),
      tolerance_met: z.boolean(),
    }),
  ),
});

const leg = z.strictObject({
  name: z.enum(["control-healthy", "control-faulted", "trial-faulted", "trial-restored", "trial-contrast"]),
  met: z.boolean(),
  probes: z.array(
    z.strictObject({
      name: z.string(),
      request: z.string(),
      expected: z.strictObject({ status, sha256: z.string().optional() }),
      got,
      met: z.boolean(),
      log: z.looseObject({ id: z.string(), "sr-reason": z.string(), "x-edge-result-type": z.string() }),
    }),
  ),
});

const phase = z.strictObject({
  name: z.enum(["steady-state", "fault", "recovery"]),
  startMs: milliseconds,
  seconds: z.number().min(0),
  requests: count,
  good: count,
  stale: count,
  wrong: count,
  errors: counts,
  failures: counts,
  availability: z.number().min(0).max(1).nullable(),
  errorBudget: z.strictObject({ objective: z.number(), allowed: count, spent: count }),
  latencyMs: z.strictObject({ p50: milliseconds, p99: milliseconds, max: milliseconds }).nullable(),
  servedBy: counts,
  failovers: counts,
  stalestMs: milliseconds.nullable(),
});

const side = z.strictObject({
  phases: z.array(phase),
  seconds: z.array(
    z.strictObject({
      atMs: milliseconds,
      requests: count,
      good: count,
      servedBy: counts,
      maxMs: milliseconds.nullable(),
    }),
  ),
  timeToFirstGoodMs: milliseconds.nullable(),
  timeToFailBackMs: milliseconds.nullable(),
});

/** What `drill --format json` writes: Chaos Toolkit's journal, the verdict before it and the evidence after it. */
export const journalSchema = z.strictObject({
  verdict: z.enum(["passed", "failed", "vacuous"]),
  reasons: z.array(
    z.strictObject({
      code: z.string().optional(),
      sentence: z.string(),
      about: z.enum(["run", "steady-state", "control", "contrast", "fault", "recovery", "restoration"]),
    }),
  ),
  "as-expected": z.boolean(),
  "chaoslib-version": z.string(),
  platform: z.string(),
  node: z.string(),
  experiment: experimentSchema,
  start: time,
  end: time,
  duration: z.number().min(0),
  status: z.enum(["completed", "interrupted", "aborted"]),
  deviated: z.boolean(),
  steady_states: z.strictObject({
    before: steadyState.nullable(),
    during: z.array(steadyState).max(2),
    after: steadyState.nullable(),
  }),
  run: z.array(activity),
  rollbacks: z.array(activity),
  legs: z.array(leg),
  "time-scale": z.number().min(1),
  regions: z.strictObject({ primary: z.string(), replica: z.string().optional() }),
  load: z
    .strictObject({
      rate: z.number(),
      uniqueShare: z.number(),
      uniquePaths: z.boolean(),
      objects: count,
      trial: side,
      control: side,
    })
    .optional(),
  restoration: z.strictObject({
    complete: z.boolean(),
    lifted: z.array(z.string()),
    left: z.array(z.string()),
    leaseMs: milliseconds,
    changedBuckets: z.array(z.string()),
  }),
});
