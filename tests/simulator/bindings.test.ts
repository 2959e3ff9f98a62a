import { expect } from "chai";
import { acceptBindings, type OriginAddress } from "../../simulator/bindings";
import { loadDistribution } from "../../simulator/loadDistribution";
import { distributionJson, noSupplies } from "../support/distributions";
import { refusalOf } from "../support/refusal";

describe("the addresses of origins (D19)", () => {
  const shop = loadDistribution(distributionJson("shop"), noSupplies).model;
  const docs = loadDistribution(distributionJson("docs"), noSupplies).model;
  const accept = (model: typeof shop, ...origins: [string, OriginAddress][]): void => {
    acceptBindings(model, { origins: new Map(origins), hosts: new Map() });
  };

  it("are needed for every custom origin: one without is refused by its name, with what to supply", async () => {
    const refusal = await refusalOf(() => {
      accept(shop, ["store-east", "down"]);
    });
    expect([refusal.code, refusal.path]).to.deep.equal(["E_ORIGIN_UNBOUND", "--origin"]);
    expect(refusal.sentence).to.contain("the origin store-west must have an address on this machine");
    expect(refusal.sentence).to.contain("--origin store-west=http://127.0.0.1:PORT");
  });

  it("may be none for a bucket, and a real one for a bucket too", () => {
    accept(docs);
    accept(docs, ["docs-east", new URL("http://127.0.0.1:9001")]);
    accept(shop, ["store-east", "down"], ["store-west", new URL("http://127.0.0.1:9001")]);
  });

  it("are refused for an origin that the distribution does not have", async () => {
    const refusal = await refusalOf(() => {
      accept(docs, ["nobody", "down"]);
    });
    expect([refusal.code, refusal.sentence]).to.deep.equal([
      "E_ORIGIN_UNKNOWN",
      "--origin must name one of the distribution's origins, docs-east, docs-west, got nobody",
    ]);
  });
});
