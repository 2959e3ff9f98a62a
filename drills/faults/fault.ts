import { z } from "zod";
import { parseAs } from "../schema";

const milliseconds = z
  .number("must be a number of milliseconds from 0 up")
  .min(0, "must be a number of milliseconds from 0 up");
const count = "must be a whole number from 0 up";
const bytes = z.int(count).min(0, count);
const positive = "must be a whole number from 1 up";
const atLeastOne = z.int(positive).min(1, positive);
const none = z.strictObject({}).prefault({});

/** Attributes that are left out altogether are refused by the name of the one that is missing. */
function needed<const S extends z.ZodRawShape>(shape: S) {
  return z.preprocess((given) => given ?? {}, z.strictObject(shape));
}

const microseconds = z
  .number("must be a number of microseconds from 0 up")
  .min(0, "must be a number of microseconds from 0 up");
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
  latency: needed({ latency: milliseconds, jitter: milliseconds.default(0) }),
  /** At most `rate` KB (1,000 bytes) a second. */
  bandwidth: needed({ rate: atLeastOne }),
  /** Packets of `average_size` ± `size_variation` bytes, `delay` microseconds apart. */
  slicer: z.preprocess(
    (given) => given ?? {},
    z
      .strictObject({ average_size: atLeastOne, size_variation: bytes.default(0), delay: microseconds.default(0) })
      .refine(({ average_size, size_variation }) => size_variation < average_size, {
        path: ["size_variation"],
        message: "must be less than average_size",
      }),
  ),
  /** Closed after `bytes`, those of the head included. */
  limit_data: needed({ bytes }),
  /** Whatever ends with the connection ends `delay` late. */
  slow_close: needed({ delay: milliseconds }),
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
  status: needed({ code: statusCode }),
  /** What a dark region may look like, one after the other (S3-10). */
  region: none,
  /** Nothing is copied between buckets, and nothing is lost by it (RP-13). */
  "replication-paused": none,
  /** Copies arrive `seconds` after the write (RP-7). */
  "replication-lag": needed({
    seconds: z.number("must be a number of seconds from 0 up").min(0, "must be a number of seconds from 0 up"),
  }),
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
    variant("bandwidth", attributesOf.bandwidth),
    variant("slicer", attributesOf.slicer),
    variant("limit_data", attributesOf.limit_data),
    variant("slow_close", attributesOf.slow_close),
    variant("deny", attributesOf.deny),
    variant("missing", attributesOf.missing),
    variant("delete-marker", attributesOf["delete-marker"]),
    variant("slow-down", attributesOf["slow-down"]),
    variant("internal-error", attributesOf["internal-error"]),
    variant("service-unavailable", attributesOf["service-unavailable"]),
    variant("redirect", attributesOf.redirect),
    variant("status", attributesOf.status),
    variant("region", attributesOf.region),
    variant("replication-paused", attributesOf["replication-paused"]),
    variant("replication-lag", attributesOf["replication-lag"]),
  ],
  `must be one of ${faultTypes.join(", ")}`,
);

export type Fault = z.infer<typeof faultSchema>;

/** A fault of a single exchange with an origin: the others are made of such, or strike elsewhere. */
export type TransportFault = Exclude<Fault, { type: "region" | "replication-paused" | "replication-lag" }>;

export function isTransportFault(fault: Fault): fault is TransportFault {
  return fault.type !== "region" && fault.type !== "replication-paused" && fault.type !== "replication-lag";
}

/** Reads what a user wrote. Throws `E_FAULT` naming the field, the value got and what to supply. */
export function parseFault(input: unknown): Fault {
  return parseAs(faultSchema, input, "E_FAULT", 'a fault must be a JSON object such as {"type":"down"}');
}
