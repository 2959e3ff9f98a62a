import { expect } from "chai";
import type { Entry, Reading, RunFindings, StatusWrite } from "../../hooks/findings";
import { judgeHook } from "../../hooks/judge";
import type { HookEvent, HookInput, Rewrite } from "../../hooks/verdict";

const at = { line: 3, column: 5 };
const branch = { line: 2, column: 9 };
const input: HookInput = {
  ...{ method: "GET", uri: "/", querystring: "", requestHeaders: {}, responseHeaders: {}, dependencies: "work" },
};
const clean: RunFindings = {
  ...{ touchesResponse: true, rewrites: [], throwsOn: [], forced: [], reasons: [] },
  coverage: { branches: 2, reached: 2, unreached: [] },
};
const untouched: Reading = { touchesResponse: false, writes: [], opaque: [] };
const touched: Reading = { ...untouched, touchesResponse: true };

function rewrite(from: number, to: number, because?: string): Rewrite {
  return { from, to, input, ...(because === undefined ? {} : { because }) };
}

function reading(write: Partial<StatusWrite>): Reading {
  return { ...touched, writes: [{ position: at, target: "sure", value: 200, conditions: [], ...write }] };
}

function judge(
  read: Reading,
  run: Partial<RunFindings> = {},
  event: HookEvent = "origin-response",
  criteria?: number[],
) {
  const entry: Entry = { name: "handler", runtime: "lambda", event };
  return judgeHook("hook.js", entry, read, { ...clean, ...run }, criteria);
}

describe("judging a hook", () => {
  it("calls what a run showed a rewrite (HA-EDGE-01)", () => {
    expect(judge(reading({}), { rewrites: [rewrite(503, 200)] }).verdict).to.equal("rewrites-status");
  });

  it("calls a write that every status came past without a change clean (HA-EDGE-01)", () => {
    expect(judge(reading({}), { writes: [{ position: at, reached: true }] }).verdict).to.equal("keeps-status");
  });

  it("keeps a doubt about a write that no run came to (HA-EDGE-01)", () => {
    const world = { position: branch, text: "flag.on", on: "world" } as const;
    const verdict = judge(reading({ conditions: [world] }), { writes: [{ position: at, reached: false }] });
    expect(verdict.verdict).to.equal("may-rewrite");
    expect(verdict.reasons).to.deep.equal([
      {
        kind: "condition",
        message: "the status 200 is set under `flag.on`, which hangs on the outside world, and no run came there",
        position: at,
      },
    ]);
  });

  it("keeps a doubt about a write in a branch that no run entered (HA-EDGE-01)", () => {
    const run = { coverage: { branches: 2, reached: 1, unreached: [branch] } };
    expect(judge(reading({ within: [branch] }), run).verdict).to.equal("may-rewrite");
  });

  it("keeps a doubt about a status that comes from the outside world (HA-EDGE-01)", () => {
    const run = { writes: [{ position: at, reached: true }] };
    const verdict = judge(
      { ...touched, writes: [{ position: at, target: "sure", valueOn: "world", conditions: [] }] },
      run,
    );
    expect(verdict.verdict).to.equal("may-rewrite");
  });

  it("never calls a forced path alone a rewrite (HA-EDGE-01)", () => {
    expect(judge(touched, { forced: [{ branch, from: 503, to: 200 }] }).verdict).to.equal("may-rewrite");
  });

  it("has no doubt about a path that only another event could come to (HA-EDGE-01)", () => {
    const dead = [{ start: branch, end: { line: 4, column: 1 } }];
    const forced = [{ branch: { line: 3, column: 2 }, from: 200, to: 302 }];
    expect(judge({ ...touched, dead }, { forced }).verdict).to.equal("keeps-status");
    expect(
      judge({ ...touched, dead }, { forced: [{ ...forced[0], branch: { line: 4, column: 1 }, from: 200, to: 302 }] })
        .verdict,
    ).to.equal("may-rewrite");
  });

  it("calls code that cannot be read opaque, whatever its runs showed of what was made up for them (HA-EDGE-01)", () => {
    const opaque: Reading = { ...touched, opaque: [{ kind: "missing-module", message: "rules is not here" }] };
    expect(judge(opaque).verdict).to.equal("opaque");
    expect(judge(opaque, { rewrites: [rewrite(200, 502, "no response (LE-13)")] }).verdict).to.equal("opaque");
    expect(judge({ ...reading({}), opaque: opaque.opaque }, { rewrites: [rewrite(503, 200)] }).verdict).to.equal(
      "rewrites-status",
    );
  });

  it("calls code that could not be run opaque (HA-EDGE-01)", () => {
    expect(judge(touched, { reasons: [{ kind: "process", message: "it ended its process" }] }).verdict).to.equal(
      "opaque",
    );
  });

  it("calls what never touches a response no response hook, nor what runs at a request event (HA-EDGE-01)", () => {
    const run = { touchesResponse: false, rewrites: [rewrite(200, 302)] };
    expect(judge(touched, { rewrites: [rewrite(200, 302)] }, "origin-request").verdict).to.equal("not-a-response-hook");
    expect(judge(untouched, run).verdict).to.equal("not-a-response-hook");
  });

  it("names the criteria that a rewrite disables, those of a function that fails among them (LE-5, LE-10)", () => {
    const rewrites = [rewrite(503, 200), rewrite(500, 502), rewrite(404, 503, "it threw (LE-9)"), rewrite(410, 200)];
    expect(judge(reading({}), { rewrites }, "origin-response", [404, 500, 502, 503]).disablesFailoverOn).to.deep.equal([
      404, 503,
    ]);
  });

  it("names the good statuses that are turned into one of the criteria (LE-5)", () => {
    const rewrites = [rewrite(200, 503), rewrite(204, 503, "it threw (LE-9)"), rewrite(206, 418)];
    expect(judge(reading({}), { rewrites }).forcesFailoverOn).to.deep.equal([200]);
  });

  it("says that viewer-response disables no failover (CF-6)", () => {
    expect(judge(reading({}), { rewrites: [rewrite(503, 200)] }, "viewer-response").disablesFailoverOn).to.deep.equal(
      [],
    );
  });
});
