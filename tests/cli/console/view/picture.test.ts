import { expect } from "chai";
import fc from "fast-check";
import { dotsOf } from "../../../../cli/console/view/dots";
import { curve, layoutOf, type Box } from "../../../../cli/console/view/layout";
import { windowOf } from "../../../../cli/console/view/rows";
import { route, tick } from "./site";

describe("the console's picture", () => {
  it("fits any page, and nothing in it lies on anything else", () => {
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 2000 }), fc.integer({ min: 1, max: 2 }), (width, members) => {
        const { height, viewer, edge, group, members: boxes } = layoutOf(width, members);
        const all = [viewer, edge, ...(group === undefined ? [] : [group]), ...boxes];
        expect(all).to.have.length(members === 1 ? 3 : 5);
        for (const box of all) {
          expect(Math.min(box.x, box.y)).to.be.at.least(0);
          expect(box.x + box.width).to.be.at.most(width);
          expect(box.y + box.height).to.be.at.most(height);
          for (const other of all) if (other !== box) expect(overlap(box, other)).to.equal(false);
        }
      }),
    );
  });

  it("leads lines from box to box", () => {
    const box = (x: number, y: number): Box => ({ x, y, width: 10, height: 10 });
    expect(curve(box(0, 0), box(30, 20), true)).to.equal("M10 5 C20 5 20 25 30 25");
    expect(curve(box(0, 0), box(20, 30), false)).to.equal("M5 10 C5 20 25 20 25 30");
  });

  function overlap(a: Box, b: Box): boolean {
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
  }

  it("draws a few dots of many requests, and one at least for every way that was gone", () => {
    const dots = dotsOf(
      tick(0, [
        route({ origin: "", count: 900 }),
        route({ origin: "replica", failedOver: true, count: 1 }),
        route({ count: 99 }),
        route({ origin: "third", statusClass: 5, count: 1 }),
        route({ origin: "replica", count: 1 }),
      ]),
      "primary",
      "replica",
    );
    expect(dots).to.deep.equal([
      { way: "edge", bad: false, count: 9 },
      { way: "failover", bad: false, count: 1 },
      { way: "primary", bad: false, count: 1 },
      { way: "other", bad: true, count: 1 },
      { way: "replica", bad: false, count: 1 },
    ]);
  });
});

describe("a long list in the console", () => {
  it("draws the rows in sight and a few more, whatever the list's length", () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(5000), fc.nat(2000), (scrollTop, total, height) => {
        const { first, count } = windowOf(scrollTop, height, 36, total);
        expect(count).to.be.at.most(Math.ceil(height / 36) + 14);
        expect(first + count).to.be.at.most(total);
        const top = Math.floor(scrollTop / 36);
        if (top < total && total > 0) expect(top).to.be.within(first, first + count);
      }),
    );
  });
});
