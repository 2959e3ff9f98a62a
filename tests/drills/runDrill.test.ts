import { expect } from "chai";
import type { DrillReport } from "../../drills/drillReport";
import deletedIndex from "../../drills/experiments/deleted-index.json";
import { parseExperiment, type Experiment } from "../../drills/experiment";
import { LocalStage } from "../../drills/localStage";
import { toJournal, toText } from "../../drills/reports";
import { runDrill, type DrillOptions } from "../../drills/runDrill";
import type { Stage } from "../../drills/stage";
import { content, drillTarget, type DrillSiteSettings } from "../support/drillSite";
import { refusalOf } from "../support/refusal";

type Target = Awaited<ReturnType<typeof drillTarget>>;

const experiment = parseExperiment(deletedIndex);
const provider = { type: "static-site-ha", func: "set-fault" };

/** The same experiment with another fault. */
function withFault(fault: Record<string, unknown>, failover: readonly number[] = [], origin = "primary"): Experiment {
  const heal = { ...provider, func: "heal", arguments: { origin } };
  return parseExperiment({
    ...deletedIndex,
    failover,
    method: [{ type: "action", name: "break", provider: { ...provider, arguments: { origin, fault } } }],
    rollbacks: [{ type: "action", name: "heal", provider: heal }],
  });
}

function run(target: Target, one: Experiment = experiment, options: DrillOptions = {}): Promise<DrillReport> {
  return target.clock.run(() => runDrill(one, stageOf(target, one), options));
}

function stageOf(target: Target, { hook }: Experiment): LocalStage {
  return new LocalStage(target, hook === undefined ? {} : { hook });
}

