import { isRefused } from "../refused";
import type { HookSource, HookVerdict } from "../verdict";
import { changesOf, rangesOf } from "./changes";
import type { Examined } from "./examined";
import { inOneLine, markdownBlock, markdownCode, markdownText } from "./markdownText";
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
  const cells = [`${markdownCode(file)} ${markdownCode(entry)}`, event, verdict.verdict, whatOf(verdict), lost];
  return `| ${cells.join(" | ")} |`;
}

function whatOf({ rewrites, reasons }: HookVerdict): string {
  const changes = changesOf(rewrites).map(({ from, to }) => `${from} → ${to}`);
  const shown = [...new Set(changes)].slice(0, 4);
  if (shown.length > 0) return shown.join("<br>") + (changes.length > 4 ? "<br>…" : "");
  return reasons[0] === undefined ? "–" : markdownText(reasons[0].message);
}

function detailsOf(source: HookSource, verdict: HookVerdict): string {
  const body = bodyOf(source, verdict);
  const words = [...failoverWords(verdict), ...adviceWords(verdict)].map((one) => `- ${markdownText(one)}`);
  return [
    `<details><summary>${inOneLine(verdict.file)}: ${verdict.verdict}</summary>`,
    ...["", ...words, "", ...markdownBlock(body), "", "</details>"],
  ].join("\n");
}
