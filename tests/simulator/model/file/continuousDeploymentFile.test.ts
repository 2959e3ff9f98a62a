import { expect } from "chai";
import { continuousDeploymentFileOf } from "../../../../simulator/model/file/continuousDeploymentFile";
import { refusalOf } from "../../../support/refusal";

const config = (TrafficConfig?: object): object => ({
  Enabled: true,
  StagingDistributionDnsNames: { Quantity: 1, Items: ["d2staging.cloudfront.net"] },
  ...(TrafficConfig === undefined ? {} : { TrafficConfig }),
});
const byHeader = { Type: "SingleHeader", SingleHeaderConfig: { Header: "aws-cf-cd-staging", Value: "yes" } };
const byWeight = (Weight: number): object => ({ Type: "SingleWeight", SingleWeightConfig: { Weight } });

describe("a file of a continuous deployment policy (DR-3)", () => {
  it("is what get-continuous-deployment-policy prints, its configuration, or what is in it", () => {
    const inner = config(byHeader);
    for (const file of [
      { ETag: "E1", ContinuousDeploymentPolicy: { Id: "p", ContinuousDeploymentPolicyConfig: inner } },
      { ContinuousDeploymentPolicyConfig: inner },
      inner,
    ]) {
      expect(continuousDeploymentFileOf(file)).to.deep.equal(inner);
    }
  });

  it("gives a share of at most 15 % to staging", async () => {
    expect(continuousDeploymentFileOf(config(byWeight(0.15))).TrafficConfig?.SingleWeightConfig?.Weight).to.equal(0.15);
    const refusal = await refusalOf(() => continuousDeploymentFileOf(config(byWeight(0.2))));
    expect([refusal.code, refusal.sentence]).to.deep.equal(["InvalidArgument", "Weight must be 0 to 0.15, got 0.2"]);
  });

  it("is refused with a header of another name, without the setting of its type, and where it is something else", async () => {
    const header = { ...byHeader, SingleHeaderConfig: { Header: "x-staging", Value: "yes" } };
    const refusal = await refusalOf(() => continuousDeploymentFileOf(config(header)));
    expect(refusal.sentence).to.equal("Header must start with aws-cf-cd-, got x-staging");
    const bare = await refusalOf(() => continuousDeploymentFileOf(config({ Type: "SingleWeight" })));
    expect(bare.sentence).to.contain("must have SingleWeightConfig");
    expect((await refusalOf(() => continuousDeploymentFileOf({}))).code).to.equal("E_FILE");
  });
});
