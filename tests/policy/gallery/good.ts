import { expect } from "chai";
import type { GalleryEntry } from "../support/galleryEntry";
import { handSite } from "../support/site";

export const entry: GalleryEntry = {
  that: "obeys every rule",
  stack: () => handSite(),
  refusedBy: [],
  so: "serves its pages without the primary's region",
  async fails(site) {
    expect((await site.get("/")).text).to.equal("<p>index.html</p>");
    site.lose("us-east-1");
    expect(await site.get("/about.html")).to.include({ status: 200, text: "<p>about.html</p>" });
  },
};
