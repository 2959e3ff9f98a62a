import { accountId, type ResourceTypes, text } from "./resourceType";

/** Types of `@pulumi/aws-native`, which stand in their provider's region. */
export const nativeTypes: ResourceTypes = {
  "aws-native:applicationsignals:ServiceLevelObjective": {
    autoName: { property: "name" },
    create(inputs, { region }) {
      const arn = `arn:aws:application-signals:${region}:${accountId}:slo/${text(inputs, "name")}`;
      const evaluationType = inputs["requestBasedSli"] === undefined ? "PeriodBased" : "RequestBased";
      // Two runs must not differ: nothing is dated by the clock.
      const createdTime = Date.UTC(2026, 0, 1) / 1000;
      return { id: arn, outputs: { arn, evaluationType, createdTime, lastUpdatedTime: createdTime } };
    },
  },
  "aws-native:synthetics:Canary": {
    autoName: { property: "name" },
    create(inputs, { ids }) {
      const state = inputs["startCanaryAfterCreation"] === true ? "RUNNING" : "READY";
      return { id: text(inputs, "name"), outputs: { awsId: ids.uuid(), state } };
    },
  },
};
