import { expect } from "chai";
import type { GalleryEntry } from "../support/galleryEntry";
import { handSite } from "../support/site";

export const entry: GalleryEntry = {
  that: "keeps CloudFront's own timeouts",
  stack: () =>
    handSite({
      primaryOrigin: ({ connectionAttempts: _attempts, connectionTimeout: _timeout, ...made }) => made,
    }),
  refusedBy: ["HA-FO-05"],
  so: "keeps a viewer waiting for longer than a minute while the primary is silent (FO-T3)",
  proof: {
    promise: "failover",
    because: "a viewer waits up to 3 × (10 + 30) = 120 s (FO-T3) before the replica is asked, where 35 s is the budget",
    rule: "FO-T3",
    fix: "set connectionAttempts of the origin primary to 1 and its connectionTimeout to 5 or less",
  },
  async fails(site) {
    site.lose("us-east-1", "timeout");
    const { status, response } = await site.get("/about.html");
    expect(status).to.equal(200);
    expect(response.log["time-taken-ms"]).to.be.greaterThan(60_000);
  },
};
