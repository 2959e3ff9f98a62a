import { expect } from "chai";
import type { GalleryEntry } from "../support/galleryEntry";
import { withFunction } from "../support/hooks";
import { handSite } from "../support/site";

const code = `function handler(event) {
  event.response.headers["referrer-policy"] = { value: "same-origin" };
  return event.response;
}`;

export const entry: GalleryEntry = {
  that: "sets a security header at viewer-response alone",
  stack: () => handSite({ ...withFunction("viewer-response", code), headers: { referrerPolicy: undefined } }),
  refusedBy: ["HA-EDGE-05", "HA-HDR-01"],
  so: "serves errors without it (CF-6)",
  proof: {
    promise: "security-headers",
    because: "a response of class 404 has no referrer-policy",
    rule: "CF-6",
    fix: "set responseHeadersPolicyId of the default cache behavior to a policy that has them",
  },
  async fails(site) {
    expect((await site.get("/about.html")).response.headers).to.have.property("referrer-policy");
    expect((await site.get("/missing.html")).response.headers).not.to.have.property("referrer-policy");
  },
};
