import { expect } from "chai";
import { membersOf, regionOfHost, withoutOriginGroups } from "../../../simulator/model/members";
import { distributionConfig, siteModel } from "../../support/edge";

describe("the members of a site", () => {
  it("are the two of the group that the default behavior targets, in their order (FO-1)", () => {
    const members = membersOf(distributionConfig({ criteria: [503, 504] }));
    expect([members?.primary.Id, members?.replica?.Id]).to.deep.equal(["primary", "replica"]);
    expect(members?.group).to.deep.equal({ id: "site", statusCodes: [503, 504] });
  });

  it("are one where the behavior targets an origin, and none where its target does not exist", () => {
    expect(membersOf(distributionConfig({ criteria: null }))).to.have.all.keys("primary");
    const lost = { TargetOriginId: "nobody" };
    expect(membersOf(distributionConfig({ behavior: lost }))).to.equal(undefined);
  });

  it("become the first alone in the control of a drill (D15)", () => {
    const [distribution] = withoutOriginGroups(siteModel()).distributions;
    expect(distribution?.config.DefaultCacheBehavior.TargetOriginId).to.equal("primary");
    expect(distribution?.config.OriginGroups).to.deep.equal({ Quantity: 0, Items: [] });
  });
});

describe("the region in a host", () => {
  const table = {
    "b.s3.us-west-2.amazonaws.com": "us-west-2",
    "b.s3-eu-west-1.amazonaws.com": "eu-west-1",
    "b.s3.dualstack.ap-southeast-1.amazonaws.com": "ap-southeast-1",
    "b.s3-website-us-east-1.amazonaws.com": "us-east-1",
    "b.s3-website.eu-central-1.amazonaws.com": "eu-central-1",
    "b.s3.amazonaws.com": undefined,
    "example.com": undefined,
  };
  for (const [host, region] of Object.entries(table)) {
    it(`of ${host} is ${region ?? "none"}`, () => {
      expect(regionOfHost(host)).to.equal(region);
    });
  }
});
