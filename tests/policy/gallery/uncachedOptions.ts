import { expect } from "chai";
import type { GalleryEntry } from "../support/galleryEntry";
import { handSite } from "../support/site";

export const entry: GalleryEntry = {
  that: "does not cache OPTIONS",
  stack: () => handSite({ behavior: () => ({ cachedMethods: ["GET", "HEAD"] }) }),
  refusedBy: ["HA-FO-06"],
  so: "asks the origin for every preflight",
  proof: {
    promise: "options",
    because: "OPTIONS is not among the cached methods",
    rule: "FO-8",
    fix: "add OPTIONS to cachedMethods",
  },
  async fails(site) {
    await site.get("/about.html", "OPTIONS");
    const { response } = await site.get("/about.html", "OPTIONS");
    expect(response.log.exchanges.length).to.be.greaterThan(0);
  },
};
