import { expect } from "chai";
import fc from "fast-check";
import { matches, noFilter, RecordList } from "../../../../cli/console/view/recordList";
import { record } from "./site";

describe("the console's list of requests", () => {
  const many = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, at) => record({ id: String(from + at) }));

  it("has the newest first, each once though a stream that begins anew repeats it", () => {
    const list = new RecordList();
    list.add(many(0, 3));
    list.add(many(1, 4));
    expect([0, 1, 2, 3, 4].map((place) => list.at(place)?.id)).to.deep.equal(["3", "2", "1", "0", undefined]);
  });

  it("stays as it is while it is paused, and has what came since afterwards", () => {
    const list = new RecordList();
    list.add(many(0, 2));
    list.pause(true);
    list.add(many(2, 5));
    expect([list.length, list.held, list.at(0)?.id]).to.deep.equal([2, 3, "1"]);
    list.pause(false);
    expect([list.length, list.held, list.at(0)?.id]).to.deep.equal([5, 0, "4"]);
  });

  it("keeps the latest, however many come and whatever is paused between", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(60), fc.boolean()), { maxLength: 30 }), (steps) => {
        const list = new RecordList(40);
        let next = 0;
        for (const [count, isPaused] of steps) {
          list.pause(isPaused);
          list.add(many(next, next + count));
          next += count;
          expect(list.length).to.be.at.most(50);
          expect(list.held).to.be.at.most(50);
        }
        list.pause(false);
        expect(list.at(0)?.id).to.equal(next === 0 ? undefined : String(next - 1));
        const ids = Array.from({ length: list.length }, (_, place) => Number(list.at(place)?.id));
        expect(ids).to.deep.equal([...new Set(ids)].sort((a, b) => b - a));
      }),
    );
  });

  it("shows what a filter lets through, of what there is and of what comes", () => {
    const list = new RecordList();
    list.add([record({ id: "a", path: "/About.html" }), record({ id: "b" })]);
    list.choose({ ...noFilter, path: "about" });
    list.add([record({ id: "c", path: "/x/about" }), record({ id: "d" })]);
    expect([list.at(0)?.id, list.at(1)?.id, list.length, list.total]).to.deep.equal(["c", "a", 2, 4]);
  });

  const failedOver = record({ origin: "replica", reason: "Failover:503", status: 502, result: "Error" });
  const cached = record({ origin: "", result: "Hit" });
  const cases: readonly (readonly [string, Partial<typeof noFilter>, boolean, boolean])[] = [
    ["nothing", {}, true, true],
    ["a result", { result: "Hit" }, false, true],
    ["an origin", { origin: "replica" }, true, false],
    ["the cache", { origin: "edge" }, false, true],
    ["a class of status", { status: "5" }, true, false],
    ["any failover", { reason: "any" }, true, false],
    ["no failover", { reason: "none" }, false, true],
    ["one failover", { reason: "Failover:504" }, false, false],
  ];
  for (const [what, filter, first, second] of cases) {
    it(`filters by ${what}`, () => {
      const chosen = { ...noFilter, ...filter };
      expect([matches(failedOver, chosen), matches(cached, chosen)]).to.deep.equal([first, second]);
    });
  }

  it("knows the values to choose from", () => {
    const list = new RecordList();
    list.add([
      { ...failedOver, id: "a" },
      { ...cached, id: "b" },
    ]);
    expect([list.valuesOf("reason"), list.valuesOf("result"), list.valuesOf("origin")]).to.deep.equal([
      ["Failover:503"],
      ["Error", "Hit"],
      ["replica"],
    ]);
  });
});
