import { expect } from "chai";
import type { GalleryEntry } from "../support/galleryEntry";
import { handSite } from "../support/site";

export const entry: GalleryEntry = {
  that: "has one bucket as both members",
  stack: () =>
    handSite({
      replicaOrigin: (made, { primary }) => ({ ...made, domainName: primary.out("bucketRegionalDomainName") }),
    }),
  refusedBy: ["HA-FO-03"],
  so: "fails over from the failing bucket to the failing bucket",
  proof: {
    promise: "failover",
    because: "both members of the group lead to the bucket site-primary: when it fails, so does what takes over",
    rule: "FO-1",
    fix: "set domainName of the origin replica to the regional endpoint of another bucket",
  },
  async fails(site) {
    site.lose("us-east-1");
    expect((await site.get("/about.html")).status).to.be.greaterThanOrEqual(500);
  },
};
