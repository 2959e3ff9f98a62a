import { expect } from "chai";
import { headlineOf } from "../../../../cli/console/view/headline";
import type { FaultInForce } from "../../../../cli/console/wire";
import { fault, site } from "./site";

describe("the console's headline", () => {
  const of = (...faults: FaultInForce[]) => headlineOf(site, { faults, replication: [] });

  it("says that all is well, and who serves", () => {
    expect(of()).to.deep.equal({
      tone: "well",
      title: "Every origin is healthy",
      detail: "us-east-1 serves what is not cached; us-west-2 stands by.",
    });
  });

  it("says who serves while the primary fails", () => {
    const { tone, title, detail } = of(fault("region:us-east-1", "connect-timeout"));
    expect(tone).to.equal("held");
    expect(title).to.equal("us-east-1: black hole. us-west-2 serves");
    expect(detail).to.contain("after up to 1 s");
  });

  it("says that viewers get errors", () => {
    expect(of(fault("primary", "redirect")).tone).to.equal("broken");
    expect(of(fault("primary", "down"), fault("replica", "deny")).title).to.equal("Both regions are failing");
  });

  it("warns of what viewers do not notice yet", () => {
    expect(of(fault("replica", "down")).detail).to.contain("nobody to turn to");
    expect(of(fault("primary", "replication-paused")).title).to.equal("Replication: paused");
  });
});
