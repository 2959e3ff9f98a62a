import { memberDelays } from "../../aws/failoverDelay";
import { defaultConnectionAttempts, defaultConnectionTimeoutSeconds } from "../../aws/originTimeouts";
import type { Value } from "../picture/value";
import { type DistributionRule, each, violation } from "./rule";

/** The provider's outputs have 0 for a number that nobody has set. */
function set(value: Value): number | undefined {
  const number = value.number;
  return number === 0 ? undefined : number;
}

export const rule: DistributionRule = {
  id: "HA-FO-05",
  title: "A viewer does not wait longer than the budget while the primary fails",
  level: "mandatory",
  severity: "high",
  on: "distribution",
  what:
    "For the first member of every origin group that a behavior targets, attempts × timeouts of each class of failure " +
    "(FO-T1, FO-T3, FO-T4), cut off by a response completion timeout, must be within `budgetSeconds`.",
  why:
    "CloudFront's defaults are three attempts of ten seconds to connect and thirty seconds to read: a primary that accepts " +
    "and falls silent keeps every viewer waiting for two minutes before the replica is asked. They have left by then.",
  remediation: "Set connectionAttempts to 1 and connectionTimeout to 5 or less, or raise budgetSeconds.",
  failing: '{ originId: "primary", domainName: … } // 3 × (10 + 30) = 120 s',
  passing: '{ originId: "primary", domainName: …, connectionAttempts: 1, connectionTimeout: 3 } // 1 × (3 + 30) = 33 s',
  settings: ["budgetSeconds"],
  check: (distribution, { budgetSeconds }) =>
    each(
      distribution.urn,
      () => distribution.usedGroups,
      (group) => {
        const origin = group.members[0]?.origin;
        if (origin === undefined) return [];
        const read =
          set(origin.at("customOriginConfig", "originReadTimeout")) ??
          set(origin.at("s3OriginConfig", "originReadTimeout"));
        const cap = set(origin.at("responseCompletionTimeout")) ?? Infinity;
        const over = memberDelays({
          connectionAttempts: set(origin.at("connectionAttempts")) ?? defaultConnectionAttempts,
          connectionTimeoutSeconds: set(origin.at("connectionTimeout")) ?? defaultConnectionTimeoutSeconds,
          ...(read === undefined ? {} : { readTimeoutSeconds: read }),
        }).filter(({ seconds }) => Math.min(seconds, cap) > budgetSeconds);
        if (over.length === 0) return [];
        const sums = over.map(({ failure, arithmetic }) => `${arithmetic} (${failure})`).join(", ");
        return [
          violation(
            distribution.urn,
            `a viewer waits up to ${sums} while ${group.members[0]?.id ?? ""}, the primary of ${group.id}, fails; the budget is ` +
              `${budgetSeconds} s. Set fewer connectionAttempts or a shorter connectionTimeout, or raise budgetSeconds`,
          ),
        ];
      },
    ),
};
