import { expect } from "chai";
import type { GalleryEntry } from "../support/galleryEntry";
import { withFunction } from "../support/hooks";
import { handSite } from "../support/site";

const code = `import cf from "cloudfront";
function handler(event) {
  cf.selectRequestOriginById("primary");
  return event.request;
}`;

export const entry: GalleryEntry = {
  that: "has a function that puts one origin in place of the group",
  stack: () => handSite(withFunction("viewer-request", code)),
  refusedBy: ["HA-EDGE-08"],
  so: "does not fail over (CF-16)",
  proof: {
    promise: "failover",
    because: "the function hook at viewer-request puts one origin in the place of the group",
    rule: "CF-16",
    fix: "let hook leave the origin alone, or call cf.createRequestOriginGroup",
  },
  async fails(site) {
    site.lose("us-east-1");
    expect((await site.get("/about.html")).status).to.be.greaterThanOrEqual(400);
  },
};
