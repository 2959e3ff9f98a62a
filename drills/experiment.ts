import { z } from "zod";
import { faultSchema } from "./faults/fault";
import { parseAs } from "./schema";

const name = z.string("must be a text").min(1, "must not be empty");
const path = name.startsWith("/", 'must start with "/"');
const statusCode = z.int("must be a status code");
/** An origin's id, `primary` or `replica` for the members of the group, or for a fault `region:NAME`. */
const origin = name;
const object = z.strictObject({ origin, key: name });

const probeSchema = z.strictObject({
  type: z.literal("probe", 'must be "probe"'),
  name,
  tolerance: z.strictObject({
    status: statusCode,
    /** The key of the published object whose bytes the body must be. */
    object: name.optional(),
  }),
  provider: z.strictObject({
    type: z.literal("static-site-ha", 'must be "static-site-ha"'),
    func: z.literal("request", 'must be "request"'),
    arguments: z.strictObject({ method: name.default("GET"), path }),
  }),
});

const providerSchema = z.discriminatedUnion(
  "func",
  [
    z.strictObject({ type: z.literal("static-site-ha"), func: z.literal("delete-object"), arguments: object }),
    z.strictObject({ type: z.literal("static-site-ha"), func: z.literal("restore-object"), arguments: object }),
    z.strictObject({
      type: z.literal("static-site-ha"),
      func: z.literal("set-fault"),
      arguments: z.strictObject({ origin, fault: faultSchema }),
    }),
    z.strictObject({
      type: z.literal("static-site-ha"),
      func: z.literal("heal"),
      arguments: z.strictObject({ origin }),
    }),
  ],
  "must be one of delete-object, restore-object, set-fault, heal",
);

const actionSchema = z.strictObject({ type: z.literal("action", 'must be "action"'), name, provider: providerSchema });

/** An experiment in Chaos Toolkit's shape, with actions and probes of our own. */
const experimentSchema = z.strictObject({
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
  method: z.array(actionSchema, "must be a list of actions"),
  rollbacks: z.array(actionSchema, "must be a list of actions").default([]),
});

export type Experiment = z.infer<typeof experimentSchema>;
export type Probe = z.infer<typeof probeSchema>;
export type Action = z.infer<typeof actionSchema>;

/** Reads an experiment. Throws `E_EXPERIMENT` naming the field, the value got and what to supply. */
export function parseExperiment(input: unknown): Experiment {
  return parseAs(experimentSchema, input, "E_EXPERIMENT", "an experiment must be a JSON object");
}
