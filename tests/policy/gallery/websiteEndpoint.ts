import { expect } from "chai";
import type { GalleryEntry } from "../support/galleryEntry";
import { handSite } from "../support/site";

export const entry: GalleryEntry = {
  that: "reaches its replica by a website endpoint",
  stack: () =>
    handSite({
      replicaOrigin: () => ({
        originId: "replica",
        domainName: "site-replica.s3-website-us-west-2.amazonaws.com",
        customOriginConfig: { originProtocolPolicy: "http-only", httpPort: 80, httpsPort: 443 },
      }),
    }),
  refusedBy: ["HA-FO-09", "HA-S3-05"],
  so: "gets no page from a private bucket after the failover",
  proof: {
    promise: "failover",
    because: "the replica site-replica.s3-website-us-west-2.amazonaws.com answers 404: the name is a website endpoint",
    rule: "S3-12",
    fix: "set domainName of the origin replica to site-replica.s3.us-west-2.amazonaws.com",
  },
  async fails(site) {
    site.lose("us-east-1");
    expect((await site.get("/about.html")).status).to.be.greaterThanOrEqual(400);
  },
};
