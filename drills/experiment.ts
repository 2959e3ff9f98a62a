import { z } from "zod";
import { faultSchema } from "./faults/fault";
import { parseAs } from "./schema";

const name = z.string("must be a text").min(1, "must not be empty");
const path = name.regex(/^\//, 'must start with "/"');
const statusMessage = "must be a status from 100 to 599";
const statusCode = z.int(statusMessage).min(100, statusMessage).max(599, statusMessage);
/** An origin's id, `primary` or `replica` for the members of the group, or for a fault `region:` and one of those or a name. */
const origin = name;
const key = name.max(1024, "must be an object's key of at most 1024 bytes");

const shareMessage = "must be a number from 0 to 1";
const share = z.number(shareMessage).min(0, shareMessage).max(1, shareMessage);

/** Within a range, or refused with both its ends. */
function between(min: number, max: number, what: string): z.ZodNumber {
  const message = `must be ${what} from ${min} to ${max}`;
  return z.number(message).min(min, message).max(max, message);
}

const repeatMessage = "must be a whole number from 1 to 100";

const probeSchema = z.strictObject({
  type: z.literal("probe", 'must be "probe"'),
  name,
  tolerance: z.strictObject({
    status: statusCode,
    /** The key of the published object whose bytes the body must be. */
    object: key.optional(),
  }),
  provider: z.strictObject({
    type: z.literal("static-site-ha", 'must be "static-site-ha"'),
    func: z.literal("request", 'must be "request"'),
    arguments: z.strictObject({
      method: name.default("GET"),
      path,
      /** How often it is asked in each leg, each time of an empty cache: for faults that do not strike every time. */
      repeat: z.int(repeatMessage).min(1, repeatMessage).max(100, repeatMessage).default(1),
    }),
  }),
});

const type = z.literal("static-site-ha", 'must be "static-site-ha"');

const providerSchema = z.discriminatedUnion(
  "func",
  [
    z.strictObject({ type, func: z.literal("set-fault"), arguments: z.strictObject({ origin, fault: faultSchema }) }),
    z.strictObject({ type, func: z.literal("heal"), arguments: z.strictObject({ origin }) }),
    z.strictObject({
      type,
      func: z.literal("put-object"),
      arguments: z.strictObject({ origin, key, body: z.string("must be a text").max(10_000, "must be 10,000 long") }),
    }),
    z.strictObject({ type, func: z.literal("restore-objects"), arguments: z.strictObject({}).prefault({}) }),
  ],
  "must be one of set-fault, heal, put-object, restore-objects",
);

const actionSchema = z.strictObject({ type: z.literal("action", 'must be "action"'), name, provider: providerSchema });
const actions = z.array(actionSchema, "must be a list of actions");

const seconds = between(0, 3600, "a number of seconds");

/** Requests to the site and to its control at the same time, at a rate that does not wait for answers. */
const loadSchema = z.strictObject({
  /** Requests a second to each of the two. */
  rate: between(0, 10_000, "a number of requests a second").default(20),
  steadySeconds: seconds.default(3),
  faultSeconds: seconds.default(6),
  recoverySeconds: seconds.default(3),
  /** The share of requests whose path nobody has asked for yet: what no cache can answer. */
  uniqueShare: share.default(0.5),
});

/** Code on origin-response of every behavior, in the trial and the control alike. */
const hookSchema = z.strictObject({
  event: z.literal("origin-response", 'must be "origin-response"'),
  runtime: name.default("nodejs22.x"),
  code: name,
});

/** What must heal, so that a failure is known to come from what is said and not from a site that never fails over. */
const contrastSchema = z.strictObject({
  title: name,
  /** Whether the experiment's hook is there too. */
  hook: z.boolean("must be true or false").default(true),
  method: actions.min(1, "must hold at least one action"),
});

/** An experiment in Chaos Toolkit's shape, with actions and probes of our own. */
export const experimentSchema = z.strictObject({
  /** Of the schema, for editors; nothing of ours reads it. */
  $schema: z.string("must be a text").optional(),
  title: name,
  description: z.string("must be a text"),
  /** Whether a site that keeps its promise passes, or must deviate. */
  expect: z.enum(["pass", "fail"], 'must be "pass" or "fail"').default("pass"),
  /** The codes of which the log must name one as `Failover:CODE` while the fault is there; absent: any. */
  failover: z.array(statusCode, "must be a list of status codes").default([]),
  "steady-state-hypothesis": z.strictObject({
    title: name,
    probes: z.array(probeSchema, "must be a list of probes").min(1, "must hold at least one probe"),
  }),
  method: actions,
  rollbacks: actions.default([]),
  load: loadSchema.prefault({}),
  /** The share of requests that must be answered rightly before the fault and while it is there. */
  objective: share.default(0.99),
  hook: hookSchema.optional(),
  contrast: contrastSchema.optional(),
});

export type Experiment = z.infer<typeof experimentSchema>;
export type Probe = z.infer<typeof probeSchema>;
export type Action = z.infer<typeof actionSchema>;
export type Hook = z.infer<typeof hookSchema>;
export type LoadSettings = z.infer<typeof loadSchema>;

/** Reads an experiment. Throws `E_EXPERIMENT` naming the field, the value got and what to supply. */
export function parseExperiment(input: unknown): Experiment {
  return parseAs(experimentSchema, input, "E_EXPERIMENT", "an experiment must be a JSON object");
}

/** All that an experiment does. */
export function actionsOf({ method, rollbacks, contrast }: Experiment): readonly Action[] {
  return [...method, ...rollbacks, ...(contrast?.method ?? [])];
}
