import { expect } from "chai";
import { count, countdown, latency, percent, rate, seconds } from "../../../../cli/console/view/format";

describe("the console's numbers", () => {
  it("are short, and say their unit", () => {
    expect([0, 250, 1000, 1500, 31_000].map(seconds)).to.deep.equal(["0 s", "250 ms", "1 s", "1.5 s", "31 s"]);
    expect([0.44, 12.4, 1250, 31_000].map(latency)).to.deep.equal(["0.4 ms", "12 ms", "1.25 s", "31.0 s"]);
    expect([61_000, 4001, -5].map(countdown)).to.deep.equal(["1:01", "0:05", "0:00"]);
    expect([0, 2.5, 1234].map(rate)).to.deep.equal(["0/s", "2.5/s", "1,234/s"]);
    expect(percent(0.256)).to.equal("26 %");
    expect([count(1, "request"), count(1200, "request")]).to.deep.equal(["1 request", "1,200 requests"]);
  });
});
