import { expect } from "chai";
import { checksOf } from "../../../drills/reports/checks";
import { drillHtml } from "../../../drills/reports";
import { reportOf, reports } from "./support";

const style = "body { color: red; }";

describe("the page of a drill", () => {
  it("loads nothing and runs nothing", async () => {
    for (const [what, make] of reports) {
      const page = drillHtml(await make(), style);
      expect(page, what).to.match(/Content-Security-Policy" content="default-src 'none'; style-src 'sha256-[^']+';/);
      expect(page, what).not.to.match(/<script|<link|<img|\bsrc=|href="http| style=| on[a-z]+=/);
    }
  });

  it("shows the verdict, what was looked at, and a bar for every second and place that served", async () => {
    const page = drillHtml(await reportOf("denied-bucket"), style);
    expect(page).to.contain("<h1>Denied bucket: passed.</h1>");
    for (const { name } of checksOf(await reportOf("denied-bucket")))
      expect(page).to.contain(`<strong>${name}</strong>`);
    expect(page.match(/<rect class="replica"/g)?.length).to.be.greaterThan(5);
    expect(page).to.contain("the fault: 120 of 120 good");
  });

  it("takes an experiment's texts as texts", async () => {
    const report = await reportOf("deleted-index", {}, { load: false });
    const experiment = { ...report.experiment, title: "<script>alert(1)</script>" };
    expect(drillHtml({ ...report, experiment }, style)).not.to.contain("<script>");
  });
});
