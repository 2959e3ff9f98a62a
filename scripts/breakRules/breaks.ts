import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const breakSchema = z.strictObject({
  /** The rule that the change breaks. */
  rule: z.string().min(1),
  file: z.string().min(1),
  /** What stands exactly once in the file. */
  find: z.string().min(1),
  replace: z.string(),
  /** The test files of which one must go red. */
  tests: z.array(z.string()).min(1),
});

/** One small change that breaks one rule, and the tests that must notice. */
export type Break = Readonly<z.infer<typeof breakSchema>>;

/** Reads every list of breaks in a folder, in the order of its files' names. Throws for a malformed one. */
export function readBreaks(folder: string): readonly Break[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .flatMap((name) => z.array(breakSchema).parse(parse(readFileSync(join(folder, name), "utf8"))));
}

/** How often a text stands in another; overlapping ones count. */
export function occurrences(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) count++;
  return count;
}

/** What is wrong with a break, or undefined; `read` gives a file's text, undefined where there is none. */
export function faultOf(
  { rule, file, find, replace, tests }: Break,
  read: (path: string) => string | undefined,
): string | undefined {
  const source = read(file);
  if (source === undefined) return `${rule}: there is no ${file}`;
  const found = occurrences(source, find);
  if (found !== 1) return `${rule}: ${file} must have this text once, has it ${found} times: ${find}`;
  if (find === replace) return `${rule}: the change in ${file} changes nothing`;
  const missing = tests.find((test) => read(test) === undefined);
  return missing === undefined ? undefined : `${rule}: there is no ${missing}`;
}
