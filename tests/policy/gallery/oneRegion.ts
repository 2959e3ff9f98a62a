import { expect } from "chai";
import type { GalleryEntry } from "../support/galleryEntry";
import { handSite } from "../support/site";

export const entry: GalleryEntry = {
  that: "has both buckets in one region",
  stack: () => handSite({ replicaRegion: "us-east-1" }),
  refusedBy: ["HA-FO-03"],
  so: "loses both with it",
  async fails(site) {
    site.lose("us-east-1");
    expect((await site.get("/about.html")).status).to.be.greaterThanOrEqual(500);
  },
};
