import { expect } from "chai";
import type { GalleryEntry } from "../support/galleryEntry";
import { handSite } from "../support/site";

const policy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: "arn:aws:s3:::site-replica/*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    { Effect: "Deny", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::site-replica/*" },
  ],
});

export const entry: GalleryEntry = {
  that: "has a replica that denies the identity",
  stack: () =>
    handSite({ side: (kind, bucket, made) => (kind === "BucketPolicy" && bucket === "replica" ? { policy } : made) }),
  refusedBy: ["HA-S3-05"],
  so: "answers 403 to everybody after the failover",
  proof: {
    promise: "failover",
    because: "the replica answers 403: the policy of its bucket site-replica does not let the distribution read",
    rule: "S3-2",
    fix: "grant s3:GetObject on site-replica to what the origin replica names",
  },
  async fails(site) {
    expect((await site.get("/")).status).to.equal(200);
    site.lose("us-east-1");
    expect((await site.get("/about.html")).status).to.equal(403);
  },
};
