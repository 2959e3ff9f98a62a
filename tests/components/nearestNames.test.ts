import { expect } from "chai";
import fc from "fast-check";
import { argumentNames } from "../../components/argumentNames";
import { editDistance, nearestNames } from "../../components/nearestNames";

describe("the names that are offered for one that nobody knows", () => {
  const cases: readonly (readonly [unknown: string, offered: string])[] = [
    ["replicaRegoin", "did you mean replicaRegion?"],
    ["primaryregion", "did you mean primaryRegion?"],
    ["failoverStatusCode", "did you mean failoverStatusCodes?"],
    ["waitForDeploy", "did you mean waitForDeployment?"],
    ["zzz", "the nearest are "],
  ];
  for (const [unknown, offered] of cases) {
    it(`are for ${unknown} those of which "${offered}…"`, () => {
      expect(nearestNames(unknown, argumentNames)).to.include(offered);
    });
  }

  it("are all of them where they are few and none is near", () => {
    expect(nearestNames("colour", ["name", "sources"])).to.equal("supply name or sources");
    expect(nearestNames("colour", ["name"])).to.equal("supply name");
  });

  it("are the one that is meant, for any two letters of an argument swapped, and never more than three", () => {
    fc.assert(
      fc.property(fc.constantFrom(...argumentNames), fc.nat(), (name, place) => {
        // One name that lies within another is as near to a slip as that one.
        fc.pre(!argumentNames.some((other) => other !== name && other.startsWith(name.slice(0, -1))));
        const at = place % (name.length - 1);
        const swapped = `${name.slice(0, at)}${name.charAt(at + 1)}${name.charAt(at)}${name.slice(at + 2)}`;
        expect(nearestNames(swapped, argumentNames)).to.equal(`did you mean ${name}?`);
      }),
    );
    fc.assert(
      fc.property(fc.string(), (unknown) => {
        const words = nearestNames(unknown, argumentNames).split(/\W+/);
        const offered = argumentNames.filter((name) => words.includes(name));
        expect(offered.length).to.be.within(1, 3);
      }),
    );
  });

  it("are ordered by a distance: nothing for the same, the same both ways, at most the longer's length", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (one, other) => {
        const distance = editDistance(one, other);
        expect(distance === 0).to.equal(one === other);
        expect(distance).to.equal(editDistance(other, one));
        expect(distance).to.be.within(Math.abs(one.length - other.length), Math.max(one.length, other.length));
      }),
    );
  });
});
