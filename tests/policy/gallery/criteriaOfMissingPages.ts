import { expect } from "chai";
import type { GalleryEntry } from "../support/galleryEntry";
import { handSite } from "../support/site";

export const entry: GalleryEntry = {
  that: "fails over for 403 and 404 alone",
  stack: () => handSite({ criteria: [403, 404] }),
  refusedBy: ["HA-FO-02"],
  so: "does not when the region refuses connections or falls silent (FO-11, FO-12)",
  proof: {
    promise: "failover",
    because:
      "the failover criteria do not list 503, without which CloudFront does not fail over on a failed connection",
    rule: "FO-11",
    fix: "list 503 among the failover criteria (failoverCriteria.statusCodes",
    causes: 2,
  },
  async fails(site) {
    site.lose("us-east-1");
    expect((await site.get("/about.html")).status).to.be.greaterThanOrEqual(500);
    site.lose("us-east-1", "timeout");
    expect((await site.get("/sorry.html")).status).to.equal(504);
  },
};
