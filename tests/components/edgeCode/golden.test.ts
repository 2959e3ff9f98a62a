import { expect } from "chai";
import { HeadersDelivery } from "../../../components";
import { golden, goldenText } from "../../support/pulumiGolden";
import { runSite } from "../../support/pulumiSite";

describe("a site with its headers by Lambda@Edge", () => {
  it("registers what tests/golden/lambda-headers.json says", async () => {
    const { resources } = await runSite({ headers: { delivery: HeadersDelivery.Lambda } });
    const actual = goldenText(resources);
    const hint = "look at the difference, then accept it with UPDATE_GOLDEN=1";
    expect(actual, hint).to.equal(golden("lambda-headers.json", actual));
  });
});
