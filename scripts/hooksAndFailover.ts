import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { runConsoleBlocks } from "./docs/consoleBlocks";

/** `npm run docs:hooks`: runs every command of docs/hooks-and-failover.md and writes what it prints today below it. */
async function main(): Promise<void> {
  const file = resolve(__dirname, "..", "docs", "hooks-and-failover.md");
  writeFileSync(file, await runConsoleBlocks(readFileSync(file, "utf8")));
}

void main();
