import { expect } from "chai";
import { galleryEntries } from "./support/galleryEntries";
import { withSite } from "./support/galleryEntry";
import { refusedBy } from "./support/judge";
import { rewriting } from "./support/verdicts";

// Of all its hooks one alone speaks of a status.
const examine = rewriting([503, 200]);

describe("the gallery: what the rules say of a site is what its viewers get", () => {
  for (const entry of galleryEntries) {
    const rules = entry.refusedBy.length === 0 ? "is let pass" : `is refused by ${entry.refusedBy.join(", ")}`;
    it(`a site that ${entry.that} ${rules}`, async () => {
      expect(await refusedBy(entry.stack(), examine)).to.deep.equal(entry.refusedBy);
    });

    it(`a site that ${entry.that} ${entry.so}`, () => withSite(entry.stack(), (site) => entry.fails(site)));
  }
});
