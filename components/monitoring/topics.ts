import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import type { MonitoringSettings } from "./settings";
import type { Tags } from "./tags";

/** ARNs of the topics that alarms notify, by region. */
export type AlarmTopics = ReadonlyMap<string, pulumi.Output<string>>;

/** Registers a topic in each region, and its subscription where there is an address; or gives the topics that are given. */
export function createTopics(
  name: string,
  regions: readonly string[],
  { topicArns, email }: Pick<MonitoringSettings, "topicArns" | "email">,
  tags: Tags,
  opts: pulumi.CustomResourceOptions,
): AlarmTopics {
  return new Map(
    regions.map((region) => {
      const given = topicArns?.[region];
      if (given !== undefined) return [region, pulumi.output(given)] as const;
      // Not encrypted by AWS's own key: CloudWatch may not use it, and an alarm's text holds no secret.
      const topic = new sns.Topic(`${name}-alarms-${region}`, { region, tags }, opts);
      if (email !== undefined) {
        const subscription = { region, topic: topic.arn, protocol: "email", endpoint: email };
        new sns.TopicSubscription(`${name}-alarms-${region}`, subscription, opts);
      }
      return [region, topic.arn] as const;
    }),
  );
}
