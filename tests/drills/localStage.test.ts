import { expect } from "chai";
import { createTarget } from "../../drills";
import { LocalStage } from "../../drills/localStage";
import { RealClock } from "../../simulator/clock";
import { content, drillModel } from "../support/drillSite";

describe("a site whose time flies, as a stage", () => {
  it("is drilled in seconds that pass, its leases as long as elsewhere", async () => {
    const target = await createTarget(drillModel(), content, { clock: new RealClock(20) });
    try {
      const { clock, leaseMs, timeScale } = new LocalStage(target);
      expect(clock).to.be.instanceOf(RealClock).and.to.have.property("timeScale", 1);
      expect([timeScale, leaseMs / timeScale]).to.deep.equal([20, 10_000]);
    } finally {
      await target.cloud.close();
    }
  });
});
