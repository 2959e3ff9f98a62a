import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { takeConsolePicture } from "./docs/consolePicture";
import { takeHookPictures } from "./docs/hookPictures";

const folder = resolve(__dirname, "../docs/pictures");

/** `npm run pictures`: takes every picture of the documents. Needs Chromium. */
async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await takeConsolePicture(folder);
  await takeHookPictures(folder);
}

void main();
