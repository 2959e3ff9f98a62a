import { expect } from "chai";
import { timeline } from "../../../../../drills/proof/reports/html/timeline";
import { durationWords } from "../../../../../drills/proof/reports/html/words";
import { all, textOf } from "./support";

const hang = { origin: "primary", attempt: 1, startMs: 0, endMs: 30_000, failure: "response-timeout" };
const answer = { origin: "replica", attempt: 1, startMs: 30_000, endMs: 30_000, status: 200 };

describe("the timeline of a request", () => {
  const bars = all(timeline([hang, answer], 30_000), "rect").filter(
    ({ attributes }) => attributes["class"] !== "track",
  );

  it("draws an attempt from its start to its end, in parts of the whole", () => {
    expect(bars[0]?.attributes).to.include({ class: "exchange bad", x: "0%", width: "100%" });
  });

  it("still shows what took no time, within the picture", () => {
    expect(bars[1]?.attributes).to.include({ class: "exchange good", x: "99.4%", width: "0.6%" });
  });

  it("says who was asked, what came, and when", () => {
    expect(all(timeline([hang, answer], 30_000), "li").map(textOf)).to.deep.equal([
      "primaryattempt 1response timeout30 s",
      "replicaattempt 1200from 30 s, 0 s",
      "015 s30 s",
    ]);
  });

  it("holds a status that is an error for bad", () => {
    const [, bar] = all(timeline([{ ...answer, status: 503 }], 30_000), "rect");
    expect(bar?.attributes["class"]).to.equal("exchange bad");
  });

  it("says so where no origin was asked", () => {
    expect(textOf(timeline([], 0))).to.equal("No origin was asked: the edge answered by itself.");
  });
});

describe("a duration in words", () => {
  const table: readonly (readonly [number, string])[] = [
    [0, "0 s"],
    [0.4, "0 s"],
    [12, "12 ms"],
    [999.6, "1 s"],
    [1_049, "1 s"],
    [2_500, "2.5 s"],
    [9_960, "10 s"],
    [59_700, "1 min"],
    [98_000, "1 min 38 s"],
    [120_000, "2 min"],
  ];
  for (const [ms, words] of table) {
    it(`is ${words} for ${ms} ms`, () => {
      expect(durationWords(ms)).to.equal(words);
    });
  }
});
