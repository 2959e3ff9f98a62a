import { linksTo } from "../picture/picture";
import { each, eachDistribution, type StackRule, violation, when } from "./rule";

export const rule: StackRule = {
  id: "HA-CF-04",
  title: "The distribution keeps access logs",
  level: "advisory",
  severity: "medium",
  on: "stack",
  what:
    "The distribution has a `loggingConfig` with a bucket, a real-time log configuration on its default behavior, or a log " +
    "delivery source of its own.",
  why:
    "The log names the failovers (`x-edge-detailed-result-type` and the origin that answered). Without it a primary that " +
    "has failed for weeks looks like one that works.",
  remediation: "Set loggingConfig, or deliver the standard log by aws.cloudwatch.LogDelivery.",
  failing: 'new aws.cloudfront.Distribution("site", { … }) // and no log delivery',
  passing: 'new aws.cloudwatch.LogDeliverySource("log", { resourceArn: site.arn, logType: "ACCESS_LOGS", … })',
  check: (picture) =>
    eachDistribution(picture, (distribution) =>
      each(
        distribution.urn,
        () => [distribution],
        ({ resource, value, urn, name }) => {
          if (value.at("loggingConfig").at("bucket").isGiven) return [];
          if (value.at("defaultCacheBehavior", "realtimeLogConfigArn").isGiven) return [];
          const delivered = picture.resources.some(
            (one) =>
              one.type === "aws:cloudwatch/logDeliverySource:LogDeliverySource" &&
              linksTo(one, ["resourceArn"], resource, "arn"),
          );
          return when(!delivered, () =>
            violation(urn, `${name} keeps no access log, which alone tells failovers from health; set loggingConfig`),
          );
        },
      ),
    ),
};
