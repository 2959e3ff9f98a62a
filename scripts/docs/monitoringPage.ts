import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

const scenariosSchema = z.strictObject({
  scenarios: z
    .array(
      z.strictObject({
        /** How the site is broken, as a sentence. */
        what: z.string().min(1),
        /** The break's name in the test. */
        experiment: z.string().min(1),
        /** Names of the alarms that fire, without the site's. */
        fires: z.array(z.string()),
      }),
    )
    .min(1),
});

export type Scenario = z.infer<typeof scenariosSchema>["scenarios"][number];

/** The ways to break a site, from `docs/monitoring.yaml`, which a test holds the alarms against. */
export function readScenarios(file: string): readonly Scenario[] {
  return scenariosSchema.parse(parse(readFileSync(file, "utf8"))).scenarios;
}

const [begin, end] = ["<!-- Made by `npm run docs` from docs/monitoring.yaml. Change that. -->", "<!-- So far. -->"];

/** `docs/monitoring.md` with the table of what fires when; the rest of the page is as it stands. */
export function monitoringPage(text: string, scenarios: readonly Scenario[]): string {
  const [start, stop] = [text.indexOf(begin), text.indexOf(end)];
  if (start < 0 || stop < start) throw new Error(`docs/monitoring.md must have the lines ${begin} and ${end}`);
  const rows = scenarios.map(({ what, fires }) => [what, fires.map((name) => `\`${name}\``).join(", ") || "none"]);
  const table = tableOf([["What is wrong", "What fires"], ...rows]);
  return `${text.slice(0, start)}${begin}\n\n${table}\n\n${text.slice(stop)}`;
}

/** With its columns aligned, as the page is formatted. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  const [head = "", ...others] = rows.map(line);
  return [head, line(widths.map((width) => "-".repeat(width))), ...others].join("\n");
}
