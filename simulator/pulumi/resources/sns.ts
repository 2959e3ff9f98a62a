import { accountId, type ResourceTypes, text } from "./resourceType";

export const snsTypes: ResourceTypes = {
  "aws:sns/topic:Topic": {
    autoName: { property: "name", prefix: "namePrefix" },
    create(inputs, { region }) {
      const arn = `arn:aws:sns:${region}:${accountId}:${text(inputs, "name")}`;
      return { id: arn, outputs: { arn, owner: accountId, region } };
    },
  },
  "aws:sns/topicSubscription:TopicSubscription": {
    create(inputs, { region, ids }) {
      const arn = `${text(inputs, "topic")}:${ids.uuid()}`;
      // An address confirms by hand.
      const pendingConfirmation = text(inputs, "protocol").startsWith("email");
      return { id: arn, outputs: { arn, ownerId: accountId, pendingConfirmation, region } };
    },
  },
};
