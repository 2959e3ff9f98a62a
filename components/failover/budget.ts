import { CodedError } from "../../aws/codedError";
import { type MemberFailure, memberDelays, type MemberTimeouts } from "../../aws/failoverDelay";
import {
  connectionAttemptsRange,
  connectionTimeoutSecondsRange,
  defaultReadTimeoutSeconds,
} from "../../aws/originTimeouts";
import { integer } from "../refusals";

const argument = "failoverBudgetSeconds";

const when: Record<MemberFailure, string> = {
  "connection-timeout": "when the primary cannot be reached (FO-T1)",
  "response-timeout": "when the primary accepts and falls silent (FO-T3)",
  "response-timeout-options": "when it does so on OPTIONS (FO-T4)",
};

/**
 * The budget, once no failure of the primary can take longer. The replica's own delays are not in it: they only come to
 * bear when both members fail.
 *
 * @throws CodedError `E_FAILOVER_BUDGET` with the arithmetic of every failure that is over it.
 */
export function judgeBudget(value: unknown, primary: MemberTimeouts): number {
  const budget = integer("E_FAILOVER_BUDGET", argument, value, {
    minimum: 1,
    // The longest that a failing bucket can take at all (FO-20, FO-21, FO-T7).
    maximum: connectionAttemptsRange.maximum * (connectionTimeoutSecondsRange.maximum + defaultReadTimeoutSeconds),
    default: 35,
  });
  const over = memberDelays(primary).filter(({ seconds }) => seconds > budget);
  if (over.length === 0) return budget;
  const needed = Math.max(...over.map(({ seconds }) => seconds));
  const arithmetic = over.map(({ failure, arithmetic: sum }) => `${sum} ${when[failure]}`).join(", ");
  throw new CodedError(
    "E_FAILOVER_BUDGET",
    `${argument} must be at least what a failing primary can take, ${arithmetic}, got ${budget}; ` +
      `supply ${needed} or more, or fewer primaryConnectionAttempts or a shorter primaryConnectionTimeoutSeconds`,
    argument,
  );
}
