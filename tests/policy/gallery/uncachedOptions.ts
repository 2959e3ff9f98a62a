import { expect } from "chai";
import type { GalleryEntry } from "../support/galleryEntry";
import { handSite } from "../support/site";

export const entry: GalleryEntry = {
  that: "does not cache OPTIONS",
  stack: () => handSite({ behavior: () => ({ cachedMethods: ["GET", "HEAD"] }) }),
  refusedBy: ["HA-FO-06"],
  so: "asks the origin for every preflight",
  async fails(site) {
    await site.get("/about.html", "OPTIONS");
    const { response } = await site.get("/about.html", "OPTIONS");
    expect(response.log.exchanges.length).to.be.greaterThan(0);
  },
};
