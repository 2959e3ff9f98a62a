import { expect } from "chai";
import * as fc from "fast-check";
import { samplesOf } from "../../../hooks/run/regexSamples";

const piece = fc.constantFrom(
  "a",
  "\\d",
  "\\w+",
  "[a-f]",
  "[^/]+",
  "(?:x|y)",
  "(\\.html)?",
  ".*",
  "b{2,3}",
  "\\/",
  "^",
  "$",
  "(?=z)",
  "\\b",
  "|",
);

describe("strings that a regular expression matches", () => {
  it("gives nothing but matches, and ends", () => {
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), (pieces) => {
        const pattern = new RegExp(pieces.join(""));
        for (const sample of samplesOf(pattern))
          expect(pattern.test(sample), `${String(pattern)} ${sample}`).to.equal(true);
      }),
    );
  });

  it("finds one for each way at its top", () => {
    expect(samplesOf(/^\/(?:old|older)\/\d{3}$|\.pdf$|[^a]x/i)).to.deep.equal(["/old/111", ".pdf", "1x"]);
  });

  it("finds none for what it does not understand", () => {
    expect(samplesOf(/(?=b)a/)).to.deep.equal([]);
  });
});
