import { expect } from "chai";
import fc from "fast-check";
import { InFlight } from "../../../simulator/functions/inFlight";

describe("what is in flight", () => {
  it("is taken once, by a number that nothing else has had", () => {
    const calls = new InFlight<string>();
    const [first, second] = [calls.add("a"), calls.add("b")];
    expect([calls.take(second), calls.take(second), calls.take(first)]).to.deep.equal(["b", undefined, "a"]);
    expect(calls.size).to.equal(0);
    const third = calls.add("c");
    expect([first, second]).not.to.include(third);
    expect([calls.take(first), calls.take(third + 1), calls.take(Number.NaN), calls.take(third)]).to.deep.equal([
      ...[undefined, undefined, undefined, "c"],
    ]);
  });

  it("is a map in the order of its numbers, whatever is added and taken", () => {
    const steps = fc.array(fc.option(fc.nat(), { nil: "add" as const, freq: 2 }), { maxLength: 200 });
    fc.assert(
      fc.property(steps, (all) => {
        const calls = new InFlight<number>();
        const expected = new Map<number, number>();
        for (const [turn, step] of all.entries()) {
          if (step === "add") expected.set(calls.add(turn), turn);
          else {
            const number = [...expected.keys()][step % Math.max(expected.size, 1)] ?? step;
            expect(calls.take(number)).to.equal(expected.get(number));
            expected.delete(number);
          }
          expect([calls.size, calls.oldest(), calls.all()]).to.deep.equal([
            ...[expected.size, [...expected.values()][0], [...expected.values()]],
          ]);
        }
        expect(calls.takeAll()).to.deep.equal([...expected.values()]);
        expect([calls.size, calls.oldest()]).to.deep.equal([0, undefined]);
      }),
    );
  });

  it("loses nothing when one stays and thousands come and go", () => {
    const calls = new InFlight<number>();
    const stays = calls.add(0);
    let last = calls.add(-1);
    for (let turn = 1; turn < 5_000; turn++) {
      const next = calls.add(turn);
      calls.take(last);
      last = next;
    }
    expect(calls.all()).to.deep.equal([0, 4_999]);
    expect(calls.take(stays)).to.equal(0);
    expect(calls.oldest()).to.equal(4_999);
    expect(calls.take(last)).to.equal(4_999);
  });
});
