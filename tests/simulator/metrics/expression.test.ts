import { expect } from "chai";
import fc from "fast-check";
import { CodedError } from "../../../aws/codedError";
import { evaluateExpression } from "../../../simulator/metrics/expression";

const series = new Map([
  ["gets", [4, 2, undefined]],
  ["refused", [1, undefined, undefined]],
  ["zero", [0, 0, 0]],
]);

describe("metric math", () => {
  const known: readonly (readonly [expression: string, result: readonly (number | undefined)[]])[] = [
    ["gets", [4, 2, undefined]],
    ["gets - refused", [3, undefined, undefined]],
    ["gets - FILL(refused, 0)", [3, 2, undefined]],
    ["FILL(gets, 0) * 2 + 1", [9, 5, 1]],
    ["2 * (gets + 1) / 4", [2.5, 1.5, undefined]],
    ["10 - 2 - 3", [5, 5, 5]],
    ["MIN([gets, refused])", [1, undefined, undefined]],
    ["MAX([gets, 3])", [4, 3, undefined]],
    ["gets / zero", [undefined, undefined, undefined]],
  ];
  for (const [expression, result] of known) {
    it(`knows ${expression}`, () => {
      expect(evaluateExpression(expression, series)).to.deep.equal(result);
    });
  }

  for (const expression of [
    "SUM(METRICS())",
    "IF(gets > 1, 1, 0)",
    "gets -",
    "(gets",
    "other",
    "gets refused",
    "FILL(gets, REPEAT)",
    "",
  ]) {
    it(`refuses ${expression === "" ? "nothing" : expression}`, () => {
      expect(() => evaluateExpression(expression, series))
        .to.throw(CodedError, "metric math")
        .with.property("code", "E_ALARM");
    });
  }

  it("gives a series of the same length, or is refused, whatever is written", () => {
    const piece = fc.constantFrom(
      "gets",
      "refused",
      "1",
      "2.5",
      "+",
      "-",
      "*",
      "/",
      "(",
      ")",
      "FILL(",
      "MIN([",
      "])",
      ",",
      " ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        try {
          expect(evaluateExpression(pieces.join(""), series)).to.have.lengthOf(3);
        } catch (error) {
          expect(error).to.be.instanceOf(CodedError);
        }
      }),
    );
  });
});
