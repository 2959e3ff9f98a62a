import type { Clock } from "../../simulator/clock";
import { accessDenied } from "../../simulator/s3/errors";
import type {
  OriginFailure,
  OriginLimits,
  OriginOutcome,
  OriginRequest,
  OriginTransport,
} from "../../simulator/s3/transport";
import type { TransportFault } from "./fault";
import { bandwidthLine, closedLate, limited, overLine, slicerLine } from "./packets";
import { errorOf, s3Error } from "./s3Errors";

interface Struck {
  readonly request: OriginRequest;
  readonly limits: OriginLimits;
  readonly inner: OriginTransport;
  readonly clock: Clock;
  readonly random: () => number;
}

/** What the edge sees of one exchange that a fault strikes. */
export async function strike(fault: TransportFault, struck: Struck): Promise<OriginOutcome> {
  const { request, limits, inner, clock, random } = struck;
  const ask = (): Promise<OriginOutcome> => inner.exchange(request, limits);
  switch (fault.type) {
    case "down":
      return failure("connection-refused");
    case "dns":
    case "tls":
      return failure(fault.type);
    case "connect-timeout":
      await clock.sleep(limits.connectTimeoutMs, limits.signal);
      return failure("connection-timeout");
    case "reset_peer":
      return closedAfter(fault.attributes.timeout, struck);
    case "timeout":
      return closedAfter(fault.attributes.timeout === 0 ? Infinity : fault.attributes.timeout, struck);
    case "latency": {
      const jitter = (random() * 2 - 1) * fault.attributes.jitter;
      const delay = Math.max(0, fault.attributes.latency + jitter);
      if (delay >= limits.readTimeoutMs) return closedAfter(Infinity, struck);
      await clock.sleep(delay, limits.signal);
      return ask();
    }
    case "bandwidth":
      return overLine(await ask(), bandwidthLine(fault.attributes.rate), struck);
    case "slicer": {
      const { average_size: average, size_variation: variation, delay: delayUs } = fault.attributes;
      return overLine(await ask(), slicerLine({ average, variation, delayUs }, random), struck);
    }
    case "limit_data":
      return limited(await ask(), fault.attributes.bytes);
    case "slow_close":
      return closedLate(await ask(), fault.attributes.delay, struck);
    case "missing":
      // Asked for another key, S3 itself decides whether that is a 404 or a 403 (S3-5).
      return inner.exchange({ ...request, path: missingKey }, limits);
    case "delete-marker":
      return marked(await inner.exchange({ ...request, path: missingKey }, limits));
    case "deny":
      return s3Error(accessDenied(), request, clock);
    case "slow-down":
    case "internal-error":
    case "service-unavailable":
    case "redirect":
    case "status":
      return s3Error(errorOf(fault, request), request, clock);
  }
}

const missingKey = "/a-key-that-no-content-has-5f0c2a";

/** Accepted, then closed after `milliseconds`; the read timeout comes first when that is longer. */
async function closedAfter(milliseconds: number, { clock, limits }: Struck): Promise<OriginOutcome> {
  if (milliseconds >= limits.readTimeoutMs) {
    await clock.sleep(limits.readTimeoutMs, limits.signal);
    return failure("response-timeout");
  }
  await clock.sleep(milliseconds, limits.signal);
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
