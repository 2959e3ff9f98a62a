/** A number that a fault takes. */
export interface FaultField {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly value: number;
  readonly min: number;
  readonly max?: number;
}

/** What the edge meets at an origin with a fault: it decides whether it turns to the replica, and when. */
export type Meets =
  | "connection-refused"
  | "connection-timeout"
  | "response-timeout"
  | "reset"
  | "latency"
  | "status"
  | "body"
  | "dark-region"
  | "replication";

export interface FaultKind {
  readonly type: string;
  readonly title: string;
  readonly happens: string;
  readonly meets: Meets;
  /** Of a fault that the origin answers with. */
  readonly status?: number;
  readonly fields: readonly FaultField[];
}

export interface FaultGroup {
  readonly title: string;
  readonly kinds: readonly FaultKind[];
}

function kind(
  type: string,
  title: string,
  happens: string,
  meets: Meets,
  fields: readonly FaultField[] = [],
): FaultKind {
  return { type, title, happens, meets, fields };
}

function answers(type: string, title: string, status: number, happens: string): FaultKind {
  return { type, title, happens, meets: "status", status, fields: [] };
}

const milliseconds = (name: string, label: string, value: number): FaultField => ({
  ...{ name, label, value },
  unit: "ms",
  min: 0,
});

/** Every fault, in the order in which the page offers them. */
export const faultGroups: readonly FaultGroup[] = [
  {
    title: "Cannot be reached",
    kinds: [
      kind("down", "Refuses connections", "Nobody listens: every connection is refused at once.", "connection-refused"),
      kind("connect-timeout", "Black hole", "Packets vanish: no attempt to connect is answered.", "connection-timeout"),
      kind("dns", "Name does not resolve", "The bucket's name leads nowhere.", "connection-refused"),
      kind("tls", "TLS handshake fails", "The connection opens, and no session comes of it.", "connection-refused"),
    ],
  },
  {
    title: "Answers with an error",
    kinds: [
      answers("deny", "Denies access", 403, "Every request is answered with 403 AccessDenied."),
      answers("missing", "Objects are missing", 404, "What is asked for is not there: 404 NoSuchKey."),
      answers("delete-marker", "Objects are deleted", 404, "The current version is a delete marker: 404."),
      answers("slow-down", "Slow down", 503, "S3 asks for fewer requests: 503 SlowDown."),
      answers("internal-error", "Internal error", 500, "S3 answers with 500 InternalError."),
      answers("service-unavailable", "Service unavailable", 503, "S3 answers with 503 ServiceUnavailable."),
      answers("redirect", "Redirects elsewhere", 307, "S3 answers with 307 TemporaryRedirect."),
      kind("status", "Another status", "Every request is answered with the status that you choose.", "status", [
        { name: "code", label: "Status", unit: "", value: 502, min: 200, max: 599 },
      ]),
    ],
  },
  {
    title: "Slow or broken",
    kinds: [
      kind("timeout", "Hangs", "Accepts the connection, then says nothing.", "response-timeout", [
        milliseconds("timeout", "Closes after (0: never)", 0),
      ]),
      kind("reset_peer", "Resets connections", "Accepts the connection, then resets it.", "reset", [
        milliseconds("timeout", "Resets after", 0),
      ]),
      kind("latency", "Late first byte", "Every answer begins late.", "latency", [
        milliseconds("latency", "Late by", 2000),
        milliseconds("jitter", "Give or take", 0),
      ]),
      kind("bandwidth", "Little bandwidth", "Bytes trickle at a fixed rate.", "body", [
        { name: "rate", label: "Rate", unit: "KB/s", value: 20, min: 1 },
      ]),
      kind("slicer", "Small packets", "Answers arrive in small pieces, one after the other.", "body", [
        { name: "average_size", label: "Piece", unit: "bytes", value: 256, min: 1 },
        { name: "size_variation", label: "Give or take", unit: "bytes", value: 0, min: 0 },
        { name: "delay", label: "Apart", unit: "µs", value: 1000, min: 0 },
      ]),
      kind("limit_data", "Cuts answers off", "The connection is closed in the middle of an answer.", "body", [
        { name: "bytes", label: "After", unit: "bytes", value: 1024, min: 0 },
      ]),
      kind("slow_close", "Closes late", "Connections stay open after the last byte.", "body", [
        milliseconds("delay", "Late by", 2000),
      ]),
    ],
  },
  {
    title: "The whole region",
    kinds: [kind("region", "Dark region", "Requests meet all that a lost region may show, in turn.", "dark-region")],
  },
  {
    title: "Replication",
    kinds: [
      kind("replication-paused", "Paused", "Nothing is copied to the replica until it is healed.", "replication"),
      kind("replication-lag", "Lags", "Copies arrive late in the replica.", "replication", [
        { name: "seconds", label: "Late by", unit: "s", value: 60, min: 0 },
      ]),
    ],
  },
];

export const faultKinds: readonly FaultKind[] = faultGroups.flatMap(({ kinds }) => kinds);

/** One click away on every origin. */
export const quickFaults = ["down", "connect-timeout", "timeout", "deny", "slow-down"];

export function kindOf(type: string): FaultKind | undefined {
  return faultKinds.find((one) => one.type === type);
}

/** The attributes with which a fault is set when nobody chooses others. */
export function usualAttributes({ fields }: FaultKind): Readonly<Record<string, number>> {
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
}
