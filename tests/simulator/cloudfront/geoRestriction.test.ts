import { expect } from "chai";
import { toItems, type GeoRestriction } from "../../../simulator/model/distributionConfig";
import { header, stage } from "../../support/edge";
import { answers } from "../../support/edgeOrigins";

const from = (RestrictionType: GeoRestriction["RestrictionType"], country: string | undefined) =>
  stage(
    { primary: answers(200) },
    { config: { Restrictions: { GeoRestriction: { RestrictionType, ...toItems(["CH", "AT"]) } } } },
  ).get("/a", country === undefined ? {} : { viewerCountry: country });

describe("a geo restriction (HD-101)", () => {
  for (const [type, country, status] of [
    ["whitelist", "CH", 200],
    ["whitelist", "DE", 403],
    ["blacklist", "CH", 403],
    ["blacklist", "DE", 200],
    ["none", "DE", 200],
    ["whitelist", undefined, 200],
  ] as const) {
    it(`of type ${type} answers a viewer from ${country ?? "nowhere known"} with ${status}`, async () => {
      const response = await from(type, country);
      expect(response.status).to.equal(status);
      expect(response.log["c-country"]).to.equal(country ?? "");
    });
  }

  it("blocks at the edge, and the log says so", async () => {
    const response = await from("whitelist", "DE");
    expect(header(response, "x-cache")).to.equal("Error from cloudfront");
    expect(response.log["x-edge-detailed-result-type"]).to.equal("ClientGeoBlocked");
    expect(response.log.exchanges).to.deep.equal([]);
  });
});
