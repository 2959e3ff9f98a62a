import { expect } from "chai";
import { keyValueFileOf } from "../../../../simulator/model/file/keyValueFile";
import { refusalOf } from "../../../support/refusal";

describe("a file of a key-value store (CF-12)", () => {
  const forms: readonly [string, unknown][] = [
    ["what CloudFront imports", { data: [{ key: "a", value: "1" }] }],
    ["what list-keys prints", { Items: [{ Key: "a", Value: "1" }] }],
    ["an object of strings", { a: "1" }],
  ];
  for (const [what, value] of forms) {
    it(`is ${what}`, () => {
      expect([...keyValueFileOf(value)]).to.deep.equal([["a", "1"]]);
    });
  }

  for (const other of [null, [], "a", { a: 1 }, { data: [{ key: "a" }] }, { data: [7] }]) {
    it(`is not ${JSON.stringify(other)}`, async () => {
      expect((await refusalOf(() => keyValueFileOf(other))).code).to.equal("E_FILE");
    });
  }
});
