import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { GeoRestrictionType, HttpVersion } from "../../../components";
import { inputsOf, runSite } from "../../support/pulumiSite";

const webAcl = "arn:aws:wafv2:us-east-1:111122223333:global/webacl/site/a1b2c3d4-5678-90ab-cdef-111122223333";

describe("an argument about the distribution", () => {
  const distributionOf = async (args: Parameters<typeof runSite>[0]) =>
    inputsOf((await runSite(args)).resources, "Distribution", "site-distribution");

  it("primaryOriginShieldRegion and replicaOriginShieldRegion reach their own member (FO-28)", async () => {
    const { origins } = await distributionOf({
      primaryOriginShieldRegion: "us-east-1",
      replicaOriginShieldRegion: "eu-west-1",
    });
    expect((origins as { originShield: unknown }[]).map(({ originShield }) => originShield)).to.deep.equal([
      { enabled: true, originShieldRegion: "us-east-1" },
      { enabled: true, originShieldRegion: "eu-west-1" },
    ]);
  });

  it("geoRestrictionType and geoRestrictionLocations turn viewers away by country (HD-101)", async () => {
    const { restrictions } = await distributionOf({
      geoRestrictionType: GeoRestrictionType.Whitelist,
      geoRestrictionLocations: ["DE", "AT"],
    });
    expect(restrictions).to.deep.equal({
      geoRestriction: { restrictionType: "whitelist", locations: ["DE", "AT"] },
    });
  });

  it("webAclId names a web ACL, and may be an output", async () => {
    expect(await distributionOf({ webAclId: webAcl })).to.include({ webAclId: webAcl });
    expect(await distributionOf({ webAclId: pulumi.output(webAcl) })).to.include({ webAclId: webAcl });
    expect(await distributionOf({})).not.to.have.property("webAclId");
  });

  it("httpVersion says what viewers may speak, HTTP/3 by default", async () => {
    expect(await distributionOf({})).to.include({ httpVersion: "http2and3" });
    expect(await distributionOf({ httpVersion: HttpVersion.Http1_1 })).to.include({ httpVersion: "http1.1" });
  });

  it("waitForDeployment is left to the provider, which waits, unless it is given", async () => {
    expect(await distributionOf({})).not.to.have.property("waitForDeployment");
    expect(await distributionOf({ waitForDeployment: false })).to.include({ waitForDeployment: false });
  });
});
