import { h, type Content, type Element } from "../proof/reports/html/element";
import { scrollTable } from "../proof/reports/html/scrollTable";
import { selfContained } from "../proof/reports/html/selfContained";
import type { DrillReport } from "../drillReport";
import { checksOf, type Check } from "./checks";
import { figuresOf, phaseHead, phaseRows } from "./loadTable";
import { plotKey, plotOf } from "./plot";
import { restorationLine, timeScaleLine } from "./text";
import { answerWords, legTitles, outcomeWords, seenOf } from "./words";

const marks: Readonly<Record<Check["state"], string>> = { met: "✓", "not-met": "✕", untested: "–" };
const tags: Readonly<Record<Check["state"], string>> = { met: "passed", "not-met": "failed", untested: "untested" };

/** A drill as one file that opens without a network and runs nothing. `style`: the page's own. */
export function drillHtml(report: DrillReport, style: string): string {
  const { title } = report.experiment;
  return selfContained({ title: `${title}: ${outcomeWords(report)} · static-site-ha`, style, body: bodyOf(report) });
}

function bodyOf(report: DrillReport): Content {
  const { experiment, asExpected, start, load, regions, timeScale } = report;
  return [
    h(
      "header",
      { class: asExpected ? "passed" : "failed" },
      h("p", { class: "eyebrow" }, `Drill of ${start.replace("T", " ").slice(0, 19)} UTC`),
      h("h1", {}, `${experiment.title}: ${outcomeWords(report)}.`),
      h("p", { class: "lead" }, experiment.description),
    ),
    h(
      "main",
      {},
      section("checks", "What was looked at", checkList(checksOf(report))),
      load === undefined
        ? undefined
        : section("load", "Under load", [
            plotOf("With the origin group", load.trial, regions),
            plotOf("Without it", load.control, regions),
            plotKey(regions),
            scrollTable("Under load", phaseHead, phaseRows(load), classes),
            h(
              "ul",
              { class: "plain" },
              figuresOf(load).map(([term, value]) => h("li", {}, `${term}: ${value}`)),
            ),
          ]),
      section("legs", "What was asked", legTable(report)),
      section("done", "What was done", [
        h(
          "ul",
          { class: "plain" },
          [...report.run, ...report.rollbacks].map(({ action, start: at }) =>
            h("li", {}, h("code", {}, `${at.slice(11, 23)} `), action.name),
          ),
          h("li", {}, restorationLine(report)),
          timeScale === 1 ? undefined : h("li", {}, timeScaleLine(report)),
        ),
      ]),
    ),
    h("footer", {}, "Made by static-site-ha drill. Nothing on this page comes from a network."),
  ];
}

function section(id: string, title: string, content: Content): Element {
  return h("section", { id, "aria-labelledby": `${id}-title` }, h("h2", { id: `${id}-title` }, title), content);
}

function checkList(checks: readonly Check[]): Element {
  return h(
    "ul",
    { class: "promises checks" },
    checks.map(({ name, state, sentences }) =>
      h(
        "li",
        { class: tags[state] },
        h("span", { class: "mark", "aria-hidden": "true" }, marks[state]),
        h(
          "div",
          {},
          h("strong", {}, name),
          sentences.map((sentence) => h("p", {}, sentence)),
        ),
        h("span", { class: "count" }, h("span", { class: `tag ${tags[state]}` }, state.replace("-", " "))),
      ),
    ),
  );
}

const classes = { table: "numbers", last: "wide" };

function legTable(report: DrillReport): Element {
  const rows = report.legs.flatMap((leg) =>
    seenOf(leg).map(({ outcome, times }) => [
      legTitles[leg.name],
      outcome.request,
      `${answerWords(outcome)}${times === 1 ? "" : ` (${times} ×)`}`,
    ]),
  );
  return scrollTable("What was asked", ["leg", "request", "answer"], rows, { ...classes, table: "numbers words" });
}
