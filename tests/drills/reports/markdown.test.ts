import { expect } from "chai";
import { drillMarkdown } from "../../../drills/reports";
import { reportOf, reports } from "./support";

describe("the report of a drill for a pull request", () => {
  it("says the verdict, what was looked at, what was asked, and what viewers got under load", async () => {
    const text = drillMarkdown(await reportOf("deleted-index"));
    expect(text).to.match(/^### ✅ Drill “Deleted index”: passed\n/);
    expect(text).to.contain("- ✅ viewers get what is right while the fault is there");
    expect(text).to.match(/\| trial, with the fault \| GET \/ \| 200 Miss from us-west-2, Failover:404, the published/);
    expect(text).to.match(/\| with the group, fault \| \d+ \| 100 % \| 0 of \d+ \|/);
    expect(text).to.contain("everything is undone: lifted on primary, every object is there");
  });

  it("marks what is not as expected, and says why", async () => {
    const text = drillMarkdown(await reportOf("denied-bucket", { criteria: null }));
    expect(text).to.match(/^### ❌ Drill “Denied bucket”: failed\n/);
    expect(text).to.contain("- ❌ viewers get what is right while the fault is there:\n  - viewers do not get");
  });

  it("fits into a comment, whatever a drill was", async () => {
    for (const [what, make] of reports) expect(drillMarkdown(await make()).length, what).to.be.below(20_000);
  });

  it("takes an experiment's texts as texts", async () => {
    const report = await reportOf("deleted-index");
    const experiment = { ...report.experiment, title: "a|b <script>", description: "[x](http://evil.invalid) @all" };
    const text = drillMarkdown({ ...report, experiment });
    expect(text).not.to.match(/<script>|\]\(http|@all/);
  });
});
