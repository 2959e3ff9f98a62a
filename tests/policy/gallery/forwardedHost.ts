import { expect } from "chai";
import type { GalleryEntry } from "../support/galleryEntry";
import { handSite } from "../support/site";

export const entry: GalleryEntry = {
  that: "forwards the viewer's Host",
  stack: () => handSite({ behavior: () => ({ originRequestPolicyId: "216adef6-5c7f-47e4-b989-5492eafa07d3" }) }),
  refusedBy: ["HA-FO-10"],
  so: "gets 403 from both buckets, region lost or not (S3-14)",
  proof: {
    promise: "primary-serves",
    because: "the primary answers 403 to everything: the viewer's Host is forwarded",
    rule: "S3-14",
    fix: "set originRequestPolicyId to a policy without Host",
  },
  async fails(site) {
    expect((await site.get("/about.html")).status).to.equal(403);
  },
};
