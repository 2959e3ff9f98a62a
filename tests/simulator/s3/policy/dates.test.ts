import { expect } from "chai";
import * as fc from "fast-check";
import { dateOf } from "../../../../simulator/s3/policy/dates";

describe("a date in a policy", () => {
  for (const [text, instant] of [
    ["2030", "2030-01-01T00:00:00.000Z"],
    ["2030-02", "2030-02-01T00:00:00.000Z"],
    ["2030-02-03", "2030-02-03T00:00:00.000Z"],
    ["2030-02-03T04:05Z", "2030-02-03T04:05:00.000Z"],
    ["2030-02-03T04:05:06Z", "2030-02-03T04:05:06.000Z"],
    ["2030-02-03T04:05:06.5+01:30", "2030-02-03T02:35:06.500Z"],
    ["2028-02-29", "2028-02-29T00:00:00.000Z"],
    ["1904281689", "2030-05-06T07:08:09.000Z"],
  ] as const) {
    it(`may be ${text}`, () => {
      expect(new Date(dateOf(text) ?? NaN).toISOString()).to.equal(instant);
    });
  }

  for (const text of [
    "",
    "soon",
    "2030-13",
    "2030-02-29",
    "2030-04-31",
    "2030-02-03T04:05:06",
    "2030-02-03 04:05Z",
    "-1",
  ]) {
    it(`is not ${JSON.stringify(text)}`, () => {
      expect(dateOf(text)).to.be.undefined;
    });
  }

  it("is read as it was written, as a date and as seconds since the epoch", () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 250_000_000_000 }), (seconds) => {
        const date = new Date(seconds * 1000).toISOString();
        return dateOf(date) === seconds * 1000 && dateOf(String(seconds)) === seconds * 1000;
      }),
    );
  });
});
