import { resolve } from "node:path";
import { readContent, type ContentFile, type Publication } from "../drills";
import { distributionOf, membersOf } from "../simulator/model/members";
import type { SiteModel } from "../simulator/model/siteModel";
import { bucketBehind } from "../simulator/supply";
import type { ContentOption } from "./options/content";
import { printAside } from "./print";

/** What a folder held, and the origin that it is for. */
export interface Contents {
  readonly origin?: string;
  readonly content: readonly ContentFile[];
}

/** Reads every folder; what is left out of one is said on stderr. Throws `E_CONTENT`. */
export async function readContents(folders: readonly ContentOption[]): Promise<readonly Contents[]> {
  const read: Contents[] = [];
  for (const { folder, ...origin } of folders) {
    const content = await readContent(resolve(folder), (paths) => {
      const more = paths.length > 3 ? ` and ${paths.length - 3} more` : "";
      printAside(`left out of the content: ${paths.slice(0, 3).join(", ")}${more}`);
    });
    read.push({ ...origin, content });
  }
  return read;
}

/**
 * What names the primary, or nobody, is the site's own content: drills know from it what is right. Throws
 * `E_ORIGIN_UNKNOWN` for an origin that is no bucket.
 */
export function sortedContents(
  model: SiteModel,
  contents: readonly Contents[],
): { readonly content: readonly ContentFile[]; readonly publications: readonly Publication[] } {
  const distribution = distributionOf(model);
  const primary = distribution === undefined ? undefined : membersOf(distribution.config)?.primary.Id;
  const own: ContentFile[] = [];
  const publications: Publication[] = [];
  for (const { origin, content } of contents) {
    if (origin !== undefined) bucketBehind(model, origin, "--content");
    if (origin === undefined || origin === primary) own.push(...content);
    else publications.push({ origin, content });
  }
  return { content: own, publications };
}
