import { CodedError } from "../aws/codedError";
import type { ReadySite } from "../cli/siteOptions";
import type { Site } from "./site";

/** What a site is to the functions of this folder alone: programs must not come to depend on how it is kept. */
const insides = new WeakMap<Site, ReadySite>();

export function keepInside(site: Site, inside: ReadySite): void {
  insides.set(site, inside);
}

/** Throws `E_USAGE` for what `openSite` has not made. */
export function insideOf(site: Site): ReadySite {
  const inside = insides.get(site);
  if (inside !== undefined) return inside;
  throw new CodedError(
    "E_USAGE",
    "a site must come from openSite, got something else; supply what it resolves to",
    "site",
  );
}
