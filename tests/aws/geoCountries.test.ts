import { expect } from "chai";
import { countryCodes } from "../../aws/geoCountries";
import { originShieldRegions } from "../../aws/originShield";
import { identityRegions } from "../../aws/regions";
import { isGlobalWebAclArn } from "../../aws/webAcl";

describe("what a distribution can name", () => {
  it("as a country is one of the 249 of ISO 3166-1", () => {
    expect(countryCodes.size).to.equal(249);
    for (const code of countryCodes) expect(code).to.match(/^[A-Z]{2}$/);
    expect(countryCodes.has("UK")).to.equal(false);
  });

  it("as a region with Origin Shield is one that CloudFront reads buckets in (FO-28)", () => {
    expect(identityRegions).to.include.members([...originShieldRegions]);
  });

  it("as a web ACL is one of scope CLOUDFRONT", () => {
    const id = "a1b2c3d4-5678-90ab-cdef-111122223333";
    expect(isGlobalWebAclArn(`arn:aws:wafv2:us-east-1:111122223333:global/webacl/site/${id}`)).to.equal(true);
    for (const wrong of [
      `arn:aws:wafv2:us-east-1:111122223333:regional/webacl/site/${id}`,
      `arn:aws:wafv2:eu-west-1:111122223333:global/webacl/site/${id}`,
      `arn:aws:wafv2:us-east-1:111122223333:global/rulegroup/site/${id}`,
      id,
      undefined,
    ]) {
      expect(isGlobalWebAclArn(wrong), String(wrong)).to.equal(false);
    }
  });
});
