import { isRefused } from "../refused";
import type { HookSource, HookVerdict } from "../verdict";
import { changesOf, rangesOf } from "./changes";
import type { Examined } from "./examined";
import { adviceWords, failoverWords } from "./sentences";
import { countWords, isAccepted } from "./summary";
import { bodyOf } from "./text";

/** A comment on a pull request may not be longer than 65,536 characters; the table comes first. */
const maximumLength = 60_000;

/** What was found as a comment on a pull request: a table, and what each refused hook does, folded away. */
export function examinedMarkdown(examined: readonly Examined[]): string {
  const rows = examined.flatMap(({ verdicts }) => verdicts.map(rowOf));
  const head = [
    `### ${isAccepted(examined) ? "✅" : "❌"} Hooks at the edge: ${countWords(examined)}`,
    "",
    "| hook | event | verdict | what it does | failover lost on |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
  ];
  let text = head.join("\n");
  for (const { source, verdicts } of examined) {
    for (const verdict of verdicts.filter(isRefused)) {
      const details = detailsOf(source, verdict);
      if (text.length + details.length > maximumLength) return `${text}\n\nThere is more than a comment can hold.`;
      text += `\n\n${details}`;
    }
  }
  return text;
}

function rowOf(verdict: HookVerdict): string {
  const { file, entry, event, disablesFailoverOn } = verdict;
  const lost = isRefused(verdict) ? rangesOf(disablesFailoverOn) || "–" : "–";
  const cells = [`${code(file)} ${code(entry)}`, event, verdict.verdict, whatOf(verdict), lost];
  return `| ${cells.join(" | ")} |`;
}

function whatOf({ rewrites, reasons }: HookVerdict): string {
  const changes = changesOf(rewrites).map(({ from, to }) => `${from} → ${to}`);
  const shown = [...new Set(changes)].slice(0, 4);
  if (shown.length > 0) return shown.join("<br>") + (changes.length > 4 ? "<br>…" : "");
  return reasons[0] === undefined ? "–" : escaped(reasons[0].message);
}

function detailsOf(source: HookSource, verdict: HookVerdict): string {
  const body = bodyOf(source, verdict);
  const fence = "`".repeat(Math.max(3, ...[...body.join("\n").matchAll(/`+/g)].map(([run]) => run.length + 1)));
  const words = [...failoverWords(verdict), ...adviceWords(verdict)].map((one) => `- ${escaped(one)}`);
  return [
    `<details><summary>${html(verdict.file)}: ${verdict.verdict}</summary>`,
    ...["", ...words, "", `${fence}text`, ...body, fence, "", "</details>"],
  ].join("\n");
}

/** Code in a table's cell, whatever it holds. */
function code(text: string): string {
  return `<code>${html(text)}</code>`;
}

/** Text that means itself, in one line. */
function escaped(text: string): string {
  return html(text).replace(/[\\`*_[\]~@#]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function html(text: string): string {
  const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;" };
  return text.replace(/\s+/g, " ").replace(/[&<>|]/g, (character) => entities[character] ?? character);
}
