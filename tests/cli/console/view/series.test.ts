import { expect } from "chai";
import fc from "fast-check";
import { bucketOf } from "../../../../cli/console/latency";
import { Series, stacked } from "../../../../cli/console/view/series";
import { route, tick } from "./site";

describe("what the console's charts are drawn from", () => {
  it("is a value a second, empty where there was no request", () => {
    const series = new Series();
    series.add(tick(100_250, [route({ count: 3 })], [[bucketOf(10), 3]]));
    series.add(tick(100_500, [route({ origin: "", count: 1 }), route({ statusClass: 5 })], [[bucketOf(900), 2]]));
    const { times, median, p99, shares } = series.columns(101_000, ["edge", "primary", "error"]);
    expect([times.length, times.at(-1)]).to.deep.equal([60, 101]);
    expect(shares.map((list) => list.slice(-2))).to.deep.equal([
      [1, 0],
      [3, 0],
      [1, 0],
    ]);
    expect(median.at(-2)).to.be.within(10, 11);
    expect(p99.at(-2)).to.be.within(900, 991);
    expect([median.at(-1), median.at(0)]).to.deep.equal([null, null]);
  });

  it("gives the rate of the last two seconds", () => {
    const series = new Series();
    series.add(tick(1000, [route({ count: 50 })]));
    series.add(tick(9000, [route({ count: 6 }), route({ origin: "", count: 2 })]));
    expect(series.rate(10_000)).to.equal(4);
    expect(series.rate(10_000, ({ origin }) => origin === "")).to.equal(1);
    expect(series.rate(20_000)).to.equal(0);
  });

  it("keeps a minute, however long it runs", () => {
    const series = new Series();
    for (let at = 0; at < 500; at++) series.add(tick(at * 1000, [route()]));
    const [requests = []] = series.columns(499_000, ["primary"]).shares;
    expect(requests).to.deep.equal(Array(60).fill(1));
    expect(series.columns(400_000, ["primary"]).shares[0]?.[0]).to.equal(0);
  });

  it("stacks areas so that the last is the sum of all", () => {
    const lists = fc.array(fc.array(fc.nat(100), { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(lists, (values) => {
        const sums = stacked(values);
        for (let at = 0; at < 5; at++) {
          expect(sums.at(-1)?.[at]).to.equal(values.reduce((sum, list) => sum + (list[at] ?? 0), 0));
        }
      }),
    );
  });
});
