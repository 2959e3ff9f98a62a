import { expect } from "chai";
import type { GalleryEntry } from "../support/galleryEntry";
import { handSite } from "../support/site";

export const entry: GalleryEntry = {
  that: "has a group that no behavior targets",
  stack: () => handSite({ behavior: () => ({ targetOriginId: "primary" }) }),
  refusedBy: ["HA-FO-01"],
  so: "is gone with the primary's region",
  proof: {
    promise: "failover",
    because: "the default cache behavior targets the origin primary alone, so that nothing takes over when it fails",
    rule: "FO-2",
    fix: "set targetOriginId of the default cache behavior to the originId of an origin group",
  },
  async fails(site) {
    site.lose("us-east-1");
    expect((await site.get("/about.html")).status).to.be.greaterThanOrEqual(500);
  },
};
