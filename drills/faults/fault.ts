import { z } from "zod";
import { parseAs } from "../schema";

const milliseconds = z
  .number("must be a number of milliseconds from 0 up")
  .min(0, "must be a number of milliseconds from 0 up");
/** Attributes that are left out altogether are refused by the name of the one that is missing. */
const unset = {} as never;
const none = z.strictObject({}).prefault({});
const statusMessage = "must be a status from 200 to 599";
const statusCode = z.int(statusMessage).min(200, statusMessage).max(599, statusMessage);

/** The attributes of each fault; toxiproxy's and AWS's own names and units. */
const attributesOf = {
  /** The connection is refused. */
  down: none,
  /** A black hole: no answer to the connection. */
  "connect-timeout": none,
  /** The name does not resolve. */
  dns: none,
  /** The TLS handshake fails. */
  tls: none,
  /** Accepted, then reset after `timeout`. */
  reset_peer: z.strictObject({ timeout: milliseconds.default(0) }).prefault({}),
  /** Accepted, then silence; closed after `timeout`, unless that is 0. */
  timeout: z.strictObject({ timeout: milliseconds.default(0) }).prefault({}),
  /** The first byte comes `latency` ± `jitter` late. */
  latency: z.strictObject({ latency: milliseconds, jitter: milliseconds.default(0) }).prefault(unset),
  /** 403 AccessDenied. */
  deny: none,
  /** The object is not there. */
  missing: none,
  /** The object's current version is a delete marker. */
  "delete-marker": none,
  /** 503 SlowDown. */
  "slow-down": none,
  /** 500 InternalError. */
  "internal-error": none,
  /** 503 ServiceUnavailable. */
  "service-unavailable": none,
  /** 307 TemporaryRedirect. */
  redirect: none,
  /** The status `code`. */
  status: z.strictObject({ code: statusCode }).prefault(unset),
};

export type FaultType = keyof typeof attributesOf;

/** The names of all faults. */
export const faultTypes = Object.keys(attributesOf).filter((name): name is FaultType =>
  Object.hasOwn(attributesOf, name),
);

function variant<const T extends FaultType, A extends z.ZodType>(type: T, attributes: A) {
  return z.strictObject({
    type: z.literal(type),
    attributes,
    /** The share of exchanges that it strikes. */
    toxicity: z
      .number("must be a number from 0 to 1")
      .min(0, "must be a number from 0 to 1")
      .max(1, "must be a number from 0 to 1")
      .default(1),
    /** The objects that it strikes; absent: every one. */
    keys: z.array(z.string("must be an object's key")).optional(),
    /** After which it lapses unless it is set again; absent: never. */
    leaseMs: milliseconds.optional(),
  });
}

/** A fault as `PUT /api/faults/ORIGIN` and experiments give it. */
export const faultSchema = z.discriminatedUnion(
  "type",
  [
    variant("down", attributesOf.down),
    variant("connect-timeout", attributesOf["connect-timeout"]),
    variant("dns", attributesOf.dns),
    variant("tls", attributesOf.tls),
    variant("reset_peer", attributesOf.reset_peer),
    variant("timeout", attributesOf.timeout),
    variant("latency", attributesOf.latency),
    variant("deny", attributesOf.deny),
    variant("missing", attributesOf.missing),
    variant("delete-marker", attributesOf["delete-marker"]),
    variant("slow-down", attributesOf["slow-down"]),
    variant("internal-error", attributesOf["internal-error"]),
    variant("service-unavailable", attributesOf["service-unavailable"]),
    variant("redirect", attributesOf.redirect),
    variant("status", attributesOf.status),
  ],
  `must be one of ${faultTypes.join(", ")}`,
);

export type Fault = z.infer<typeof faultSchema>;

/** Reads what a user wrote. Throws `E_FAULT` naming the field, the value got and what to supply. */
export function parseFault(input: unknown): Fault {
  return parseAs(faultSchema, input, "E_FAULT", 'a fault must be a JSON object such as {"type":"down"}');
}
