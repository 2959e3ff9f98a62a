import { expect } from "chai";
import { drillList, drillRun } from "../../../../cli/console/view/drillRuns";
import { reportOf } from "../../../drills/reports/support";
import { legOf } from "../../../support/legs";

describe("drills as the console shows them", () => {
  const experiment = { name: "deleted-index", title: "Deleted index", description: "…", expect: "pass" };

  it("has what can be run, and the one that runs", () => {
    const runs = [
      { id: "b", status: "running" },
      { id: "a", status: "completed" },
    ];
    expect(drillList({ experiments: [experiment], runs })).to.deep.equal({ experiments: [experiment], running: "b" });
    expect(drillList({ experiments: [], runs: [] })).to.deep.equal({ experiments: [] });
  });

  it("says how far a run is, or why it could not go on", () => {
    const error = { code: "E_DRILL", message: "heal it first" };
    expect(drillRun({ id: "a", status: "running", progress: { text: "half" } })).to.deep.equal({
      id: "a",
      progress: "half",
    });
    expect(drillRun({ id: "a", status: "aborted", error }).error).to.equal("heal it first");
  });

  it("shows of a report the legs, the load by phase, and how long the viewers waited", () => {
    const phase = {
      name: "fault",
      requests: 400,
      availability: 0.9999,
      latencyMs: { p50: 2, p99: 12, max: 1200 },
      servedBy: { "us-west-2": 300, cache: 100 },
    };
    const report = {
      experiment,
      verdict: "passed",
      asExpected: true,
      reasons: [{ sentence: "all is well", about: "fault" }],
      restoration: { complete: true, lifted: ["primary"], left: [], changedBuckets: [], leaseMs: 10_000 },
      duration: 12.34,
      legs: [
        legOf("control-faulted", 404, { "sr-reason": "" }),
        legOf("trial-faulted", 200, { "sr-reason": "Failover:404" }),
      ],
      load: { trial: { phases: [phase], timeToFirstGoodMs: 4, timeToFailBackMs: null }, control: { phases: [] } },
    };
    expect(drillRun({ id: "a", report }).report).to.deep.equal({
      ...{ title: "Deleted index", verdict: "passed", asExpected: true, reasons: ["all is well"], seconds: "12.3" },
      restored: "Every fault is lifted, every object is there.",
      legs: [
        { name: "control, faulted", request: "GET /", status: "404", region: "us-east-1", failover: "", met: false },
        {
          name: "trial, faulted",
          request: "GET /",
          status: "200",
          region: "us-east-1",
          failover: "Failover:404",
          met: true,
        },
      ],
      phases: [
        {
          ...{ name: "with the group, fault", requests: "400", good: "99.9 %", median: "2 ms", p99: "12 ms" },
          ...{ worst: "1.20 s", servedBy: "us-west-2 300, cache 100" },
        },
      ],
      figures: [["First good answer of an origin after", "4 ms"]],
    });
  });

  it("reads what drills really report: why they failed, and what is left", async () => {
    const report = await reportOf("masking-hook", {}, { load: false });
    const shown = drillRun({ id: "a", report }).report;
    expect(shown?.reasons).to.have.length(1);
    expect(shown?.reasons[0]).to.match(
      /^viewers do not get what is right while the fault is there: GET \/ answered 200/,
    );
    const restoration = { ...report.restoration, complete: false, left: ["primary"], leaseMs: 10_000 };
    expect(drillRun({ id: "a", report: { ...report, restoration } }).report?.restored).to.equal(
      "Not everything is back: primary. A fault that is left lapses within 10 s.",
    );
  });
});
