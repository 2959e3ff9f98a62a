import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where a code stands in the sources: file paths by code. */
export type Uses = ReadonlyMap<string, readonly string[]>;

/** The list of codes itself, whose mentions of a code are no use of it. */
export const listOfCodes = "aws/errorCodes.ts";

/** A heading of the list of codes with the codes below it. */
export interface CodeGroup {
  readonly title: string;
  readonly codes: readonly (readonly [code: string, meaning: string])[];
}

/** Every code that the sources write as a string, with the files that do. */
export function usesOf(root: string, folders: readonly string[]): Uses {
  const uses = new Map<string, string[]>();
  for (const folder of folders) {
    const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => /\.(ts|js)$/.test(path) && !path.includes("node_modules"))
      .map((path) => `${folder}/${path}`)
      .filter((path) => path !== listOfCodes)
      .sort();
    for (const file of files) {
      for (const code of codesIn(readFileSync(join(root, file), "utf8"))) {
        uses.set(code, [...(uses.get(code) ?? []), file]);
      }
    }
  }
  return uses;
}

/** The codes in a source's strings, each once: ours by their form, AWS's own as the first argument of an error. */
export function codesIn(source: string): ReadonlySet<string> {
  const code = source.replace(/\/\*[\s\S]*?\*\/|(?<![:"'])\/\/.*$/gm, "");
  const ours = code.match(/(?<=")E_[A-Z0-9_]+(?=")/g) ?? [];
  const aws = code.match(/(?<=")(?:InvalidArgument|NoSuch[A-Za-z]+)(?=")/g) ?? [];
  return new Set([...ours, ...aws]);
}

/** The groups of the list of codes, from its source: its comments are the headings. */
export function groupsOf(source: string, meanings: Readonly<Record<string, string>>): readonly CodeGroup[] {
  const groups: { title: string; codes: (readonly [string, string])[] }[] = [];
  for (const line of source.split("\n")) {
    const title = /^ {2}\/\/ (.+)$/.exec(line)?.[1];
    if (title !== undefined) groups.push({ title, codes: [] });
    const code = /^ {2}([A-Za-z0-9_]+):/.exec(line)?.[1];
    const meaning = code === undefined ? undefined : meanings[code];
    if (code !== undefined && meaning !== undefined) groups.at(-1)?.codes.push([code, meaning]);
  }
  return groups;
}

/** `docs/errors.md`. */
export function errorsPage(groups: readonly CodeGroup[], uses: Uses): string {
  const parts = [
    "# Error codes",
    `<!-- Made by \`npm run docs\` from ${listOfCodes} and the sources. Change those. -->`,
    'Every refusal is one sentence with a code, the argument, the value got and what to supply. Under `--format json` it is one line on stderr, `{"error":{"code","message","path"}}`.',
    ...groups.map(({ title, codes }) =>
      [`## ${title}`, "", ...codes.flatMap(([code, meaning]) => codeLines(code, meaning, uses.get(code) ?? []))].join(
        "\n",
      ),
    ),
  ];
  return `${parts.join("\n\n")}\n`;
}

function codeLines(code: string, meaning: string, files: readonly string[]): readonly string[] {
  const where = files.map((file) => `\`${file}\``).join(", ");
  return [`- **\`${code}\`**: ${meaning}`, ...(where === "" ? [] : [`  - Thrown in ${where}`])];
}
