import { expect } from "chai";
import type { GalleryEntry } from "../support/galleryEntry";
import { withFunction } from "../support/hooks";
import { handSite } from "../support/site";

const code = `function handler(event) {
  event.response.headers["x-frame-options"] = { value: "DENY" };
  return event.response;
}`;

export const entry: GalleryEntry = {
  that: "sets a security header at viewer-response alone",
  stack: () => handSite({ ...withFunction("viewer-response", code), headers: { frameOptions: undefined } }),
  refusedBy: ["HA-EDGE-05", "HA-HDR-01"],
  so: "serves errors without it (CF-6)",
  async fails(site) {
    expect((await site.get("/about.html")).response.headers).to.have.property("x-frame-options");
    expect((await site.get("/missing.html")).response.headers).not.to.have.property("x-frame-options");
  },
};
