import { expect } from "chai";
import deletedIndex from "../../drills/experiments/deleted-index.json";
import { parseExperiment, type Experiment } from "../../drills/experiment";
import { toJournal, toText } from "../../drills/report";
import { runDrill, type DrillReport } from "../../drills/runDrill";
import { itemsOf, toItems } from "../../simulator/model/distributionConfig";
import { content, drillTarget, type DrillSiteSettings } from "../support/drillSite";
import { siteModel } from "../support/edge";
import { refusalOf } from "../support/refusal";

const experiment = parseExperiment(deletedIndex);

/** The same experiment with another fault. */
function withFault(fault: Record<string, unknown>, failover: readonly number[] = []): Experiment {
  const provider = { type: "static-site-ha", func: "set-fault", arguments: { origin: "primary", fault } };
  const heal = { type: "static-site-ha", func: "heal", arguments: { origin: "primary" } };
  return parseExperiment({
    ...deletedIndex,
    failover,
    method: [{ type: "action", name: "break", provider }],
    rollbacks: [{ type: "action", name: "heal", provider: heal }],
  });
}

async function drill(settings: DrillSiteSettings = {}, one = experiment): Promise<DrillReport> {
  const target = await drillTarget(settings);
  try {
    return await target.clock.run(() => runDrill(one, target));
  } finally {
    await target.cloud.close();
  }
}

