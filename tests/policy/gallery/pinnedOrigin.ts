import { expect } from "chai";
import type { GalleryEntry } from "../support/galleryEntry";
import { withLambda } from "../support/hooks";
import { handSite } from "../support/site";

const code = `exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  request.origin.s3.domainName = "site-primary.s3.us-east-1.amazonaws.com";
  request.origin.s3.region = "us-east-1";
  request.headers.host = [{ key: "Host", value: "site-primary.s3.us-east-1.amazonaws.com" }];
  return request;
};`;

export const entry: GalleryEntry = {
  that: "has a request hook that pins the origin",
  stack: () => handSite(withLambda("origin-request", code)),
  refusedBy: ["HA-EDGE-04"],
  so: "asks the failing bucket twice",
  proof: {
    promise: "failover",
    because:
      "the function hook at origin-request sends the request for replica to site-primary.s3.us-east-1.amazonaws.com",
    rule: "PL-9",
    fix: "let hook leave request.origin and the header host alone",
  },
  async fails(site) {
    expect((await site.get("/")).status).to.equal(200);
    site.lose("us-east-1");
    expect((await site.get("/about.html")).status).to.be.greaterThanOrEqual(500);
  },
};
