import { expect } from "chai";
import * as fc from "fast-check";
import { matchesArn, matchesWildcard } from "../../../../simulator/s3/policy/wildcard";

describe("IAM's wildcards", () => {
  it("match as the regular expression of the same meaning does", () => {
    const pattern = fc.string({ unit: fc.constantFrom("a", "b", "/", ".", "*", "?"), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom("a", "b", "/", "."), maxLength: 10 });
    fc.assert(
      fc.property(pattern, text, (wildcard, subject) => {
        const source = wildcard.replaceAll(".", "\\.").replaceAll("*", ".*").replaceAll("?", ".");
        expect(matchesWildcard(wildcard, subject)).to.equal(new RegExp(`^${source}$`, "s").test(subject));
      }),
      { numRuns: 500 },
    );
  });

  it("cost no more for a pattern of many stars", () => {
    expect(matchesWildcard(`${"*a".repeat(200)}b`, "a".repeat(5000))).to.be.false;
  });

  it("do not reach over a colon in an ARN's first five parts", () => {
    expect(matchesArn("arn:aws:s3:::b/*", "arn:aws:s3:::b/c:d")).to.be.true;
    expect(matchesArn("arn:aws:*:b", "arn:aws:s3:::b")).to.be.false;
  });
});
