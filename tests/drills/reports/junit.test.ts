import { expect } from "chai";
import { drillJUnit } from "../../../drills/reports";
import { junitFaults } from "../../support/junitXsd";
import { reportOf, reports } from "./support";

describe("the report of a drill for build servers", () => {
  for (const [what, make] of reports) {
    it(`of a drill ${what} is what the schema says, its failures those of a drill that is not as expected`, async () => {
      const report = await make();
      const xml = drillJUnit(report);
      expect(await junitFaults(xml)).to.deep.equal([]);
      expect(xml.includes("<failure")).to.equal(!report.asExpected);
    });
  }

  it("has a case for each thing that is looked at, and says of a failure what was seen", async () => {
    const xml = drillJUnit(await reportOf("denied-bucket", { criteria: null }));
    expect([...xml.matchAll(/classname="([^"]+)"/g)].map(([, name]) => name)).to.deep.equal(
      ["run", "steady-state", "control", "fault", "recovery", "restoration"].map((about) => `Denied bucket.${about}`),
    );
    expect(xml).to.contain("GET / answered 403 from us-east-1 instead of 200");
  });

  it("counts what a broken-off drill did not come to as skipped", async () => {
    const xml = drillJUnit(await reportOf("deleted-index", { primaryBucket: { policy: { Statement: [] } } }));
    expect(xml).to.match(/E_STEADY_STATE/);
    expect(xml.match(/<skipped/g)).to.have.length(3);
  });

  it("fails where an experiment must fail and the site does not", async () => {
    const report = await reportOf("deleted-index");
    const xml = drillJUnit({ ...report, asExpected: false, experiment: { ...report.experiment, expect: "fail" } });
    expect(xml).to.contain("although the experiment wants it to fail");
  });
});
