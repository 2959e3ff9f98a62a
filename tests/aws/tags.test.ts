import { expect } from "chai";
import { isTagKey, isTagValue } from "../../aws/tags";

describe("a tag", () => {
  it("has a key of 1 to 128 characters that AWS does not keep to itself", () => {
    for (const key of ["a", "cost center", "Ümlaut/1", "k".repeat(128)]) expect(isTagKey(key), key).to.equal(true);
    for (const key of ["", "aws:x", "AWS:x", "k".repeat(129), "semi;colon"]) expect(isTagKey(key), key).to.equal(false);
  });

  it("has a value of at most 256 characters", () => {
    for (const value of ["", "docs@example.com", "v".repeat(256)]) expect(isTagValue(value)).to.equal(true);
    for (const value of ["v".repeat(257), "<b>"]) expect(isTagValue(value)).to.equal(false);
  });
});
