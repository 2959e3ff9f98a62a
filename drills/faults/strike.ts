import type { Clock } from "../../simulator/clock";
import type {
  OriginFailure,
  OriginLimits,
  OriginOutcome,
  OriginRequest,
  OriginTransport,
} from "../../simulator/s3/transport";
import type { Fault } from "./fault";

interface Struck {
  readonly request: OriginRequest;
  readonly limits: OriginLimits;
  readonly inner: OriginTransport;
  readonly clock: Clock;
  readonly random: () => number;
}

/** What the edge sees of one exchange that a fault strikes. */
export async function strike(fault: Fault, struck: Struck): Promise<OriginOutcome> {
  const { request, limits, inner, clock } = struck;
  switch (fault.type) {
    case "down":
      return failure("connection-refused");
    case "dns":
    case "tls":
      return failure(fault.type);
    case "connect-timeout":
      await clock.sleep(limits.connectTimeoutMs);
      return failure("connection-timeout");
    case "reset_peer":
      return closedAfter(fault.attributes.timeout, struck);
    case "timeout":
      return closedAfter(fault.attributes.timeout === 0 ? Infinity : fault.attributes.timeout, struck);
    case "latency": {
      const jitter = (struck.random() * 2 - 1) * fault.attributes.jitter;
      const delay = Math.max(0, fault.attributes.latency + jitter);
      if (delay >= limits.readTimeoutMs) return closedAfter(Infinity, struck);
      await clock.sleep(delay);
      return inner.exchange(request, limits);
    }
    case "missing":
      // Asked for another key, S3 itself decides whether that is a 404 or a 403 (S3-5).
      return inner.exchange({ ...request, path: missingKey }, limits);
    case "delete-marker":
      return marked(await inner.exchange({ ...request, path: missingKey }, limits));
    case "deny":
      return s3Error(request, 403, "AccessDenied", "Access Denied");
    case "slow-down":
      return s3Error(request, 503, "SlowDown", "Please reduce your request rate.");
    case "internal-error":
      return s3Error(request, 500, "InternalError", "We encountered an internal error. Please try again.");
    case "service-unavailable":
      return s3Error(request, 503, "ServiceUnavailable", "Please reduce your request rate.");
    case "redirect":
      return s3Error(
        request,
        307,
        "TemporaryRedirect",
        "Please re-send this request to the specified temporary endpoint.",
        {
          location: `https://${request.host}${request.path}`,
        },
      );
    case "status":
      return s3Error(request, fault.attributes.code, "InjectedFault", "This status was asked for by a fault.");
  }
}

const missingKey = "/a-key-that-no-content-has-5f0c2a";

/** Accepted, then closed after `milliseconds`; the read timeout comes first when that is longer. */
async function closedAfter(milliseconds: number, { clock, limits }: Struck): Promise<OriginOutcome> {
  if (milliseconds >= limits.readTimeoutMs) {
    await clock.sleep(limits.readTimeoutMs);
    return failure("response-timeout");
  }
  await clock.sleep(milliseconds);
  return failure("connection-reset");
}

/** S3 says of a delete marker that it is one only to those who may list (S3-6). */
function marked(outcome: OriginOutcome): OriginOutcome {
  if (outcome.kind === "failure" || outcome.response.status !== 404) return outcome;
  return {
    kind: "response",
    response: { ...outcome.response, headers: { ...outcome.response.headers, "x-amz-delete-marker": "true" } },
  };
}

function failure(kind: OriginFailure): OriginOutcome {
  return { kind: "failure", failure: kind };
}

function s3Error(
  request: OriginRequest,
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): OriginOutcome {
  const body = Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  );
  return {
    kind: "response",
    response: {
      status,
      headers: {
        "content-type": "application/xml",
        "content-length": String(body.byteLength),
        server: "AmazonS3",
        ...headers,
      },
      body: request.method === "HEAD" ? new Uint8Array() : body,
    },
  };
}
