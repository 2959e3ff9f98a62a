import { expect } from "chai";
import type { GalleryEntry } from "../support/galleryEntry";
import { handSite } from "../support/site";

type Rules = readonly Readonly<Record<string, unknown>>[];

export const entry: GalleryEntry = {
  that: "replicates one prefix",
  stack: () =>
    handSite({
      side: (kind, _bucket, made) =>
        kind === "BucketReplicationConfig"
          ? { ...made, rules: [{ ...(made["rules"] as Rules)[0], filter: { prefix: "errors/" } }] }
          : made,
    }),
  refusedBy: ["HA-S3-01"],
  so: "has no pages after the failover",
  proof: {
    promise: "replication",
    because: "was published to site-primary and did not reach site-replica",
    rule: "RP-3",
    fix: "name site-replica as its destination, with an empty prefix",
  },
  async fails(site) {
    site.lose("us-east-1");
    expect((await site.get("/about.html")).status).to.be.oneOf([403, 404]);
  },
};
