import { worstCaseDelays, type FailureClass, type MemberTimeouts } from "../aws/failoverDelay";
import { defaultConnectionAttempts, defaultConnectionTimeoutSeconds } from "../aws/originTimeouts";
import type { Origin } from "../simulator/model/distributionConfig";
import type { Members } from "../simulator/model/members";

/** The longest wait of a viewer per failure class, in milliseconds; undefined where there is nobody to fail over to. */
export function worstCaseOf({ primary, replica }: Members): Record<FailureClass, number> | undefined {
  if (replica === undefined) return undefined;
  return worstCaseDelays({ primary: timeoutsOf(primary), replica: timeoutsOf(replica) });
}

/** What the configuration leaves out is CloudFront's default: 3 × 10 s to connect (FO-20, FO-21), 30 s to answer (FO-22). */
function timeoutsOf(origin: Origin): MemberTimeouts {
  const read = (origin.S3OriginConfig ?? origin.CustomOriginConfig)?.OriginReadTimeout;
  return {
    connectionAttempts: origin.ConnectionAttempts ?? defaultConnectionAttempts,
    connectionTimeoutSeconds: origin.ConnectionTimeout ?? defaultConnectionTimeoutSeconds,
    ...(read === undefined ? {} : { readTimeoutSeconds: read }),
    // The API writes 0 for a cap that is not set (FO-23).
    ...(origin.ResponseCompletionTimeout === undefined || origin.ResponseCompletionTimeout === 0
      ? {}
      : { responseCompletionTimeoutSeconds: origin.ResponseCompletionTimeout }),
  };
}
