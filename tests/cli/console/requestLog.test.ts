import { expect } from "chai";
import fc from "fast-check";
import { RequestLog } from "../../../cli/console/requestLog";
import { logRecord } from "../../support/legs";

describe("the console's request log", () => {
  it("gives the records after an id, and all for one that it does not know", () => {
    const log = new RequestLog();
    for (const id of ["a", "b", "c"]) log.add(logRecord({ id }));
    expect(log.since("a").map(({ id }) => id)).to.deep.equal(["b", "c"]);
    expect(log.since("c")).to.deep.equal([]);
    expect(log.since("").map(({ id }) => id)).to.deep.equal(["a", "b", "c"]);
  });

  it("keeps the latest records and no more than its limit, however many come", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(100), (limit, count) => {
        const log = new RequestLog(limit);
        for (let i = 0; i < count; i++) log.add(logRecord({ id: String(i) }));
        const kept = log.since("").map(({ id }) => Number(id));
        const expected = Array.from({ length: Math.min(limit, count) }, (_, i) => Math.max(0, count - limit) + i);
        expect(kept).to.deep.equal(expected);
      }),
    );
  });

  it("tells followers of every record until they leave", () => {
    const log = new RequestLog();
    const seen: string[] = [];
    const leave = log.follow(({ id }) => seen.push(id));
    log.add(logRecord({ id: "a" }));
    leave();
    log.add(logRecord({ id: "b" }));
    expect(seen).to.deep.equal(["a"]);
  });
});
