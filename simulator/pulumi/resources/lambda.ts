import { accountId, type ResourceTypes, text } from "./resourceType";

export const lambdaTypes: ResourceTypes = {
  "aws:lambda/function:Function": {
    autoName: { property: "name" },
    create(inputs, { region }) {
      const name = text(inputs, "name");
      const arn = `arn:aws:lambda:${region}:${accountId}:function:${name}`;
      // LE-19: the edge takes a numbered version only, so a function that publishes none has none to give.
      const version = inputs["publish"] === true ? "1" : "$LATEST";
      return { id: name, outputs: { arn, region, version, qualifiedArn: `${arn}:${version}` } };
    },
  },
};
