import { memberDelays, type MemberTimeouts } from "../../aws/failoverDelay";
import { isWithin, responseCompletionTimeoutSecondsRange as range } from "../../aws/originTimeouts";
import { refusal } from "../refusals";

/**
 * The response completion timeout of a member; undefined for none. It may not end an exchange that the other timeouts
 * would still let fail over: whether its expiry does is not documented (FO-24).
 *
 * @throws CodedError `E_COMPLETION_TIMEOUT`
 */
export function completionTimeout(argument: string, value: unknown, member: MemberTimeouts): number | undefined {
  if (value === undefined) return undefined;
  if (!isWithin(range, value)) {
    const takes = `be a whole number from ${range.minimum}, CloudFront's read timeout, to ${range.maximum} (FO-23)`;
    throw refusal("E_COMPLETION_TIMEOUT", argument, takes, value);
  }
  const hang = memberDelays(member).find(({ failure }) => failure === "response-timeout");
  if (hang === undefined || value >= hang.seconds) return value;
  throw refusal(
    "E_COMPLETION_TIMEOUT",
    argument,
    `be at least ${hang.arithmetic}, the whole time that a silent bucket takes`,
    value,
    "whether CloudFront fails over when a completion timeout ends is not documented (FO-24)",
  );
}
