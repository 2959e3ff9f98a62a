import { expect } from "chai";
import type { GalleryEntry } from "../support/galleryEntry";
import { withLambda } from "../support/hooks";
import { handSite } from "../support/site";

const code = `exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  if (Number(response.status) >= 500) response.status = "200";
  return response;
};`;

export const entry: GalleryEntry = {
  that: "has a response hook that masks 5xx",
  stack: () => handSite(withLambda("origin-response", code)),
  refusedBy: ["HA-EDGE-01", "HA-EDGE-01-stack"],
  so: "answers 200 without the page, and never asks the replica (LE-4)",
  proof: {
    promise: "hooks-keep-failover",
    because: "the hook hook leaves no failover: CloudFront decides after it has run",
    rule: "LE-4",
    fix: "let hook hand back the status that it receives",
  },
  async fails(site) {
    site.lose("us-east-1", "service-unavailable");
    const { status, text } = await site.get("/about.html");
    expect(status).to.equal(200);
    expect(text).not.to.equal("<p>about.html</p>");
  },
};
