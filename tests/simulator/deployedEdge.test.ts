import { expect } from "chai";
import { goesToStaging } from "../../simulator/cloudfront/continuousDeployment";
import { deployedEdge } from "../../simulator/deployedEdge";
import type { ContinuousDeploymentPolicy } from "../../simulator/model/file/continuousDeploymentFile";
import { stage, viewerRequest } from "../support/edge";
import { answers } from "../support/edgeOrigins";

const policy = (
  TrafficConfig: ContinuousDeploymentPolicy["TrafficConfig"],
  Enabled = true,
): ContinuousDeploymentPolicy => ({
  Enabled,
  StagingDistributionDnsNames: { Quantity: 1, Items: ["d2staging.cloudfront.net"] },
  ...(TrafficConfig === undefined ? {} : { TrafficConfig }),
});
const byHeader = policy({ Type: "SingleHeader", SingleHeaderConfig: { Header: "AWS-CF-CD-drill", Value: "yes" } });
const byWeight = policy({ Type: "SingleWeight", SingleWeightConfig: { Weight: 0.1 } });
const never = (): number => 1;

describe("continuous deployment (DR-3)", () => {
  it("sends to staging the requests with the header and its exact value", () => {
    expect(goesToStaging(byHeader, { "aws-cf-cd-drill": "yes" }, never)).to.equal(true);
    expect(goesToStaging(byHeader, { "aws-cf-cd-drill": "Yes" }, never)).to.equal(false);
    expect(goesToStaging(byHeader, {}, never)).to.equal(false);
  });

  it("sends to staging the share that the weight says", () => {
    const drawn = Array.from({ length: 100 }, (_, index) => goesToStaging(byWeight, {}, () => index / 100));
    expect(drawn.filter(Boolean)).to.have.length(10);
  });

  it("sends nothing there while it is disabled or has no traffic", () => {
    expect(goesToStaging({ ...byHeader, Enabled: false }, { "aws-cf-cd-drill": "yes" }, never)).to.equal(false);
    expect(goesToStaging(policy(undefined), { "aws-cf-cd-drill": "yes" }, () => 0)).to.equal(false);
  });

  it("V33: a staging distribution with a broken primary fills its own cache; the production key stays untouched", async () => {
    const production = stage({ primary: answers(200, "production"), replica: answers(200, "replica") });
    const staging = stage({ primary: answers(503), replica: answers(200, "staging's replica") });
    const edge = deployedEdge(production.edge, staging.edge, byHeader, never);
    const drill = { headers: { host: "www.example.com", "aws-cf-cd-drill": "yes" } };
    const ask = (request: object = {}): Promise<string[]> =>
      staging.clock.run(async () => {
        const { body, headers, log } = await edge.fetch(viewerRequest("/page.html", request));
        return [Buffer.from(body).toString(), String(headers["x-cache"]), log["sr-reason"]];
      });
    expect(await ask(drill)).to.deep.equal(["staging's replica", "Miss from cloudfront", "Failover:503"]);
    expect(production.origins.calls).to.deep.equal({});
    expect(await ask()).to.deep.equal(["production", "Miss from cloudfront", ""]);
    expect(await ask(drill)).to.deep.equal(["staging's replica", "Hit from cloudfront", ""]);
    expect(await ask()).to.deep.equal(["production", "Hit from cloudfront", ""]);
  });
});
