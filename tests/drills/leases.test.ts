import { expect } from "chai";
import { parseFault } from "../../drills";
import { Leases } from "../../drills/leases";
import { LocalStage } from "../../drills/localStage";
import type { Stage } from "../../drills/stage";
import { drillTarget } from "../support/drillSite";

const down = parseFault({ type: "down" });

describe("the faults of a drill", () => {
  let target: Awaited<ReturnType<typeof drillTarget>>;
  /** How long a fault takes to be set, as it may over a connection. */
  let setTakesMs: number;

  beforeEach(async () => {
    target = await drillTarget();
    setTakesMs = 0;
  });

  afterEach(() => target.cloud.close());

  function leases(onLost: (error: unknown) => void = () => undefined): Leases {
    const local = new LocalStage(target);
    const stage = Object.assign(Object.create(local) as Stage, {
      setFault: async (...args: Parameters<Stage["setFault"]>) => {
        await target.clock.sleep(setTakesMs);
        return local.setFault(...args);
      },
    });
    return new Leases(stage, onLost);
  }

  it("stay as long as the drill lives, and not a lease longer", async () => {
    const one = leases();
    one.start();
    await target.clock.run(() => one.set("primary", down));
    await target.clock.advance(60_000);
    expect(target.origins.faults()).to.have.property("primary");
    await target.clock.run(() => one.end());
    expect(target.origins.faults()).to.deep.equal({});
  });

  it("are not set again by a renewal that was on its way when they were lifted", async () => {
    const one = leases();
    one.start();
    await target.clock.run(() => one.set("primary", down));
    setTakesMs = 1000;
    // The first renewal begins after a third of the lease and takes a second.
    await target.clock.advance(3800);
    await target.clock.run(() => one.lift("primary"));
    await target.clock.advance(2000);
    expect(target.origins.faults()).to.deep.equal({});
    expect(await target.clock.run(() => one.end())).to.deep.equal({ lifted: ["primary"], left: [] });
  });

  it("of an experiment that gives them a lease of their own are not renewed", async () => {
    const one = leases();
    one.start();
    await target.clock.run(() => one.set("primary", { ...down, leaseMs: 2000 }));
    await target.clock.advance(2500);
    expect(target.origins.faults()).to.deep.equal({});
    await target.clock.run(() => one.end());
  });
});
