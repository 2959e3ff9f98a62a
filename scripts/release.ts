/**
 * `npm run release -- v1.2.3`: refuses a tag that is not the version of every package and of the changelog, with exit code
 * 1; prints what the changelog says of it.
 */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { notesOf, refusalOfRelease } from "./release/release";

const root = resolve(__dirname, "..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const paths = ["package.json", "components/package.json", "policy/package.json"];

const tag = process.argv[2] ?? "";
const changelog = read("CHANGELOG.md");
const versions = Object.fromEntries(
  paths.map((path) => [path, (JSON.parse(read(path)) as { readonly version: string }).version]),
);
const refusal = refusalOfRelease({ tag, versions, changelog });
if (refusal !== undefined) {
  process.stderr.write(`${refusal}\n`);
  process.exitCode = 1;
} else {
  process.stdout.write(`${notesOf(changelog, tag.slice(1)) ?? ""}\n`);
}
