import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { GalleryEntry } from "./galleryEntry";

const load = createRequire(__filename);
const folder = join(__dirname, "..", "gallery");

/** Every file of the gallery. */
export const galleryEntries = readdirSync(folder).map(
  (file) => (load(join(folder, file)) as { readonly entry: GalleryEntry }).entry,
);
