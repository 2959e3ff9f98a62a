import type { Clock } from "../../simulator/clock";
import type { RestError } from "../../simulator/s3/errors";
import { IdSource } from "../../simulator/s3/ids";
import { refusal, responseOf } from "../../simulator/s3/reply";
import type { OriginOutcome, OriginRequest } from "../../simulator/s3/transport";
import type { Fault } from "./fault";

const ids = new IdSource();

/** Answers as S3 gives them itself. */
export function s3Error(error: RestError, request: OriginRequest, clock: Clock): OriginOutcome {
  // No body goes with these, whoever asks.
  const method = error.status === 204 || error.status === 304 ? "HEAD" : request.method;
  return { kind: "response", response: responseOf(refusal(error), method, ids.nextRequest(), clock.now()) };
}

type S3ErrorFault = Extract<
  Fault,
  { readonly type: "slow-down" | "internal-error" | "service-unavailable" | "redirect" | "status" }
>;

/** What S3 says when it does what the fault asks for (S3-9). */
export function errorOf(fault: S3ErrorFault, { host, path }: OriginRequest): RestError {
  switch (fault.type) {
    case "slow-down":
      // S3-9
      return { status: 503, code: "SlowDown", message: "Please reduce your request rate." };
    case "internal-error":
      return { status: 500, code: "InternalError", message: "We encountered an internal error. Please try again." };
    case "service-unavailable":
      return { status: 503, code: "ServiceUnavailable", message: "Please reduce your request rate." };
    case "redirect":
      return {
        status: 307,
        code: "TemporaryRedirect",
        message: "Please re-send this request to the specified temporary endpoint.",
        headers: { location: `https://${host}${path}` },
      };
    case "status":
      return {
        status: fault.attributes.code,
        code: "InjectedFault",
        message: "This status was asked for by a fault.",
      };
  }
}
