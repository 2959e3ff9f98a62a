import { expect } from "chai";
import { builtInExperiment, experimentList, experimentNames } from "../../drills/catalogue";
import type { DrillReport } from "../../drills/drillReport";
import { LocalStage } from "../../drills/localStage";
import { runDrill } from "../../drills/runDrill";
import { content, drillTarget, type DrillSiteSettings } from "../support/drillSite";

/** Long enough for a fault that cuts bodies. */
const pages = content.map((file) => ({ ...file, body: Buffer.from(`<p>${file.key}</p>`.repeat(300)) }));

async function drill(name: string, settings: DrillSiteSettings = {}): Promise<DrillReport> {
  const experiment = builtInExperiment(name);
  if (experiment === undefined) throw new Error(`no such experiment: ${name}`);
  const target = await drillTarget(settings, pages);
  try {
    const before = target.cloud.s3.bucketNames().map((bucket) => target.cloud.s3.snapshot(bucket));
    const { hook } = experiment;
    const stage = new LocalStage(target, hook === undefined ? {} : { hook });
    const report = await target.clock.run(() => runDrill(experiment, stage, { load: true }));
    expect(target.cloud.s3.bucketNames().map((bucket) => target.cloud.s3.snapshot(bucket))).to.deep.equal(before);
    expect(target.origins.faults()).to.deep.equal({});
    return report;
  } finally {
    await target.cloud.close();
  }
}

describe("an experiment that comes with the product, under load", () => {
  for (const { name, expect: expected } of experimentList()) {
    it(`${name} ${expected === "pass" ? "passes" : "fails by its fault alone, as it must"}`, async () => {
      const report = await drill(name);
      expect(report.reasons.filter(({ about }) => about !== "fault")).to.deep.equal([]);
      expect(report.asExpected, JSON.stringify(report.reasons)).to.equal(true);
      expect(report.load?.trial.phases.map(({ requests }) => requests > 0)).to.deep.equal([true, true, true]);
    });

    it(`${name} is not as expected on a site without an origin group`, async () => {
      expect((await drill(name, { criteria: null })).asExpected).to.equal(false);
    });
  }

  it("says in one line each what it is", () => {
    expect(experimentNames).to.have.length(12);
    for (const { title, description } of experimentList()) {
      expect(title).to.not.equal("");
      expect(description.length).to.be.greaterThan(40);
    }
  });

  it("shows the control breaking under the load where the trial does not", async () => {
    const { load } = await drill("black-hole");
    const during = (side: "trial" | "control") => load?.[side].phases[1];
    expect(during("trial")?.availability).to.equal(1);
    expect(during("control")?.availability).to.be.lessThan(0.7);
    expect(during("trial")?.servedBy).to.have.property("us-west-2");
    expect(during("trial")?.failovers).to.have.property("503");
    expect(load?.trial.timeToFailBackMs).to.be.greaterThanOrEqual(0);
    // 3 × 10 s to connect (FO-20, FO-21), from when the request was to be sent.
    expect(during("trial")?.latencyMs?.max).to.be.greaterThanOrEqual(30_000);
  });

  it("counts the older page as stale, and for how long there was a newer one", async () => {
    const { load } = await drill("replication-paused");
    const during = load?.trial.phases[1];
    expect(during?.stale).to.be.greaterThan(0);
    expect(during?.stalestMs).to.be.greaterThan(1000);
  });
});
