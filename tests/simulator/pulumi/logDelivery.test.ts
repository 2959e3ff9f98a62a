import { expect } from "chai";
import { createResource } from "../../../simulator/pulumi/resources";

function create(type: string, inputs: Readonly<Record<string, unknown>> = {}) {
  return createResource({ urn: `urn:${type}`, type, name: "logs", inputs, region: "us-east-1", preview: false });
}

describe("what the AWS provider makes of log delivery and continuous deployment", () => {
  it("gives a source and a destination of logs the name and ARN that a delivery takes", () => {
    const source = create("aws:cloudwatch/logDeliverySource:LogDeliverySource", { name: "site" });
    expect(source).to.deep.include({ id: "site" });
    expect(source.computed).to.include({ arn: "arn:aws:logs:us-east-1:111122223333:delivery-source:site" });
    const destination = create("aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination");
    expect(destination.id).to.match(/^logs-[0-9a-f]{7}$/);
    expect(destination.computed).to.include({
      arn: `arn:aws:logs:us-east-1:111122223333:delivery-destination:${destination.id}`,
      deliveryDestinationType: "S3",
    });
    const delivery = create("aws:cloudwatch/logDelivery:LogDelivery");
    expect(delivery.computed["arn"]).to.equal(`arn:aws:logs:us-east-1:111122223333:delivery:${delivery.id}`);
  });

  it("gives a continuous deployment policy a UUID, which a distribution names", () => {
    const { id, computed } = create("aws:cloudfront/continuousDeploymentPolicy:ContinuousDeploymentPolicy");
    expect(id).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-/);
    expect(computed["arn"]).to.equal(`arn:aws:cloudfront::111122223333:continuous-deployment-policy/${id}`);
  });
});
