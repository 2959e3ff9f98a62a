import type { EdgeResponse, LogRecord, OriginExchange, ResultType } from "../../simulator/cloudfront/exchange";
import { regionOfHost } from "../../simulator/model/members";
import { sha256 } from "../content";
import type { Judgement } from "./judge";
import type { ProofCase } from "./matrix";
import { ownAnswerOf, type OwnAnswer } from "./ownAnswers";
import type { Finding, OutsideCase, SwitchDependence } from "./proof";
import type { PromiseName } from "./promises";

/** What a viewer got, as far as the outputs tell: bodies and headers are gone as soon as they are judged. */
export interface Seen {
  readonly status: number;
  /** The word of `X-Cache` (CA-23). */
  readonly resultType: ResultType;
  /** Of the origin that answered, or was tried last; absent where none was asked, or where it stands in no region. */
  readonly region?: string;
  /** The code that made the edge turn to the replica (OB-1); absent where it did not. */
  readonly failover?: number;
  /** From the request to the end of the response, in milliseconds of virtual time: the network itself takes none. */
  readonly delayMs: number;
  /** Every attempt at an origin in the order of time, in milliseconds since the request. */
  readonly exchanges: readonly OriginExchange[];
}

/** One promise that a case put to the test. */
export interface JudgedPromise {
  readonly promise: PromiseName;
  readonly met: boolean;
  /** Whether the same went wrong without what the promise is about (D15); undefined where that was not tried. */
  readonly discriminates?: boolean;
}

/** What a case came to. */
export interface CaseResult {
  readonly one: ProofCase;
  readonly seen: Seen;
  readonly judged: readonly JudgedPromise[];
  readonly findings: readonly Finding[];
  readonly outside?: Omit<OutsideCase, "case">;
  readonly own?: OwnAnswer;
}

/** What a run of the matrix saw. */
export interface ProofFindings {
  /** The cases of the matrix, behavior after behavior. */
  readonly matrix: Iterable<CaseResult>;
  /** What is asked beside it, for the promises that it does not put to the test. */
  readonly probes: readonly CaseResult[];
  readonly switches: readonly SwitchDependence[];
  /** How many requests of viewers were run, controls and flips included. */
  readonly requests: number;
}

/** A judgement with what became of its control. */
export interface Controlled extends Judgement {
  readonly discriminates?: boolean | undefined;
}

/** What is kept of a case once it has been judged. */
export function resultOf(
  one: ProofCase,
  response: EdgeResponse,
  judgements: readonly Controlled[],
  outside?: Pick<OutsideCase, "because" | "rule">,
): CaseResult {
  const own = ownAnswerOf(response);
  return {
    one,
    seen: seenOf(response.status, response.log),
    judged: judgements.map(({ promise, met, discriminates }) => ({
      promise,
      met,
      ...(discriminates === undefined ? {} : { discriminates }),
    })),
    findings: judgements.filter(({ met }) => !met).map((judgement) => findingOf(one, response, judgement)),
    ...(outside === undefined
      ? {}
      : { outside: { because: outside.because, rule: outside.rule, got: gotOf(response) } }),
    ...(own === undefined ? {} : { own }),
  };
}

/** The case as one that is counted and not judged; empty where it was judged. */
export function outsideOf({ one, outside }: CaseResult): readonly OutsideCase[] {
  return outside === undefined ? [] : [{ case: nameOf(one), ...outside }];
}

function seenOf(status: number, log: LogRecord): Seen {
  const region = regionOfHost(log["r-host"]);
  const reason = log["sr-reason"];
  const code = reason === "" ? undefined : /^Failover:(\d+)$/.exec(reason)?.[1];
  return {
    status,
    resultType: log["x-edge-result-type"],
    ...(region === undefined ? {} : { region }),
    ...(code === undefined ? {} : { failover: Number(code) }),
    delayMs: log["time-taken-ms"],
    exchanges: log.exchanges,
  };
}

function findingOf(
  one: ProofCase,
  response: EdgeResponse,
  { promise, expected, because, rules, fix }: Judgement,
): Finding {
  return {
    promise,
    case: nameOf(one),
    expected,
    got: gotOf(response),
    because,
    rules,
    fix,
    evidence: response.log,
  };
}

/** What a case comes to in the count. */
export type CaseState = "passed" | "failed" | "vacuous" | "outside";

export function stateOf({ judged, outside }: Pick<CaseResult, "judged" | "outside">): CaseState {
  if (judged.some(({ met }) => !met)) return "failed";
  if (outside !== undefined) return "outside";
  return judged.some(({ discriminates }) => discriminates === false) ? "vacuous" : "passed";
}

/** A case as findings name it. */
export function nameOf({ behavior, method, object, fault, struck, cache }: ProofCase): Finding["case"] {
  return { behavior, method, object, fault, struck, cache };
}

/** What a viewer received, in a line. */
function gotOf({ status, log, body, broken }: EdgeResponse): string {
  const from = log["r-host"] === "" ? "" : ` from ${log["r-host"]}`;
  const failover = log["sr-reason"] === "" ? "" : ` ${log["sr-reason"]}`;
  // An origin's error or redirect names its request, and no two of them are the same.
  const whole = status < 300 ? `sha256 ${sha256(body).slice(0, 12)}` : `${body.byteLength} bytes`;
  const bytes = broken === undefined ? whole : `broken off (${broken})`;
  return `${status} ${log["x-edge-result-type"]}${from}${failover}, ${bytes}, after ${log["time-taken-ms"]} ms`;
}
