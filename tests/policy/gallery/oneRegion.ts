import { expect } from "chai";
import type { GalleryEntry } from "../support/galleryEntry";
import { handSite } from "../support/site";

export const entry: GalleryEntry = {
  that: "has both buckets in one region",
  stack: () => handSite({ replicaRegion: "us-east-1" }),
  refusedBy: ["HA-FO-03"],
  so: "loses both with it",
  proof: {
    promise: "failover",
    because: "both buckets stand in us-east-1: what takes that region takes both",
    rule: "FO-18",
    fix: "give the origin replica a bucket in another region than us-east-1",
  },
  async fails(site) {
    site.lose("us-east-1");
    expect((await site.get("/about.html")).status).to.be.greaterThanOrEqual(500);
  },
};
