import { expect } from "chai";
import type { GalleryEntry } from "../support/galleryEntry";
import { handSite } from "../support/site";

export const entry: GalleryEntry = {
  that: "fetches its error page from the primary alone",
  stack: () =>
    handSite({
      distribution: (made) => ({
        ...made,
        customErrorResponses: [{ errorCode: 404, responseCode: 404, responsePagePath: "/errors/404.html" }],
        orderedCacheBehaviors: [
          { ...(made["defaultCacheBehavior"] as object), pathPattern: "/errors/*", targetOriginId: "primary" },
        ],
      }),
    }),
  refusedBy: ["HA-FO-01", "HA-FO-07"],
  so: "has none when that is gone",
  proof: {
    promise: "error-pages",
    because:
      "an unknown path with the primary down: it got 502, not the page, which the cache behavior /errors/* fetches from primary alone",
    rule: "CE-1",
    fix: "set targetOriginId of the cache behavior /errors/* to the originId of an origin group",
  },
  async fails(site) {
    site.lose("us-east-1");
    expect((await site.get("/missing.html")).text).not.to.equal("<p>errors/404.html</p>");
  },
};
