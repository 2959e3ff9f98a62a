import { expect } from "chai";
import fc from "fast-check";
import { multipartBody, parseRange } from "../../../simulator/cloudfront/ranges";

describe("a Range header", () => {
  const one = (first: number, last: number): unknown => ({ kind: "ranges", ranges: [{ first, last }] });
  const cases: readonly [header: string | undefined, answer: unknown][] = [
    ["bytes=0-9", one(0, 9)],
    ["bytes=90-", one(90, 99)],
    ["bytes=-10", one(90, 99)],
    ["bytes=-1000", one(0, 99)],
    ["bytes=95-1000", one(95, 99)],
    [
      "bytes=0-1, 5-6",
      {
        kind: "ranges",
        ranges: [
          { first: 0, last: 1 },
          { first: 5, last: 6 },
        ],
      },
    ],
    ["bytes=100-", { kind: "unsatisfiable" }],
    ["bytes=-0", { kind: "unsatisfiable" }],
    ["bytes=5-6, 0-1", { kind: "whole" }],
    ["bytes=0-6, 5-9", { kind: "whole" }],
    ["bytes=9-0", { kind: "whole" }],
    ["bytes=a-b", { kind: "whole" }],
    ["bytes=-", { kind: "whole" }],
    ["lines=0-9", { kind: "whole" }],
    [undefined, { kind: "whole" }],
  ];
  for (const [header, answer] of cases) {
    it(`of 100 bytes: ${header ?? "none"} (HD-59..63)`, () => {
      expect(parseRange(header, 100)).to.deep.equal(answer);
    });
  }

  it("never leads outside the object, and its ranges ascend", () => {
    const spec = fc
      .tuple(fc.option(fc.nat(120)), fc.option(fc.nat(120)))
      .map(([from, to]) => `${from ?? ""}-${to ?? ""}`);
    fc.assert(
      fc.property(fc.array(spec, { minLength: 1, maxLength: 4 }), fc.nat(100), (specs, length) => {
        const answer = parseRange(`bytes=${specs.join(",")}`, length);
        if (answer.kind !== "ranges") return;
        let before = -1;
        for (const { first, last } of answer.ranges) {
          expect(first).to.be.above(before);
          expect(last).to.be.within(first, length - 1);
          before = last;
        }
      }),
    );
  });

  it("of several parts gives each with its place (SIM-18)", () => {
    const body = Buffer.from(
      multipartBody(
        Buffer.from("0123456789"),
        [
          { first: 0, last: 1 },
          { first: 8, last: 9 },
        ],
        "text/plain",
        "B",
      ),
    ).toString();
    expect(body).to.contain("Content-Range: bytes 0-1/10\r\n\r\n01\r\n--B");
    expect(body).to.contain("Content-Range: bytes 8-9/10\r\n\r\n89\r\n--B--");
  });
});
