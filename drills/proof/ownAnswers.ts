import type { EdgeResponse, LogRecord } from "../../simulator/cloudfront/exchange";
import { missingHeaders } from "./securityHeaders";

/** An answer that CloudFront itself makes: the site has no say in it, so that it is reported and not judged. */
export interface OwnAnswer {
  readonly status: number;
  readonly because: string;
  readonly rule: string;
  /** The security headers that are not on it. Whether a headers policy applies to it is not documented (RH-7, SIM-10). */
  readonly missing: readonly string[];
}

/** The same with how many requests got it. */
export interface CountedAnswer extends OwnAnswer {
  readonly cases: number;
}

type Why = Pick<OwnAnswer, "because" | "rule">;

/** By the detailed result type of the log. */
const reasons: Readonly<Record<string, Why>> = {
  Redirect: { because: "the viewer protocol policy sends HTTP to HTTPS", rule: "PL-2" },
  InvalidRequestMethod: { because: "the behavior does not allow the method", rule: "PL-1" },
  OriginConnectError: { because: "no connection to an origin comes about", rule: "HD-110" },
  OriginDnsError: { because: "the name of an origin does not resolve", rule: "FO-11" },
  FunctionExecutionError: { because: "a CloudFront Function fails", rule: "CF-7" },
  FunctionThrottledError: { because: "a CloudFront Function is throttled", rule: "CF-7" },
  LambdaExecutionError: { because: "a Lambda@Edge function fails", rule: "LE-9" },
  LambdaValidationError: { because: "what a Lambda@Edge function hands back is not valid", rule: "LE-9" },
  LambdaLimitExceeded: { because: "too many Lambda@Edge functions run at once", rule: "LE-24" },
};

/** What CloudFront itself answered; undefined where the site did. */
export function ownAnswerOf(
  response: Pick<EdgeResponse, "status" | "headers" | "log" | "edgeMade">,
): OwnAnswer | undefined {
  if (response.edgeMade !== true) return undefined;
  return { status: response.status, ...whyOf(response.log), missing: missingHeaders(response) };
}

function whyOf(log: LogRecord): Why {
  const detail = log["x-edge-detailed-result-type"];
  const known = reasons[detail];
  if (known !== undefined) return known;
  if (detail === "OriginCommError") {
    return log["sc-status"] === 504
      ? { because: "an origin does not answer in time", rule: "FO-12" }
      : { because: "an origin breaks off before it answers", rule: "HD-111" };
  }
  if (log["cs-protocol"] === "http" && log["sc-status"] === 403) {
    return { because: "the viewer protocol policy refuses HTTP", rule: "HD-44" };
  }
  return { because: `the edge itself answers (${detail})`, rule: "HD-44" };
}

/** The answers, each once, with how often it was given; the most first. */
export function countAnswers(answers: readonly OwnAnswer[]): readonly CountedAnswer[] {
  const counted = new Map<string, { answer: OwnAnswer; cases: number }>();
  for (const answer of answers) {
    const key = JSON.stringify([answer.status, answer.because, answer.missing]);
    const known = counted.get(key);
    if (known === undefined) counted.set(key, { answer, cases: 1 });
    else known.cases++;
  }
  return [...counted.values()].map(({ answer, cases }) => ({ ...answer, cases })).sort((a, b) => b.cases - a.cases);
}
