import { expect } from "chai";
import fc from "fast-check";
import type { HookInput } from "../../../hooks";
import { changesOf, inputWords, rangesOf } from "../../../hooks/report/changes";
import { plainInput, rewrite } from "./support";

const statuses = fc.integer({ min: 200, max: 599 });

describe("statuses in words", () => {
  it("have neighbours together and each once", () => {
    expect(rangesOf([504, 500, 403, 501, 502, 503, 500])).to.equal("403, 500–504");
  });

  it("are counted where they are many", () => {
    const odd = Array.from({ length: 50 }, (_, index) => 201 + 2 * index);
    expect(rangesOf(odd)).to.equal("201, 203, 205, 207, 209, 211, 213, 215 and 42 more");
  });

  it("name or count every status and no other", () => {
    fc.assert(
      fc.property(fc.uniqueArray(statuses), (list) => {
        const [ranges = "", more = "0"] = rangesOf(list).split(" and ");
        let count = parseInt(more, 10);
        for (const range of ranges === "" ? [] : ranges.split(", ")) {
          const [first = NaN, last = first] = range.split("–").map(Number);
          for (let status = first; status <= last; status++, count++) expect(list).to.include(status);
        }
        expect(count).to.equal(list.length);
      }),
    );
  });
});

describe("the rewrites of a hook", () => {
  it("are one change where status, line, cause and input are the same", () => {
    const rewrites = [504, 500, 502].map((from) => rewrite(from, 200, { line: 3 }));
    expect(changesOf(rewrites)).to.deep.equal([
      { from: "500, 502, 504", to: 200, input: plainInput, line: 3, hangsOn: [] },
    ]);
  });

  it("are one change where a message names the status that came in", () => {
    const rewrites = [500, 501].map((from) => rewrite(from, 503, { because: `it threw Error: got ${from} (LE-9)` }));
    expect(changesOf(rewrites).map(({ from, because }) => [from, because])).to.deep.equal([
      ["500–501", "it threw Error: got 500 (LE-9)"],
    ]);
  });

  it("are several changes where anything of them differs", () => {
    const others = [
      rewrite(500, 200),
      rewrite(501, 201),
      rewrite(502, 200, { line: 9 }),
      rewrite(503, 200, { hangsOn: ["time"] }),
      rewrite(504, 200, { input: { ...plainInput, uri: "/a" } }),
      rewrite(505, 200, { because: "it threw (LE-9)" }),
    ];
    expect(changesOf(others)).to.have.length(6);
  });

  it("are all in the changes", () => {
    const some = fc.record({ from: statuses, to: fc.constantFrom(200, 404), line: fc.constantFrom(1, 2) });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 8 }), (list) => {
        const changes = changesOf(list.map(({ from, to, line }) => rewrite(from, to, { line })));
        for (const { from, to, line } of list) {
          const found = changes.filter((change) => change.to === to && change.line === line);
          expect(found).to.have.length(1);
          const ranges = found[0]?.from.split(", ").map((range) => range.split("–").map(Number)) ?? [];
          const isIn = ranges.some(([first = NaN, last = first]) => first <= from && from <= last);
          expect(isIn).to.equal(true);
        }
      }),
    );
  });
});

describe("the input of a change in words", () => {
  it("has the request, its headers, who answered and what failed", () => {
    const input: HookInput = {
      ...{ method: "HEAD", uri: "/a", querystring: "b=c", requestHeaders: { accept: "text/html" } },
      responseHeaders: { server: "x" },
      origin: "s3",
      member: "replica",
      dependencies: "fail",
      others: { clientIp: "192.0.2.1", repeat: "1" },
    };
    expect(inputWords(input)).to.equal(
      "HEAD /a?b=c, accept: text/html, response server: x, clientIp 192.0.2.1, not for the first time, S3 origin, " +
        "the replica, what it depends on fails",
    );
  });

  it("is short where nothing is special", () => {
    expect(inputWords(plainInput)).to.equal("GET /index.html");
  });
});
