import { expect } from "chai";
import { outageTable } from "../../../../../drills/proof/reports/html/outageTable";
import { scrollTable } from "../../../../../drills/proof/reports/html/scrollTable";
import { toHtml } from "../../../../../drills/proof/reports/html/toHtml";

describe("a table of a report", () => {
  it("names each row by its first cell, and lines up a heading with the last cells, which may be long", () => {
    const html = toHtml(
      scrollTable("What was asked", ["leg", "answer"], [["control", "200"]], { table: "t", last: "wide" }),
    );
    expect(html).to.contain('<th scope="col">leg</th><th scope="col" class="wide">answer</th>');
    expect(html).to.contain('<th scope="row">control</th><td class="wide">200</td>');
    expect(html).to.contain('role="region" aria-label="What was asked" tabindex="0"');
  });

  it("has headings in common over all columns but the first", () => {
    const html = toHtml(scrollTable("t", ["", "a", "b"], [], { table: "t" }, [{ name: "both", columns: 2 }]));
    expect(html).to.contain(
      '<thead><tr><td></td><th scope="colgroup" colspan="2">both</th></tr>' +
        '<tr><td></td><th scope="col">a</th><th scope="col">b</th></tr></thead>',
    );
  });

  it("tells what an outage costs a reader, by what is cached and how many pages he opens (FO-16)", () => {
    const cost = { failure: "connection-timeout", pages: 1, cachedShare: 0, worstMs: 2_000, ends: "error" };
    const table = outageTable([
      cost,
      { ...cost, pages: 5, worstMs: 10_000 },
      { ...cost, pages: 5, cachedShare: 0.8 },
      { ...cost, failure: "error-status", worstMs: 0 },
    ]);
    const html = table === undefined ? "" : toHtml(table);
    expect(html).to.contain('<th scope="colgroup" colspan="2">80 % cached</th>');
    expect(html).to.contain(
      '<th scope="row">The primary cannot be reached<small>and gets an error each time</small></th>' +
        "<td>2 s</td><td>10 s</td><td>–</td><td>2 s</td>",
    );
    // What costs nobody anything is not told.
    expect(html).not.to.contain("answers an error");
    expect(outageTable([{ ...cost, worstMs: 0 }])).to.equal(undefined);
  });
});
