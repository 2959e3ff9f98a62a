import { legalFailoverCodes } from "../../aws/failoverCodes";
import type { FailureClass } from "../../aws/failoverDelay";
import { parseFault, type TransportFault, isTransportFault } from "../faults/fault";

/** One way in which an origin fails in the matrix. */
export interface FailureKind {
  readonly name: string;
  /** The fault on an origin that answers within `readTimeoutMs` at the latest. */
  readonly fault: (readTimeoutMs: number) => TransportFault;
  /**
   * What heals it: a failed connection or a read timeout always ought to fail over (FO-11, FO-12); a status, where it is
   * among the criteria; `never`: CloudFront does not, whatever is configured.
   */
  readonly heals: "connection" | "timeout" | { readonly status: number } | "never" | "no-failure";
  /** How long a viewer waits for it at most. */
  readonly delay: FailureClass;
  /** The rule of CloudFront that decides about it. */
  readonly rule: string;
  /** How many faults of the same effect it stands for. */
  readonly standsFor: number;
  /** It strikes this attempt at an origin alone, and leaves those before and after it; absent: every one. */
  readonly onlyAttempt?: number;
  /** Another attempt at the same origin may serve before the group is needed. */
  readonly askedAgain?: true;
  /** It strikes objects, and so nothing that OPTIONS asks for: S3 answers that by the bucket's CORS rules (HD-82). */
  readonly ofObjects?: true;
}

const plain = (type: string, attributes: Record<string, unknown> = {}) => {
  const parsed = parseFault({ type, attributes });
  if (!isTransportFault(parsed)) throw new TypeError(`${type} is no fault of an exchange`);
  return () => parsed;
};

/** Parsed once for every read timeout: origins have few, and cases are many. */
const latencyOf = (overMs: number) => {
  const known = new Map<number, TransportFault>();
  return (readTimeoutMs: number) => {
    const fault = known.get(readTimeoutMs) ?? plain("latency", { latency: readTimeoutMs + overMs })();
    known.set(readTimeoutMs, fault);
    return fault;
  };
};

const failed = { heals: "connection", delay: "connection-refused", standsFor: 1 } as const;
const hangs = { heals: "timeout", delay: "response-timeout", rule: "FO-12", standsFor: 1 } as const;
const answers = (status: number) =>
  ({ heals: { status }, delay: "error-status", rule: "FO-10", standsFor: 1 }) as const;
const beyond = { heals: "never", delay: "error-status", standsFor: 1 } as const;

/** Errors that no group can list (FO-6): all of 400–599 but those that can be listed. One of them is run. */
const unlistable = 200 - legalFailoverCodes.length;

/** The faults of the matrix: every fault that strikes an exchange, its parameters fixed where they decide something. */
export const failureKinds: readonly FailureKind[] = [
  { name: "down", fault: plain("down"), rule: "FO-11", ...failed },
  { name: "connect-timeout", fault: plain("connect-timeout"), rule: "FO-11", ...failed, delay: "connection-timeout" },
  { name: "dns", fault: plain("dns"), rule: "FO-11", ...failed },
  { name: "tls", fault: plain("tls"), rule: "FO-11", ...failed },
  { name: "reset_peer", fault: plain("reset_peer"), rule: "HD-114", ...failed },
  { name: "timeout", fault: plain("timeout"), ...hangs },
  { name: "latency at the read timeout + 1 ms", fault: latencyOf(1), ...hangs },
  { name: "latency at the read timeout", fault: latencyOf(0), ...hangs },
  {
    name: "latency at the read timeout - 1 ms",
    fault: latencyOf(-1),
    heals: "no-failure",
    delay: "response-timeout",
    rule: "FO-22",
    standsFor: 1,
  },
  { name: "down once", fault: plain("down"), rule: "FO-20", ...failed, onlyAttempt: 1 },
  { name: "down at the retry", fault: plain("down"), rule: "FO-20", ...failed, onlyAttempt: 2 },
  { name: "timeout once", fault: plain("timeout"), ...hangs, rule: "FO-25", onlyAttempt: 1 },
  {
    name: "service-unavailable once",
    fault: plain("service-unavailable"),
    ...answers(503),
    onlyAttempt: 1,
  },
  { name: "deny", fault: plain("deny"), ...answers(403) },
  { name: "missing", fault: plain("missing"), ...answers(404), ofObjects: true },
  { name: "delete-marker", fault: plain("delete-marker"), ...answers(404), ofObjects: true },
  { name: "slow-down", fault: plain("slow-down"), ...answers(503) },
  { name: "internal-error", fault: plain("internal-error"), ...answers(500) },
  { name: "service-unavailable", fault: plain("service-unavailable"), ...answers(503) },
  ...legalFailoverCodes.map((code) => ({
    name: `status ${code}`,
    fault: plain("status", { code }),
    ...answers(code),
  })),
  { name: "status 418", fault: plain("status", { code: 418 }), rule: "FO-6", ...beyond, standsFor: unlistable },
  { name: "redirect", fault: plain("redirect"), rule: "FO-14", ...beyond },
  { name: "limit_data after the head", fault: plain("limit_data", { bytes: 900 }), rule: "FO-26", ...beyond },
  { name: "bandwidth", fault: plain("bandwidth", { rate: 100 }), rule: "FO-22", ...beyond, heals: "no-failure" },
  { name: "slicer", fault: plain("slicer", { average_size: 100 }), rule: "FO-22", ...beyond, heals: "no-failure" },
  { name: "slow_close", fault: plain("slow_close", { delay: 1_000 }), rule: "FO-22", ...beyond, heals: "no-failure" },
];

/** How often an origin is asked, and whether what does not answer in time is asked again (FO-20, FO-25). */
interface Asked {
  readonly connectionAttempts: number;
  readonly method: string;
}

/** The fault as an origin with so many attempts suffers it (FO-20, FO-25). A status ends the attempts. */
export function sufferedAs(kind: FailureKind, { connectionAttempts, method }: Asked): FailureKind {
  const { heals, onlyAttempt, ofObjects } = kind;
  if (ofObjects === true && method === "OPTIONS") return { ...kind, heals: "no-failure" };
  if (onlyAttempt === undefined) return kind;
  // What came before it has served.
  if (onlyAttempt > 1) return { ...kind, heals: "no-failure" };
  const again = heals === "connection" || (heals === "timeout" && method !== "OPTIONS");
  return again && connectionAttempts > onlyAttempt ? { ...kind, askedAgain: true } : kind;
}

/** Whether an origin group with these criteria ought to save a viewer from it. */
export function healable({ heals }: FailureKind, criteria: ReadonlySet<number>): boolean {
  if (heals === "connection" || heals === "timeout") return true;
  return typeof heals === "object" && criteria.has(heals.status);
}
