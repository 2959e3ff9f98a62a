import { expect } from "chai";
import type { GalleryEntry } from "../support/galleryEntry";
import { handSite } from "../support/site";

export const entry: GalleryEntry = {
  that: "has no default root object",
  stack: () => handSite({ distribution: ({ defaultRootObject: _none, ...made }) => made }),
  refusedBy: ["HA-CF-01"],
  so: "does not serve its front page",
  proof: {
    promise: "private",
    because: "GET / shows what the bucket holds: without a default root object",
    rule: "PL-4",
    fix: "set defaultRootObject of the distribution",
  },
  async fails(site) {
    expect((await site.get("/")).text).not.to.equal("<p>index.html</p>");
  },
};
