import { expect } from "chai";
import { Fields } from "../../../simulator/model/fromFields";
import { distributionConfigOf } from "../../../simulator/model/fromDistribution";
import { distributionOf } from "../../../simulator/model/members";
import type { SiteModel } from "../../../simulator/model/siteModel";
import { siteModel } from "../../support/edge";

describe("a staging distribution", () => {
  it("is read from the registrations as one, and the policy that attaches it as the site's", () => {
    const behavior = { targetOriginId: "a", viewerProtocolPolicy: "https-only", allowedMethods: [], cachedMethods: [] };
    const read = (more: object) =>
      distributionConfigOf(new Fields({ defaultCacheBehavior: behavior, ...more }, "site"));
    expect(read({ staging: true })).to.include({ Staging: true });
    expect(read({ continuousDeploymentPolicyId: "id" })).to.include({ ContinuousDeploymentPolicyId: "id" });
    expect(read({})).not.to.have.any.keys("Staging", "ContinuousDeploymentPolicyId");
  });

  it("is not the one that viewers ask, wherever it stands (DR-3)", () => {
    const model = siteModel();
    const [site] = model.distributions;
    if (site === undefined) throw new Error("the model has a distribution");
    const staging = { ...site, id: "ESTAGING", config: { ...site.config, Staging: true } };
    const both: SiteModel = { ...model, distributions: [staging, site] };
    expect(distributionOf(both)?.id).to.equal(site.id);
    expect(distributionOf(both, "ESTAGING")?.id).to.equal("ESTAGING");
    expect(distributionOf({ ...model, distributions: [staging] })?.id).to.equal("ESTAGING");
  });
});
