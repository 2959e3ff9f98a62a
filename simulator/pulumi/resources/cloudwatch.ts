import { accountId, type ResourceContext, type ResourceType, type ResourceTypes, text } from "./resourceType";

function arn({ region }: ResourceContext, path: string): string {
  return `arn:aws:logs:${region}:${accountId}:${path}`;
}

/** A source or destination of logs: its name is its id. */
function named(kind: string, outputs: (inputs: Parameters<ResourceType["create"]>[0]) => object): ResourceType {
  return {
    autoName: { property: "name" },
    create(inputs, context) {
      const id = text(inputs, "name");
      const own = { arn: arn(context, `${kind}:${id}`), region: context.region };
      return { id, outputs: { ...own, ...outputs(inputs) } };
    },
  };
}

export const cloudwatchTypes: ResourceTypes = {
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    autoName: { property: "name", prefix: "namePrefix" },
    create(inputs, { region }) {
      const id = text(inputs, "name");
      return { id, outputs: { arn: `arn:aws:cloudwatch:${region}:${accountId}:alarm:${id}`, region } };
    },
  },
  "aws:cloudwatch/dashboard:Dashboard": {
    create(inputs, { region }) {
      const id = text(inputs, "dashboardName");
      return { id, outputs: { dashboardArn: `arn:aws:cloudwatch::${accountId}:dashboard/${id}`, region } };
    },
  },
  "aws:cloudwatch/logDeliverySource:LogDeliverySource": named("delivery-source", () => ({ service: "cloudfront" })),
  "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination": named("delivery-destination", (inputs) => ({
    deliveryDestinationType: inputs["deliveryDestinationType"] ?? "S3",
  })),
  "aws:cloudwatch/logDelivery:LogDelivery": {
    create(_inputs, context) {
      const id = context.ids.alphanumeric(16);
      return { id, outputs: { arn: arn(context, `delivery:${id}`), region: context.region } };
    },
  },
};
