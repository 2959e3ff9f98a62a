import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { runConsoleBlocks } from "./docs/consoleBlocks";
import { takePictures } from "./docs/hookPictures";

/**
 * `npm run docs:hooks`: runs every command of docs/hooks-and-failover.md and writes what it prints today below it;
 * with `--pictures` the pictures too, which takes Chromium.
 */
async function main(): Promise<void> {
  const file = resolve(__dirname, "..", "docs", "hooks-and-failover.md");
  writeFileSync(file, await runConsoleBlocks(readFileSync(file, "utf8")));
  if (process.argv.includes("--pictures")) await takePictures(resolve(__dirname, "..", "docs", "pictures"));
}

void main();