async function drill(settings: DrillSiteSettings = {}, one = experiment): Promise<DrillReport> {
  const target = await drillTarget(settings);
  try {
    return await run(target, one);
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

  it("is vacuous with a fault that breaks nothing, and ends it", async () => {
    const target = await drillTarget();
    const report = await run(target, withFault({ type: "deny", keys: ["other.html"] }));
    expect(report.verdict).to.equal("vacuous");
    expect(report.asExpected).to.equal(false);
    expect(target.origins.faults()).to.deep.equal({});
    await target.cloud.close();
  });

  it("takes faults on the way to an origin as well as broken objects", async () => {
    expect((await drill({}, withFault({ type: "down" }, [503]))).verdict).to.equal("passed");
    expect((await drill({}, withFault({ type: "timeout" }, [504]))).verdict).to.equal("passed");
    expect((await drill({}, withFault({ type: "redirect" }))).verdict, "FO-14: a 307 is a success").to.equal("failed");
  });

  it("meets the expectation of an experiment that must deviate", async () => {
    const fails: Experiment = { ...withFault({ type: "redirect" }), expect: "fail" };
    expect((await drill({}, fails)).asExpected).to.equal(true);
    expect((await drill({}, { ...experiment, expect: "fail" })).asExpected).to.equal(false);
  });

  it("is not as expected when a site fails for another reason than the fault", async () => {
    const fails: Experiment = { ...withFault({ type: "redirect" }), expect: "fail" };
    const report = await drill({ primaryBucket: { policy: { Statement: [] } } }, fails);
    expect([report.verdict, report.asExpected]).to.deep.equal(["failed", false]);
  });

  it("leaves both buckets exactly as they were, and no fault", async () => {
    const target = await drillTarget();
    const before = snapshots(target);
    const report = await run(target);
    expect(snapshots(target)).to.deep.equal(before);
    expect(report.restoration).to.deep.include({ complete: true, lifted: ["primary"], left: [], changedBuckets: [] });
    await target.cloud.close();
  });

  it("is never as expected when it was interrupted, whatever was expected", async () => {
    const target = await drillTarget();
    const report = await run(target, { ...experiment, expect: "fail" }, { signal: AbortSignal.abort() });
    expect([report.status, report.asExpected]).to.deep.equal(["interrupted", false]);
    await target.cloud.close();
  });

  it("takes a whole region down, also by the member that stands there", async () => {
    for (const origin of ["region:us-east-1", "region:primary"]) {
      expect((await drill({}, withFault({ type: "down" }, [503], origin))).verdict, origin).to.equal("passed");
    }
  });

  it("renews its faults while it lives: one that outlasts many leases stays", async () => {
    const target = await drillTarget();
    const slow = withFault({ type: "latency", attributes: { latency: 29_000 } });
    const three = slow["steady-state-hypothesis"].probes.map((probe) => ({ ...probe }));
    const report = await run(target, { ...slow, "steady-state-hypothesis": { title: "x", probes: three } });
    // Slow is not broken: the latency was there for all of its 29 s, which is three leases.
    const faulted = report.legs.find(({ name }) => name === "control-faulted");
    expect(faulted?.probes[0]?.log["time-taken-ms"]).to.be.at.least(29_000);
    expect(report.verdict).to.equal("vacuous");
    await target.cloud.close();
  });

  it("reports that it broke off when the site itself breaks down in the middle, and has undone everything", async () => {
    const target = await drillTarget();
    const before = snapshots(target);
    let asked = 0;
    const stage = withMethod(new LocalStage(target), "probe", (probe) => {
      if (++asked === 3) return Promise.reject(new Error("the edge is gone"));
      return new LocalStage(target).probe(probe);
    });
    const report = await target.clock.run(() => runDrill(experiment, stage));
    expect([report.status, report.verdict, report.asExpected]).to.deep.equal(["aborted", "failed", false]);
    expect(report.reasons[0]?.sentence).to.contain("the edge is gone");
    expect(report.restoration.complete).to.equal(true);
    expect(snapshots(target)).to.deep.equal(before);
    expect(target.origins.faults()).to.deep.equal({});
    expect(toText(report)).to.contain("everything is undone: lifted on primary, every object is there");
    await target.cloud.close();
  });

  it("says which fault is left, and for how long, when the site can no more be reached", async () => {
    const target = await drillTarget();
    const stage = withMethod(new LocalStage(target), "heal", () => Promise.reject(new Error("gone")));
    const report = await target.clock.run(() => runDrill(experiment, stage));
    expect(report.restoration).to.deep.include({ complete: false, left: ["primary"], leaseMs: 10_000 });
    expect(report.reasons.map(({ about }) => about)).to.include("restoration");
    await target.clock.run(() => target.clock.sleep(10_000));
    expect(target.origins.faults(), "the lease has lapsed").to.deep.equal({});
    await target.cloud.close();
  });

  it("refuses a site that has a fault already, and leaves that alone", async () => {
    const target = await drillTarget();
    const [down] = withFault({ type: "down" }).method;
    if (down?.provider.func === "set-fault") target.origins.setFault("replica", down.provider.arguments.fault);
    const refusal = await refusalOf(runDrill(experiment, new LocalStage(target)));
    expect(refusal.sentence).to.contain("no fault when a drill begins, got one on replica");
    expect(Object.keys(target.origins.faults())).to.deep.equal(["replica"]);
    await target.cloud.close();
  });

  it("refuses an origin that the site does not have, before anything is touched", async () => {
    const target = await drillTarget({ criteria: null });
    const before = snapshots(target);
    const refusal = await refusalOf(runDrill(withFault({ type: "down" }, [], "third"), new LocalStage(target)));
    expect(refusal.code).to.equal("E_ORIGIN_UNKNOWN");
    expect(refusal.sentence).to.contain("primary, replica, got third");
    expect(snapshots(target)).to.deep.equal(before);
    await target.cloud.close();
  });

  it("refuses to write what could not be taken away again", async () => {
    const target = await drillTarget({ primaryBucket: { versioning: "Off" } });
    const put = { ...provider, func: "put-object", arguments: { origin: "primary", key: "index.html", body: "x" } };
    const writes = parseExperiment({ ...deletedIndex, method: [{ type: "action", name: "x", provider: put }] });
    expect((await refusalOf(runDrill(writes, new LocalStage(target)))).code).to.equal("E_S3");
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

/** The same stage with one method of another kind. */
function withMethod<K extends keyof Stage>(stage: LocalStage, name: K, method: Stage[K]): Stage {
  return Object.assign(Object.create(stage) as Stage, { [name]: method });
}

function snapshots({ cloud }: Target): unknown {
  expect(cloud.s3.listObjects("replica-bucket")).to.have.length(content.length);
  return cloud.s3.bucketNames().map((name) => cloud.s3.snapshot(name));
}
