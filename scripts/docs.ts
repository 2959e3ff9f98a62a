import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { generatedPages } from "./docs/pages";

/** `npm run docs`: writes the documents that are made from the sources. */
for (const [path, text] of Object.entries(generatedPages())) {
  const file = resolve(__dirname, "..", path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
