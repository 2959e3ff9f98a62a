import { expect } from "chai";
import { notModelled } from "../../../simulator/cloudfront/notModelled";
import { toItems } from "../../../simulator/model/distributionConfig";
import type { ResponseHeadersPolicy } from "../../../simulator/model/policies";
import { distributionId, siteModel, type SiteSettings } from "../../support/edge";

function listed(settings: SiteSettings): string {
  return notModelled(siteModel(settings), distributionId).join("\n");
}

describe("what the edge does not model", () => {
  it("is nothing for a site on two buckets with an identity", () => {
    expect(notModelled(siteModel(), distributionId)).to.deep.equal([]);
  });

  it("names Lambda@Edge and foreign headers by their behaviour", () => {
    const behavior = {
      LambdaFunctionAssociations: toItems([{ EventType: "origin-response" as const, LambdaFunctionARN: "arn:x" }]),
      OriginRequestPolicyId: "33f36d7e-f396-46d9-90e0-52428a34d9dc",
    };
    const found = listed({ criteria: null, behavior });
    expect(found).to.match(/behavior \*: Lambda@Edge on origin-response/);
    expect(found).to.contain("cloudfront-viewer-city").and.not.contain("cloudfront-viewer-country,");
    expect(found).to.not.contain("cloudfront-forwarded-proto");
  });

  it("names a web ACL, a geo restriction and a staging distribution (HD-101, DR-3)", () => {
    const file: unknown = {
      WebACLId: "acl",
      Restrictions: { GeoRestriction: { RestrictionType: "whitelist", Quantity: 0 } },
      Staging: true,
    };
    const found = listed({ config: Object.assign({}, file) });
    expect(found).to.match(/web ACL[^]*geo restriction[^]*continuous deployment/);
  });

  it("names a continuous deployment policy, and not an empty one (DR-3)", () => {
    expect(listed({ config: { ContinuousDeploymentPolicyId: "policy" } })).to.contain("continuous deployment");
    expect(listed({ config: { ContinuousDeploymentPolicyId: "", Staging: false } })).to.equal("");
  });

  it("is not a geo restriction of type none", () => {
    const file: unknown = { Restrictions: { GeoRestriction: { RestrictionType: "none", Quantity: 0 } } };
    expect(listed({ config: Object.assign({}, file) })).to.equal("");
  });

  it("names signed URLs by their behaviour", () => {
    const file: unknown = { TrustedKeyGroups: { Enabled: true, Quantity: 1, Items: ["group"] } };
    expect(listed({ behavior: Object.assign({}, file) })).to.contain("behavior *: signed URLs and cookies");
  });

  it("names a CORS configuration without origins of a headers policy", () => {
    const policy = (origins: readonly string[]): ResponseHeadersPolicy => ({
      Id: "headers",
      Name: "headers",
      CorsConfig: {
        AccessControlAllowOrigins: toItems(origins),
        AccessControlAllowHeaders: toItems(["*"]),
        AccessControlAllowMethods: toItems(["GET"]),
        AccessControlAllowCredentials: false,
        OriginOverride: true,
      },
    });
    const of = (one: ResponseHeadersPolicy): string =>
      listed({ behavior: { ResponseHeadersPolicyId: "headers" }, model: { responseHeadersPolicies: [one] } });
    expect(of(policy([]))).to.contain("CORS configuration without origins");
    expect(of(policy(["*"]))).to.equal("");
  });

  it("names a group that selects by media quality, whose members are asked in their order (FO-27)", () => {
    const group = {
      Id: "site",
      SelectionCriteria: "media-quality-based" as const,
      FailoverCriteria: { StatusCodes: toItems([503]) },
      Members: toItems([{ OriginId: "primary" }, { OriginId: "replica" }]),
    };
    expect(listed({ config: { OriginGroups: toItems([group]) } })).to.contain("origin group site: media-quality-based");
    const usual = { ...group, SelectionCriteria: "default" as const };
    expect(listed({ config: { OriginGroups: toItems([usual]) } })).to.equal("");
  });

  it("names an access control's signing by its origin", () => {
    const found = listed({
      primary: {
        OriginAccessControlId: "EOAC",
        S3OriginConfig: { OriginAccessIdentity: "" },
      },
    });
    expect(found).to.match(/origin primary: the access control/);
  });
});
