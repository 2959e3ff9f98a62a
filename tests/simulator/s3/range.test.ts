import { expect } from "chai";
import * as fc from "fast-check";
import { parseRange } from "../../../simulator/s3/range";
import { ask, bucket, bytes, codeOf, header, headersOf, textOf, world } from "./support";

describe("a range", () => {
  const cases: readonly [header: string | undefined, size: number, expected: string][] = [
    [undefined, 10, "whole"],
    ["bytes=0-0", 10, "0-0"],
    ["bytes=2-5", 10, "2-5"],
    ["bytes=2-99", 10, "2-9"],
    ["bytes=9-", 10, "9-9"],
    ["bytes=-3", 10, "7-9"],
    ["bytes=-99", 10, "0-9"],
    ["bytes=10-", 10, "unsatisfiable"],
    ["bytes=-0", 10, "unsatisfiable"],
    ["bytes=0-", 0, "unsatisfiable"],
    ["bytes=5-2", 10, "whole"],
    ["bytes=-", 10, "whole"],
    ["bytes=0-1,4-5", 10, "whole"],
    ["items=0-1", 10, "whole"],
  ];
  for (const [value, size, expected] of cases) {
    it(`${value ?? "that is absent"} of ${size} bytes is ${expected}`, () => {
      const range = parseRange(value, size);
      expect(range.kind === "part" ? `${range.first}-${range.last}` : range.kind).to.equal(expected);
    });
  }

  it("never leaves the object, whatever the header says", () => {
    const odd = fc.oneof(
      fc.string(),
      fc.tuple(fc.nat(20), fc.nat(20)).map(([a, b]) => `bytes=${a}-${b}`),
    );
    fc.assert(
      fc.property(odd, fc.nat(12), (value, size) => {
        const range = parseRange(value, size);
        return range.kind !== "part" || (range.first >= 0 && range.first <= range.last && range.last < size);
      }),
    );
  });

  it("answers 206 with Content-Range, 416 with the size, and the whole object for several ranges (S3-13)", async () => {
    const { s3 } = world([bucket("site", "us-east-1")]);
    s3.putObject("site", "a", { body: bytes("0123456789") });
    const part = await ask(s3, "/a", headersOf({ range: "bytes=2-4" }));
    expect([part.status, textOf(part.body)]).to.deep.equal([206, "234"]);
    expect([header(part, "content-range"), header(part, "content-length")]).to.deep.equal(["bytes 2-4/10", "3"]);
    const beyond = await ask(s3, "/a", headersOf({ range: "bytes=10-" }));
    expect([beyond.status, codeOf(beyond), header(beyond, "content-range")]).to.deep.equal([
      416,
      "InvalidRange",
      "bytes */10",
    ]);
    expect((await ask(s3, "/a", headersOf({ range: "bytes=0-1,3-4" }))).status).to.equal(200);
    const head = await ask(s3, "/a", { method: "HEAD", ...headersOf({ range: "bytes=2-4" }) });
    expect([head.status, header(head, "content-length"), head.body.byteLength]).to.deep.equal([206, "3", 0]);
  });
});
