import type { MemberTimeouts } from "../../aws/failoverDelay";
import { defaultFailoverCodes, failoverCodesFault, legalFailoverCodes } from "../../aws/failoverCodes";
import { connectionAttemptsRange, connectionTimeoutSecondsRange } from "../../aws/originTimeouts";
import { integer, refusal, shown } from "../refusals";
import type { FailoverArgs } from "./args";
import { judgeBudget } from "./budget";
import { completionTimeout } from "./completionTimeout";

/** The arguments about failover with every default filled in and every value judged. */
export interface FailoverSettings {
  /** In ascending order. */
  readonly statusCodes: readonly number[];
  readonly primary: MemberTimeouts;
  readonly replica: MemberTimeouts;
  /** How long a failing primary may keep a viewer waiting. */
  readonly budgetSeconds: number;
}

/**
 * @throws CodedError `E_CRITERIA_CODE`, `E_CRITERIA_503`, `E_CRITERIA_504`, `E_CONNECTION_ATTEMPTS`,
 * `E_CONNECTION_TIMEOUT`, `E_FAILOVER_BUDGET` or `E_COMPLETION_TIMEOUT`, with the argument as its path.
 */
export function resolveFailover(args: FailoverArgs): FailoverSettings {
  const primary = member(args, "primary", { attempts: 1, timeoutSeconds: 2 });
  return {
    statusCodes: resolveFailoverCodes(args.failoverStatusCodes ?? defaultFailoverCodes),
    primary,
    replica: member(args, "replica", { attempts: 2, timeoutSeconds: 3 }),
    budgetSeconds: judgeBudget(args.failoverBudgetSeconds, primary),
  };
}

function member(
  args: FailoverArgs,
  role: "primary" | "replica",
  defaults: { attempts: number; timeoutSeconds: number },
): MemberTimeouts {
  const timeouts = {
    connectionAttempts: integer(
      "E_CONNECTION_ATTEMPTS",
      `${role}ConnectionAttempts`,
      args[`${role}ConnectionAttempts`],
      {
        ...connectionAttemptsRange,
        default: defaults.attempts,
        rule: "FO-20",
      },
    ),
    connectionTimeoutSeconds: integer(
      "E_CONNECTION_TIMEOUT",
      `${role}ConnectionTimeoutSeconds`,
      args[`${role}ConnectionTimeoutSeconds`],
      { ...connectionTimeoutSecondsRange, default: defaults.timeoutSeconds, rule: "FO-21" },
    ),
  };
  const argument = `${role}ResponseCompletionTimeoutSeconds` as const;
  const completion = completionTimeout(argument, args[argument], timeouts);
  return completion === undefined ? timeouts : { ...timeouts, responseCompletionTimeoutSeconds: completion };
}

function resolveFailoverCodes(codes: unknown): number[] {
  const argument = "failoverStatusCodes";
  if (!Array.isArray(codes)) throw refusal("E_CRITERIA_CODE", argument, "be a list of status codes", codes);
  const list: readonly unknown[] = codes;
  const fault = failoverCodesFault(list);
  switch (fault?.kind) {
    case undefined:
      return list.filter((code) => typeof code === "number").sort((a, b) => a - b);
    case "illegal-code":
      throw refusal(
        "E_CRITERIA_CODE",
        argument,
        `hold only codes that CloudFront accepts, ${legalFailoverCodes.join(",")} (FO-5)`,
        fault.got,
      );
    case "duplicate-code":
      throw refusal("E_CRITERIA_CODE", argument, "hold each code once", list, `${shown(fault.got)} stands there twice`);
    case "without-503":
      throw refusal(
        "E_CRITERIA_503",
        argument,
        "contain 503",
        list,
        "without it CloudFront does not fail over when the primary cannot be reached (FO-11)",
      );
    case "without-504":
      throw refusal(
        "E_CRITERIA_504",
        argument,
        "contain 504",
        list,
        "without it CloudFront does not fail over when the primary times out (FO-12)",
      );
  }
}
