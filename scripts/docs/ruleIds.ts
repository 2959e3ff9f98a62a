import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const family = "(?:PL|FO|CA|CE|LE|CF|RH|S3|RP|OB|MO|HD)";
const number = "(?:T?\\d+b?)";
const ids = new RegExp(
  `(?<![\\w-])(${family})-(${number})(?:(\\.\\.| to |/)(?:${family}-)?(${number}))?(?![\\w-])`,
  "g",
);

/** Every rule id that a text quotes; `CA-13..16` and `PL-1 to PL-12` are all between, `LE-14/15` are two. */
export function ruleIdsIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [, rules = "", first = "", joint, last] of text.matchAll(ids)) {
    found.add(`${rules}-${first}`);
    if (last === undefined) continue;
    found.add(`${rules}-${last}`);
    if (joint === "/") continue;
    const letter = first.startsWith("T") ? "T" : "";
    for (let id = numberOf(first) + 1; id < numberOf(last); id++) found.add(`${rules}-${letter}${id}`);
  }
  return found;
}

function numberOf(id: string): number {
  return Number(id.replace(/[Tb]/g, ""));
}

/** Where ids are material and not quotes: the tests of these documents, and of the script that breaks rules. */
const aboutRules = /^tests\/(slow\/)?(docs|scripts)\//;

/** The files below these folders that quote each rule. */
export function quotesOf(root: string, folders: readonly string[]): ReadonlyMap<string, readonly string[]> {
  return filesBy(root, folders, ruleIdsIn);
}

/** Where the names of switches are defined; the others consult them. */
const namesSwitches = /\/switch(es|Questions)\.ts$/;

/** The files below these folders that have one of these words in quotation marks. */
export function filesWith(
  root: string,
  folders: readonly string[],
  words: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const found = filesBy(root, folders, (text) => words.filter((word) => text.includes(`"${word}"`)));
  return new Map([...found].map(([word, files]) => [word, files.filter((file) => !namesSwitches.test(file))]));
}

function filesBy(
  root: string,
  folders: readonly string[],
  keysIn: (text: string) => Iterable<string>,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const folder of folders) {
    const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => /\.(ts|js)$/.test(path) && !path.includes("node_modules"))
      .map((path) => `${folder}/${path}`)
      .filter((path) => !aboutRules.test(path))
      .sort();
    for (const file of files) {
      for (const key of keysIn(readFileSync(join(root, file), "utf8"))) {
        found.set(key, [...(found.get(key) ?? []), file]);
      }
    }
  }
  return found;
}