describe("a drill", () => {
  it("passes on a site with an origin group, with the log as evidence", async () => {
    const report = await drill();
    expect(report.verdict).to.equal("passed");
    expect(report.reasons).to.deep.equal([]);
    const seen = report.legs.map(({ name, probes }) => [
      name,
      probes[0]?.got.status,
      probes[0]?.got.region,
      probes[0]?.log["sr-reason"],
    ]);
    expect(seen).to.deep.equal([
      ["control-healthy", 200, "us-east-1", ""],
      ["control-faulted", 404, "us-east-1", ""],
      ["trial-faulted", 200, "us-west-2", "Failover:404"],
      ["trial-restored", 200, "us-east-1", ""],
    ]);
  });

  it("fails where there is no origin group", async () => {
    const report = await drill({ criteria: null });
    expect(report.verdict).to.equal("failed");
    expect(report.asExpected).to.equal(false);
  });

  it("fails where the code of the fault is not in the criteria (FO-15)", async () => {
    expect((await drill({ criteria: [500, 503, 504] })).verdict).to.equal("failed");
  });

  it("fails with E_STEADY_STATE where the primary denies everything from the start", async () => {
    const report = await drill({ primaryBucket: { policy: { Statement: [] } } });
    expect(report.verdict).to.equal("failed");
    expect(report.reasons.map(({ code }) => code)).to.deep.equal(["E_STEADY_STATE"]);
    expect(report.run, "nothing is broken on a site that does not work").to.deep.equal([]);
  });

  it("fails where replication carries the delete marker: both regions lose the page (RP-16)", async () => {
    const report = await drill({ deleteMarkers: true });
    expect(report.verdict).to.equal("failed");
    expect(report.legs.find(({ name }) => name === "trial-faulted")?.probes[0]?.got.status).to.equal(404);
  });

  it("is vacuous with a fault that breaks nothing", async () => {
    const report = await drill({}, withFault({ type: "deny", keys: ["other.html"] }));
    expect(report.verdict).to.equal("vacuous");
    expect(report.asExpected).to.equal(false);
  });

  it("takes faults on the way to an origin as well as broken objects", async () => {
    expect((await drill({}, withFault({ type: "down" }, [503]))).verdict).to.equal("passed");
    expect((await drill({}, withFault({ type: "timeout" }, [504]))).verdict).to.equal("passed");
    expect((await drill({}, withFault({ type: "redirect" }))).verdict, "FO-14: a 307 is a success").to.equal("failed");
  });

  it("meets the expectation of an experiment that must deviate", async () => {
    const report = await drill({ criteria: null }, { ...experiment, expect: "fail" });
    expect(report.asExpected).to.equal(true);
    expect((await drill({}, { ...experiment, expect: "fail" })).asExpected).to.equal(false);
  });

  for (const deleteMarkers of [false, true]) {
    it(`leaves both buckets exactly as they were, delete markers ${deleteMarkers ? "" : "not "}replicated`, async () => {
      const target = await drillTarget({ deleteMarkers });
      const before = snapshots(target);
      await target.clock.run(() => runDrill(experiment, target));
      expect(snapshots(target)).to.deep.equal(before);
      await target.cloud.close();
    });

    it(`leaves them so wherever it is interrupted, delete markers ${deleteMarkers ? "" : "not "}replicated`, async () => {
      for (let steps = 0; steps < 12; steps++) {
        const target = await drillTarget({ deleteMarkers });
        const before = snapshots(target);
        const report = await target.clock.run(() => runDrill(experiment, target, { signal: abortedAfter(steps) }));
        expect(snapshots(target), `after ${steps} looks at the signal`).to.deep.equal(before);
        expect(target.origins.faults()).to.deep.equal({});
        if (report.status === "interrupted") expect(report.verdict).to.equal("failed");
        await target.cloud.close();
      }
    });
  }

  it("leaves a delete marker that was there before", async () => {
    const target = await drillTarget();
    target.cloud.s3.deleteObject("primary-bucket", "about.html");
    const before = target.cloud.s3.snapshot("primary-bucket");
    expect((await target.clock.run(() => runDrill(experiment, target))).verdict).to.equal("passed");
    expect(target.cloud.s3.snapshot("primary-bucket")).to.deep.equal(before);
    await target.cloud.close();
  });

  it("is never as expected when it was interrupted, whatever was expected", async () => {
    const target = await drillTarget();
    const fails: Experiment = { ...experiment, expect: "fail" };
    const report = await target.clock.run(() => runDrill(fails, target, { signal: abortedAfter(0) }));
    expect([report.status, report.asExpected]).to.deep.equal(["interrupted", false]);
    await target.cloud.close();
  });

  it("takes a whole region down", async () => {
    const provider = { type: "static-site-ha", func: "set-fault" };
    const dark = parseExperiment({
      ...deletedIndex,
      failover: [503],
      method: [
        {
          type: "action",
          name: "x",
          provider: { ...provider, arguments: { origin: "region:us-east-1", fault: { type: "down" } } },
        },
      ],
      rollbacks: [
        {
          type: "action",
          name: "y",
          provider: { ...provider, func: "heal", arguments: { origin: "region:us-east-1" } },
        },
      ],
    });
    expect((await drill({}, dark)).verdict).to.equal("passed");
  });

  it("refuses to delete in an origin that is no bucket of the program, before anything is touched", async () => {
    const third = { Id: "third", DomainName: "origin.example.com" };
    const config = siteModel().distributions[0]?.config;
    const origins = toItems([...itemsOf(config?.Origins), third]);
    const target = await drillTarget({ config: { Origins: origins } });
    const provider = { type: "static-site-ha", func: "restore-object", arguments: { origin: "third", key: "x" } };
    const unfit = parseExperiment({ ...deletedIndex, rollbacks: [{ type: "action", name: "x", provider }] });
    const refusal = await refusalOf(runDrill(unfit, target));
    expect(refusal.sentence).to.contain("the origin third must be one of the site's buckets, got origin.example.com");
    await target.cloud.close();
  });

  it("restores objects and lifts faults when the site itself breaks down in the middle", async () => {
    const target = await drillTarget();
    const before = snapshots(target);
    let asked = 0;
    const broken = {
      ...target,
      cloud: Object.assign(Object.create(target.cloud) as typeof target.cloud, {
        edge: (options: Parameters<typeof target.cloud.edge>[0]) => {
          if (++asked === 3) throw new Error("the edge is gone");
          return target.cloud.edge(options);
        },
      }),
    };
    const error: unknown = await target.clock
      .run(() => runDrill(experiment, broken))
      .catch((reason: unknown) => reason);
    expect(String(error)).to.contain("the edge is gone");
    expect(snapshots(target)).to.deep.equal(before);
    await target.cloud.close();
  });

  it("refuses an origin that the site does not have, before anything is touched", async () => {
    const target = await drillTarget({ criteria: null });
    const before = snapshots(target);
    const unfit = parseExperiment({
      ...deletedIndex,
      rollbacks: [
        {
          type: "action",
          name: "x",
          provider: { type: "static-site-ha", func: "heal", arguments: { origin: "third" } },
        },
      ],
    });
    const refusal = await refusalOf(runDrill(unfit, target));
    expect(refusal.code).to.equal("E_ORIGIN_UNKNOWN");
    expect(refusal.sentence).to.contain("primary, replica, got third");
    expect(snapshots(target)).to.deep.equal(before);
    await target.cloud.close();
  });

  it("refuses to delete what could not be brought back", async () => {
    const target = await drillTarget({ primaryBucket: { versioning: "Off" } });
    expect((await refusalOf(runDrill(experiment, target))).code).to.equal("E_S3");
    await target.cloud.close();
  });

  it("reports as a journal in Chaos Toolkit's shape, verdict first", async () => {
    const journal = toJournal(await drill(), { platform: "linux", node: "v24" });
    expect(Object.keys(journal)[0]).to.equal("verdict");
    expect(journal).to.include({ verdict: "passed", status: "completed", deviated: false });
    expect(journal).to.include.all.keys("experiment", "start", "end", "duration", "steady_states", "run", "rollbacks");
    expect(JSON.parse(JSON.stringify(journal))).to.deep.equal(journal);
  });

  it("reports a line a leg for people", async () => {
    const lines = toText(await drill()).split("\n");
    expect(lines[0]).to.equal('drill "Deleted index": passed');
    expect(lines[3]).to.contain(
      "trial, with the fault     GET / → 200 Miss from us-west-2, Failover:404, the published bytes",
    );
  });
});

function snapshots({ cloud }: Awaited<ReturnType<typeof drillTarget>>): unknown {
  expect(cloud.s3.listObjects("replica-bucket")).to.have.length(content.length);
  return cloud.s3.bucketNames().map((name) => cloud.s3.snapshot(name));
}

/** A signal that is found aborted at the n-th look: an interruption between any two steps. */
function abortedAfter(looks: number): AbortSignal {
  let left = looks;
  return {
    get aborted() {
      return left-- <= 0;
    },
  } as AbortSignal;
}
