import { expect } from "chai";
import type { GalleryEntry } from "../support/galleryEntry";
import { handSite } from "../support/site";

export const entry: GalleryEntry = {
  that: "reaches its replica by the global endpoint",
  stack: () =>
    handSite({ replicaOrigin: (made, { replica }) => ({ ...made, domainName: replica.out("bucketDomainName") }) }),
  refusedBy: ["HA-FO-09"],
  so: "redirects its viewers after the failover instead of serving them (S3-11, FO-14)",
  proof: {
    promise: "failover",
    because: "the replica site-replica.s3.amazonaws.com answers 307: the name is the global endpoint",
    rule: "FO-14",
    fix: "set domainName of the origin replica to site-replica.s3.us-west-2.amazonaws.com",
  },
  async fails(site) {
    site.lose("us-east-1");
    expect((await site.get("/about.html")).status).not.to.equal(200);
  },
};
