import { expect } from "chai";
import { diagnosticsOf, messagesOf, refusedBy } from "./support/judge";
import { handSite } from "./support/site";

describe("the policies of failover", () => {
  it("let a site made by hand pass that obeys every rule", async () => {
    expect(await diagnosticsOf(handSite())).to.deep.equal([]);
  });

  it("refuse a group that no behavior targets (HA-FO-01)", async () => {
    const stack = handSite({ behavior: () => ({ targetOriginId: "primary" }) });
    expect(await refusedBy(stack)).to.deep.equal(["HA-FO-01"]);
    expect(messagesOf(await diagnosticsOf(stack), "HA-FO-01")[0]).to.contain("targets the single origin primary");
  });

  it("refuse criteria without 503 or 504, and advise 500 and 502 (HA-FO-02)", async () => {
    const diagnostics = await diagnosticsOf(handSite({ criteria: [403, 404] }));
    expect(messagesOf(diagnostics, "HA-FO-02").map((text) => /lack (\d+)/.exec(text)?.[1])).to.deep.equal([
      "503",
      "504",
    ]);
    expect(messagesOf(diagnostics, "HA-FO-02-advice").map((text) => /lack (\d+)/.exec(text)?.[1])).to.deep.equal([
      "500",
      "502",
    ]);
    expect(await refusedBy(handSite({ criteria: [503, 504] }))).to.deep.equal([]);
  });
});
