import { expect } from "chai";
import * as fc from "fast-check";
import { builtInExperiment, experimentNames } from "../../drills/catalogue";
import { LocalStage } from "../../drills/localStage";
import { runDrill } from "../../drills/runDrill";
import type { Stage } from "../../drills/stage";
import { drillTarget } from "../support/drillSite";

const steps = ["faults", "setFault", "heal", "putObject", "probe", "send"] as const;

type Strike = () => void;

/** A stage that calls `strike` at its n-th use, or from there on, before it does what it is asked to. */
function struckAt(stage: LocalStage, use: number, { strike, again }: { strike: Strike; again: boolean }): Stage {
  let left = use;
  const struck = Object.create(stage) as LocalStage;
  for (const step of steps) {
    const method = stage[step].bind(stage) as (...args: unknown[]) => Promise<unknown>;
    Object.assign(struck, {
      [step]: async (...args: unknown[]) => {
        left--;
        if (left === -1 || (again && left < 0)) strike();
        return method(...args);
      },
    });
  }
  return struck;
}

const kinds = {
  signal: "a signal",
  error: "an error of the site",
  gone: "a site that answers no more",
} as const;

type Kind = keyof typeof kinds;

describe("a drill that is interrupted", () => {
  const use = fc.nat(25);
  const anyDrill = fc.tuple(fc.constantFrom(...experimentNames), use, fc.boolean());

  /** Whether it did not come to its end. */
  async function interrupted(how: Kind, name: string, use: number, load: boolean): Promise<boolean> {
    const experiment = builtInExperiment(name);
    if (experiment === undefined) throw new Error(name);
    const target = await drillTarget();
    try {
      const { s3 } = target.cloud;
      const states = () => s3.bucketNames().map((bucket) => s3.snapshot(bucket));
      const before = states();
      const controller = new AbortController();
      const { hook } = experiment;
      const stage = struckAt(new LocalStage(target, hook === undefined ? {} : { hook }), use + 1, {
        again: how === "gone",
        strike: () => {
          if (how === "signal") controller.abort();
          else throw new Error("it is gone");
        },
      });
      const report = await target.clock.run(() => runDrill(experiment, stage, { signal: controller.signal, load }));
      const { left, complete } = report.restoration;
      const there = Object.keys(target.origins.faults());
      // Of a site that does not answer nobody can say more than what may be left.
      if (how === "gone") expect(left).to.include.members(there);
      else expect(there).to.deep.equal(left).and.to.deep.equal([]);
      expect(complete).to.equal(left.length === 0);
      if (report.status !== "completed") expect(report.verdict).to.equal("failed");
      // What could not be lifted is gone with its lease; copies that were on their way have a second more.
      await target.clock.run(() => target.clock.sleep(left.length === 0 ? 2000 : 12_000));
      expect(target.origins.faults()).to.deep.equal({});
      expect(s3.replicationPaused).to.equal(false);
      expect(states()).to.deep.equal(before);
      return report.status !== "completed";
    } finally {
      await target.cloud.close();
    }
  }

  for (const [how, what] of Object.entries(kinds) as [Kind, string][]) {
    it(`by ${what} anywhere leaves no fault and every object, fifty times at random, or says which fault lapses`, async () => {
      let times = 0;
      await fc.assert(
        fc.asyncProperty(anyDrill, async ([name, use, load]) => {
          if (await interrupted(how, name, use, load)) times++;
        }),
        { numRuns: 50 },
      );
      expect(times).to.be.greaterThan(5);
    });
  }

  it("lifts what could not be lifted at the first try, and does not call left what is gone", async () => {
    for (const use of [10, 11, 12, 13, 14, 15, 16]) await interrupted("error", "black-hole", use, false);
  });
});
