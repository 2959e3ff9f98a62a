import { expect } from "chai";
import type { GalleryEntry } from "../support/galleryEntry";
import { handSite } from "../support/site";

export const entry: GalleryEntry = {
  that: "has an error page that turns 503 into 200",
  stack: () =>
    handSite({
      distribution: (made) => ({
        ...made,
        customErrorResponses: [{ errorCode: 503, responseCode: 200, responsePagePath: "/sorry.html" }],
      }),
    }),
  refusedBy: ["HA-FO-08"],
  so: "says 200 while both regions are gone",
  proof: {
    promise: "error-pages",
    because: "GET got 200 while both regions answer 503: the custom error response makes 200 of it",
    rule: "CE-10",
    fix: "set responseCode of the custom error response for 503 to 503",
  },
  async fails(site) {
    await site.get("/sorry.html");
    site.lose("us-east-1", "service-unavailable");
    site.lose("us-west-2", "service-unavailable");
    expect(await site.get("/about.html")).to.include({ status: 200, text: "<p>sorry.html</p>" });
  },
};
