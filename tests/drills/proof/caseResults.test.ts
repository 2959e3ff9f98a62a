import { expect } from "chai";
import { CaseResults, CaseRows } from "../../../drills/proof/caseResults";
import { casesOf } from "../../../drills/proof/matrix";
import type { CaseResult } from "../../../drills/proof/result";
import { finding } from "./reports/support";

const cases = casesOf("*").slice(0, 2);

function result(place: number, behavior: string, delayMs = 0): CaseResult {
  const one = cases[place];
  if (one === undefined) throw new Error("the matrix has no such case");
  const seen = { status: 200, resultType: "Miss" as const, delayMs, exchanges: [] };
  return { one: { ...one, behavior }, seen, judged: [{ promise: "failover", met: true }], findings: [] };
}

describe("the results of a matrix", () => {
  const behaviors = [{ pattern: "/img/*" }, { pattern: "*" }];

  it("are given behavior after behavior, whoever was done first", () => {
    const all = [result(0, "/img/*"), result(1, "/img/*"), result(0, "*"), result(1, "*", 7)];
    const [first, second] = [new CaseRows(cases), new CaseRows(cases)];
    for (const index of [1, 0]) {
      first.set(1, index, all[2 + index] ?? result(0, "*"));
      second.set(0, index, all[index] ?? result(0, "*"));
    }
    const results = new CaseResults(behaviors, [first, second]);
    expect([...results]).to.deep.equal(all);
    expect([...results], "as often as they are asked for").to.deep.equal(all);
  });

  it("keep what went the same in another behavior once, and what has a finding as it is", () => {
    const rows = new CaseRows(cases);
    const failed = { ...result(1, "*"), findings: [finding()] };
    for (const [place, one] of [result(0, "/img/*"), result(1, "/img/*"), result(0, "*"), failed].entries()) {
      rows.set(Math.floor(place / 2), place % 2, one);
    }
    const [first, second, third, fourth] = [...new CaseResults(behaviors, [rows])];
    expect(third?.seen).to.equal(first?.seen);
    expect(second?.seen).not.to.equal(first?.seen);
    expect(fourth).to.equal(failed);
    expect(second?.findings).to.deep.equal([]);
  });

  it("tell apart whatever differs in a single member", () => {
    const base = result(0, "/img/*");
    const exchange = { origin: "primary", attempt: 1, startMs: 0, endMs: 1, status: 200 };
    const own = { status: 403, because: "it is refused", rule: "PL-1", missing: ["x-frame-options"] };
    const outside = { because: "nobody has it", rule: "FO-18", got: "404" };
    const different: readonly Partial<CaseResult>[] = [
      { seen: { ...base.seen, status: 404 } },
      { seen: { ...base.seen, resultType: "Error" } },
      { seen: { ...base.seen, region: "us-east-1" } },
      { seen: { ...base.seen, failover: 503 } },
      { seen: { ...base.seen, exchanges: [exchange] } },
      { seen: { ...base.seen, exchanges: [{ ...exchange, status: 404 }] } },
      { seen: { ...base.seen, exchanges: [{ ...exchange, endMs: 2 }] } },
      { seen: { ...base.seen, exchanges: [{ ...exchange, origin: "replica" }] } },
      { judged: [] },
      { judged: [{ promise: "failover", met: true, discriminates: false }] },
      { judged: [{ promise: "options", met: true }] },
      { outside },
      { outside: { ...outside, got: "403" } },
      { own },
      { own: { ...own, missing: [] } },
    ];
    const all = [base, ...different.map((more) => ({ ...base, ...more }))];
    const rows = new CaseRows(cases.slice(0, 1));
    for (const [number, one] of all.entries()) rows.set(number, 0, one);
    const each = all.map(() => ({ pattern: "/img/*" }));
    expect([...new CaseResults(each, [rows])]).to.deep.equal(all);
  });
});
