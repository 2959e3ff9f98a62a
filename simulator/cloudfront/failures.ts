import type { OriginFailure } from "../s3/transport";
import type { Switches } from "./switches";

/** How an exchange with an origin ended without a response: the transport's word, the cap on all attempts (FO-23), or a
 * head that contradicts itself (HD-65). */
export type ExchangeFailure = OriginFailure | "completion-timeout" | "content-range-length";

interface FailureFacts {
  /** What the viewer gets when nothing else helps (FO-13, HD-110, HD-111). */
  readonly status: 502 | 504;
  /** The log's detailed result type (OB-3). */
  readonly detail: string;
  /** The criterion that lets it fail over, where the documents agree with the origin failover page (FO-11, FO-12). */
  readonly gate: 503 | 504;
  /** Every code that a page of AWS's names for it (FO-13, SIM-1 `pessimistic`). */
  readonly named: readonly number[];
}

const facts: Readonly<Record<ExchangeFailure, FailureFacts>> = {
  "connection-refused": { status: 502, detail: "OriginConnectError", gate: 503, named: [502, 503] },
  "connection-timeout": { status: 504, detail: "OriginCommError", gate: 503, named: [503, 504] },
  dns: { status: 502, detail: "OriginDnsError", gate: 503, named: [502, 503] },
  tls: { status: 502, detail: "OriginConnectError", gate: 503, named: [502, 503] },
  "connection-reset": { status: 502, detail: "OriginCommError", gate: 503, named: [502, 503] },
  "response-timeout": { status: 504, detail: "OriginCommError", gate: 504, named: [504] },
  // HD-113, HD-114: what came is of no use, which no page names as a failed connection.
  "bad-response": { status: 502, detail: "OriginInvalidResponseError", gate: 503, named: [502, 503] },
  "headers-too-big": { status: 502, detail: "OriginHeaderTooBigError", gate: 503, named: [502, 503] },
  "content-range-length": {
    status: 502,
    detail: "OriginContentRangeLengthError",
    gate: 503,
    named: [502, 503],
  },
  "completion-timeout": { status: 504, detail: "OriginCommError", gate: 504, named: [504] },
};

/** The status that the edge makes of a failed exchange. */
export function statusOfFailure(failure: ExchangeFailure, switches: Switches): 502 | 504 {
  if (failure === "connection-reset" && switches["early-close"] === "504-no-retry") return 504;
  return facts[failure].status;
}

/** The log's detailed result type of a failed exchange. */
export function detailOfFailure(failure: ExchangeFailure): string {
  return facts[failure].detail;
}

/** The criterion that makes this failure fail over, or undefined when the group's criteria do not (FO-11, FO-12, SIM-1). */
export function failoverCodeOfFailure(
  failure: ExchangeFailure,
  criteria: ReadonlySet<number>,
  switches: Switches,
): number | undefined {
  // FO-24, SIM-2: a completion timeout may also go straight to the viewer.
  if (failure === "completion-timeout" && switches["completion-timeout-fails-over"] === "no") return undefined;
  const { gate, named } = facts[failure];
  switch (switches["connect-gate"]) {
    case "documented":
      return criteria.has(gate) ? gate : undefined;
    case "pessimistic":
      return named.every((code) => criteria.has(code)) ? gate : undefined;
    case "lenient":
      return criteria.has(gate) ? gate : [...criteria].find((code) => code >= 500);
  }
}

/** Whether a failed attempt is tried again while attempts are left. */
export function isRetried(
  failure: OriginFailure,
  context: { readonly method: string; readonly s3: boolean; readonly switches: Switches },
): boolean {
  const repeatable = context.method === "GET" || context.method === "HEAD";
  switch (failure) {
    // FO-20: attempts to connect, whatever the method; a certificate is refused while connecting (HD-110).
    case "connection-refused":
    case "connection-timeout":
    case "tls":
      return true;
    // The lookup comes before the attempts (PL-8).
    case "dns":
      return false;
    case "connection-reset":
      return repeatable && context.switches["early-close"] === "502-retry";
    // SIM-22.
    case "bad-response":
    case "headers-too-big":
      return repeatable && context.switches["bad-reply"] === "retry";
    // FO-25, SIM-31.
    case "response-timeout":
      return repeatable && (!context.s3 || context.switches["s3-read-timeout-retry"] === "yes");
  }
}
