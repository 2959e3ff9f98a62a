import { expect } from "chai";
import { evaluateConditions, ifRangeHolds, revalidationHeaders } from "../../../simulator/cloudfront/conditional";

const modified = "Thu, 01 Jan 2026 00:00:00 GMT";
const later = "Fri, 02 Jan 2026 00:00:00 GMT";
const stored = { etag: '"abc"', "last-modified": modified };

describe("a viewer's conditions on a hit", () => {
  const cases: readonly [headers: Record<string, string>, status: 304 | 412 | undefined][] = [
    [{ "if-none-match": '"abc"' }, 304],
    [{ "if-none-match": 'W/"abc"' }, 304],
    [{ "if-none-match": '"x", "abc"' }, 304],
    [{ "if-none-match": "*" }, 304],
    [{ "if-none-match": '"x"' }, undefined],
    [{ "if-none-match": '"x"', "if-modified-since": later }, undefined],
    [{ "if-modified-since": modified }, 304],
    [{ "if-modified-since": "Wed, 31 Dec 2025 00:00:00 GMT" }, undefined],
    [{ "if-match": '"abc"' }, undefined],
    [{ "if-match": '"x"' }, 412],
    [{ "if-unmodified-since": "Wed, 31 Dec 2025 00:00:00 GMT" }, 412],
    [{ "if-unmodified-since": later }, undefined],
    [{}, undefined],
  ];
  for (const [headers, status] of cases) {
    it(`give ${status ?? "the object"} for ${JSON.stringify(headers)} (HD-53, HD-54)`, () => {
      expect(evaluateConditions(headers, stored, "weak")).to.equal(status);
    });
  }

  it("compare strongly when SIM-16 says so", () => {
    expect(evaluateConditions({ "if-none-match": 'W/"abc"' }, stored, "strong")).to.equal(undefined);
    expect(evaluateConditions({ "if-none-match": '"abc"' }, stored, "strong")).to.equal(304);
  });

  it("let a range stand for a strong tag or the exact date only (HD-64)", () => {
    expect(ifRangeHolds('"abc"', stored)).to.equal(true);
    expect(ifRangeHolds('W/"abc"', { etag: 'W/"abc"' })).to.equal(false);
    expect(ifRangeHolds(modified, stored)).to.equal(true);
    expect(ifRangeHolds(later, stored)).to.equal(false);
    expect(ifRangeHolds(undefined, stored)).to.equal(true);
  });
});

describe("a revalidation", () => {
  it("sends the stored validators, and the origin's own tag for a compressed copy (HD-56)", () => {
    expect(revalidationHeaders(stored, undefined)).to.deep.equal({
      "if-none-match": '"abc"',
      "if-modified-since": modified,
    });
    expect(revalidationHeaders({ etag: 'W/"abc"' }, '"abc"')).to.deep.equal({ "if-none-match": '"abc"' });
    expect(revalidationHeaders({}, undefined)).to.deep.equal({});
  });
});
