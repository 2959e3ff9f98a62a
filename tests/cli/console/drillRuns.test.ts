import { expect } from "chai";
import * as fc from "fast-check";
import { DrillRuns, type DrillRun } from "../../../cli/console/drillRuns";
import type { ServerEvent } from "../../../cli/console/api";
import { experimentNames } from "../../../drills";
import deletedIndex from "../../../drills/experiments/deleted-index.json";
import type { LogRecord } from "../../../simulator/cloudfront/exchange";
import { drillTarget } from "../../support/drillSite";
import { refusalOf } from "../../support/refusal";

describe("the drills of the console", () => {
  let target: Awaited<ReturnType<typeof drillTarget>>;
  let drills: DrillRuns;
  let records: LogRecord[];

  beforeEach(async () => {
    target = await drillTarget();
    records = [];
    drills = new DrillRuns(target, (record) => records.push(record));
  });
  afterEach(async () => {
    await target.clock.run(() => drills.close());
    await target.cloud.close();
  });

  /** Waits for the end of a drill, the time moving on by itself. */
  function ended(id: string): Promise<DrillRun> {
    return target.clock.run(
      () =>
        new Promise<DrillRun>((resolve) => {
          drills.follow(id, ({ data }) => {
            const run = drills.get(id);
            if (run.status === "running") return;
            expect(data).to.deep.equal(run);
            resolve(run);
          });
        }),
    );
  }

  it("run by name under load, and leave their report", async () => {
    const { id, status } = drills.start("deleted-index");
    expect(status).to.equal("running");
    const run = await ended(id);
    expect([run.status, run.report?.verdict]).to.deep.equal(["completed", "passed"]);
    expect(run.report?.text).to.contain('drill "Deleted index": passed');
    expect(run.report?.load?.trial.phases).to.have.length(3);
    expect(records.length, "the log shows what the drill's viewers asked").to.be.greaterThan(100);
    expect(drills.list()).to.have.nested.property("runs[0].verdict", "passed");
    expect(drills.list()).to.have.nested.property("experiments[0].name", "deleted-index");
  });

  it("run an experiment that is given whole", async () => {
    const { id } = drills.start({ ...deletedIndex, title: "Mine", load: { rate: 0 } });
    const run = await ended(id);
    expect([run.title, run.report?.verdict]).to.deep.equal(["Mine", "passed"]);
  });

  it("are one at a time", async () => {
    const { id } = drills.start("deleted-index");
    expect((await refusalOf(() => drills.start("hang"))).code).to.equal("E_DRILL");
    await ended(id);
    expect(drills.start("deleted-index").status).to.equal("running");
  });

  it("are interrupted on demand, and have undone everything by then", async () => {
    const { id } = drills.start("denied-bucket");
    await target.clock.advance(4000);
    expect(target.origins.faults()).to.have.property("primary");
    const run = await target.clock.run(() => drills.interrupt(id));
    expect([run.status, run.report?.restoration.complete]).to.deep.equal(["interrupted", true]);
    expect(target.origins.faults()).to.deep.equal({});
  });

  it("tell whoever follows of the end", async () => {
    const events: ServerEvent[] = [];
    const { id } = drills.start("deleted-index");
    drills.follow(id, (event) => events.push(event));
    await ended(id);
    expect(events.at(-1)?.data).to.have.property("status", "completed");
    expect(events.map(({ data }) => data)).to.satisfy((all: unknown[]) =>
      all.some((one) => JSON.stringify(one).includes("the fault is there")),
    );
  });

  describe("that somebody must follow", () => {
    const attended = { attended: true };

    it("are interrupted and undone when nobody has come for five seconds", async () => {
      const { id } = drills.start("denied-bucket", attended);
      await target.clock.advance(4900);
      expect(target.origins.faults()).to.have.property("primary");
      const run = await ended(id);
      expect([run.status, run.report?.restoration.complete]).to.deep.equal(["completed", true]);

      const other = drills.start("denied-bucket", attended);
      await target.clock.advance(5100);
      await target.clock.run(() => drills.interrupt(other.id));
      expect(drills.get(other.id).report?.duration, "it had ended by itself").to.be.below(5.05);
      expect(target.origins.faults()).to.deep.equal({});
    });

    it("go on when whoever follows has lost a connection and comes back in time", async () => {
      const { id } = drills.start("denied-bucket", attended);
      const leave = drills.follow(id, () => undefined);
      await target.clock.advance(6000);
      leave();
      await target.clock.advance(3000);
      expect((await ended(id)).status).to.equal("completed");
    });

    it("leave nothing, wherever their driver is killed, fifty times at random", async () => {
      const { s3 } = target.cloud;
      const states = () => s3.bucketNames().map((bucket) => s3.snapshot(bucket));
      const before = states();
      let stopped = 0;
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...experimentNames), fc.nat(12_000), async (name, ms) => {
          const { id } = drills.start(name, attended);
          const kill = drills.follow(id, () => undefined);
          await target.clock.advance(ms);
          kill();
          // Five seconds until it is noticed; the restoration waits for copies that are on their way.
          await target.clock.run(async () => {
            for (let waited = 0; drills.get(id).status === "running"; waited += 100) {
              expect(waited).to.be.below(10_000);
              await target.clock.sleep(100);
            }
          });
          if (drills.get(id).status === "interrupted") stopped++;
          expect(drills.get(id).report?.restoration.complete).to.equal(true);
          expect(target.origins.faults()).to.deep.equal({});
          expect(s3.replicationPaused).to.equal(false);
          expect(states()).to.deep.equal(before);
        }),
        { numRuns: 50 },
      );
      expect(stopped).to.be.greaterThan(10);
    });
  });

  it("give their report in every form, once they have ended", async () => {
    const { id } = drills.start("deleted-index");
    expect((await refusalOf(() => drills.report(id, "json"))).code).to.equal("E_DRILL");
    await ended(id);
    expect(JSON.parse(drills.report(id, "json").body)).to.have.property("as-expected", true);
    expect(drills.report(id, "html").body).to.match(/^<!doctype html>/);
    expect((await refusalOf(() => drills.report(id, "pdf"))).sentence).to.contain("text, json, junit, markdown, html");
  });

  it("keep ten reports at most", async () => {
    for (let count = 0; count < 12; count++) {
      await ended(drills.start({ ...deletedIndex, load: { rate: 0 } }).id);
    }
    expect((drills.list() as { runs: unknown[] }).runs).to.have.length(10);
  });

  it("say why one could not begin", async () => {
    expect((await refusalOf(() => drills.start("nothing"))).code).to.equal("E_EXPERIMENT");
    expect((await refusalOf(() => drills.get("nothing"))).code).to.equal("E_DRILL");
    const { id } = drills.start({ ...deletedIndex, method: withOrigin("third") });
    const run = await ended(id);
    expect([run.status, run.error?.code]).to.deep.equal(["aborted", "E_ORIGIN_UNKNOWN"]);
  });
});

function withOrigin(origin: string): unknown {
  return deletedIndex.method.map((action) => ({
    ...action,
    provider: { ...action.provider, arguments: { ...action.provider.arguments, origin } },
  }));
}
