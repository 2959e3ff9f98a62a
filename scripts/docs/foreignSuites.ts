import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const suiteSchema = z
  .strictObject({
    /** Whose tests they are. */
    suite: z.string().min(1),
    /** What runs them again. */
    command: z.string().min(1),
    passed: z.int().min(0),
    total: z.int().min(1),
    failures: z.array(
      z.strictObject({
        test: z.string().min(1),
        /** Why it fails, or why it is no concern of this simulator. */
        reason: z.string().min(1),
      }),
    ),
  })
  .refine(({ passed, total }) => passed <= total, "no more can pass than there are");

/** Tests that others wrote for others, and how the simulator does in them. */
export type ForeignSuite = z.infer<typeof suiteSchema>;

/** Whether a file of `docs/rules` tells of a foreign suite. */
export function isForeignSuite(name: string): boolean {
  return name.startsWith("foreign-") && name.endsWith(".yaml");
}

/** The foreign suites of a folder, none where it tells of none. Throws for a malformed file. */
export function readForeignSuites(folder: string): readonly ForeignSuite[] {
  return readdirSync(folder)
    .filter(isForeignSuite)
    .sort()
    .map((name) => suiteSchema.parse(parse(readFileSync(join(folder, name), "utf8"))));
}

/** The section of one suite: how many pass, and what fails by its reason. */
export function foreignSuitePart({ suite, command, passed, total, failures }: ForeignSuite): string {
  const byReason = new Map<string, string[]>();
  for (const { test, reason } of failures) byReason.set(reason, [...(byReason.get(reason) ?? []), test]);
  const rows = [...byReason].map(([reason, tests]) => `- ${reason}: ${namesOf(tests)}`);
  const count = `\`${command}\`: ${passed} of ${total} pass.`;
  return [`### ${suite}`, "", count, ...(rows.length === 0 ? [] : ["", ...rows])].join("\n");
}

/** As many tests as are named of one reason, for an example; the suite's own file has the others. */
const namedTests = 1;

function namesOf(tests: readonly string[]): string {
  const named = tests.slice(0, namedTests).map((test) => `\`${test}\``);
  const others = tests.length - named.length;
  return `${named.join(", ")}${others > 0 ? ` and ${others} more` : ""}`;
}
