import { expect } from "chai";
import * as fc from "fast-check";
import { builtInExperiment, experimentNames } from "../../drills/catalogue";
import { LocalStage } from "../../drills/localStage";
import { runDrill } from "../../drills/runDrill";
import type { Stage } from "../../drills/stage";
import { drillTarget } from "../support/drillSite";

const steps = ["faults", "setFault", "heal", "putObject", "probe", "send"] as const;

/** A stage that calls `strike` at its n-th use, before it does what it is asked to. */
function struckAt(stage: LocalStage, use: number, strike: () => void): Stage {
  let left = use;
  const struck = Object.create(stage) as LocalStage;
  for (const step of steps) {
    const method = stage[step].bind(stage) as (...args: unknown[]) => Promise<unknown>;
    Object.assign(struck, {
      [step]: async (...args: unknown[]) => {
        if (left-- === 0) strike();
        return method(...args);
      },
    });
  }
  return struck;
}

describe("a drill that is interrupted", () => {
  for (const how of ["signal", "error"] as const) {
    it(`by ${how === "signal" ? "a signal" : "an error of the site"} anywhere has lifted every fault and restored every object, fifty times at random`, async () => {
      let interrupted = 0;
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...experimentNames), fc.nat(25), fc.boolean(), async (name, use, load) => {
          const experiment = builtInExperiment(name);
          if (experiment === undefined) throw new Error(name);
          const target = await drillTarget();
          try {
            const { s3 } = target.cloud;
            const states = () => s3.bucketNames().map((bucket) => s3.snapshot(bucket));
            const before = states();
            const controller = new AbortController();
            const { hook } = experiment;
            const stage = struckAt(new LocalStage(target, hook === undefined ? {} : { hook }), use + 1, () => {
              if (how === "signal") controller.abort();
              else throw new Error("it is gone");
            });
            const report = await target.clock.run(() =>
              runDrill(experiment, stage, { signal: controller.signal, load }),
            );
            // A second of grace for copies that were on their way.
            await target.clock.run(() => target.clock.sleep(2000));
            expect(states()).to.deep.equal(before);
            expect(s3.replicationPaused).to.equal(false);
            const left = Object.keys(target.origins.faults());
            expect(left).to.deep.equal(report.restoration.left);
            if (report.status !== "completed") {
              interrupted++;
              expect(report.verdict).to.equal("failed");
            }
            // One that could not be lifted is gone with its lease.
            await target.clock.run(() => target.clock.sleep(10_000));
            expect(target.origins.faults()).to.deep.equal({});
          } finally {
            await target.cloud.close();
          }
        }),
        { numRuns: 50 },
      );
      expect(interrupted).to.be.greaterThan(5);
    });
  }
});
