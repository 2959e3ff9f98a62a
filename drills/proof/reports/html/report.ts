import type { BaselineDifference } from "../../baseline";
import type { Proof } from "../../proof";
import { changeLines } from "../changeLines";
import { headline } from "../headline";
import { outsideCounts } from "../outsideCounts";
import { ownAnswersLead, ownAnswerWords } from "../ownAnswerWords";
import { switchKinds } from "../switchKinds";
import { delayPlot } from "./delayPlot";
import { h, type Content, type Element } from "./element";
import { findingCards } from "./findingCards";
import { mapLegend } from "./heatMap";
import { outageTable } from "./outageTable";
import { promiseList } from "./promiseList";
import { caseWords, durationWords } from "./words";

/** A part of the report; parts that have nothing to say are left out. */
interface Section {
  readonly id: string;
  readonly title: string;
  readonly lead?: string;
  readonly content: Content;
}

/** All of a report but the picture of the matrix, which the page's script draws where it is looked at. */
export function reportBody(proof: Proof, about: string, difference?: BaselineDifference): readonly Element[] {
  const sections = sectionsOf(proof, difference).filter(({ content }) => !isEmpty(content));
  return [
    h(
      "header",
      { class: proof.verdict },
      h("p", { class: "eyebrow" }, "Proof of failover", about === "" ? undefined : ` · ${about}`),
      h("h1", {}, `${headline(proof)}.`),
      facts(proof),
    ),
    h(
      "nav",
      { "aria-label": "Parts of the report" },
      sections.map(({ id, title }) => h("a", { href: `#${id}` }, title)),
    ),
    h(
      "main",
      {},
      sections.map(({ id, title, lead, content }) =>
        h(
          "section",
          { id, "aria-labelledby": `${id}-title` },
          h("h2", { id: `${id}-title` }, title),
          lead === undefined ? undefined : h("p", { class: "lead" }, lead),
          content,
        ),
      ),
    ),
    h("footer", {}, "Made by static-site-ha prove. Nothing on this page comes from a network."),
  ];
}

function facts({ cases, requests, durationMs }: Proof): Element {
  const number = (count: number): string => count.toLocaleString("en");
  const list: readonly (readonly [string, string, string?])[] = [
    [number(cases.standFor), "combinations", `in ${number(cases.total)} cases`],
    [number(cases.passed), "held"],
    [number(cases.failed), "did not hold", cases.failed > 0 ? "failed" : undefined],
    [number(cases.vacuous), "vacuous"],
    [number(cases.outside), "outside"],
    [number(requests), "requests", `in ${(durationMs / 1000).toFixed(1)} s`],
  ];
  return h(
    "dl",
    { class: "facts" },
    list.map(([value, term, more]) =>
      h(
        "div",
        { class: more === "failed" ? "failed" : undefined },
        h("dt", {}, term, more === undefined || more === "failed" ? undefined : h("small", {}, ` ${more}`)),
        h("dd", {}, value),
      ),
    ),
  );
}

function sectionsOf(proof: Proof, difference: BaselineDifference | undefined): readonly Section[] {
  const { findings, switches, unproved, outside, ownAnswers, delays, outage, matrix, promises } = proof;
  return [
    { id: "promises", title: "Promises", content: promiseList(promises) },
    {
      id: "findings",
      title: "What to repair",
      content: [...findingCards(findings)],
    },
    {
      id: "changes",
      title: "Since the baseline",
      content: difference === undefined ? undefined : listOf(changeLines(difference).map(sentence)),
    },
    {
      id: "undecided",
      title: "What hangs on AWS",
      lead: "AWS does not document these points; with the other answer the promise is another.",
      content: listOf(
        switchKinds(switches).map(
          ({ first, more }) =>
            `${first.promise} rests on ${first.switch}; by default it ${first.metByDefault ? "holds" : "does not hold"}: ` +
            `${caseWords(first.case)}${more === 0 ? "" : `, and ${more.toLocaleString("en")} more`}`,
        ),
      ),
    },
    {
      id: "matrix",
      title: "The matrix",
      lead: "Every request against every failure. Open a cell to see what a viewer got and which origins were asked when.",
      content: matrix.length === 0 ? undefined : matrixOf(proof),
    },
    {
      id: "delays",
      title: "What a viewer waits",
      lead: "On a page that is not cached, while an origin fails: at most by arithmetic, and what the matrix saw.",
      content: delays.length === 0 ? undefined : delayPlot(delays),
    },
    {
      id: "reader",
      title: "What an outage costs a reader",
      lead: "CloudFront asks the primary first every time: each page that is not cached waits again.",
      content: outageTable(outage),
    },
    {
      id: "outside",
      title: "Outside",
      lead: "Cases that are counted and not judged, with the rule by which CloudFront cannot help there.",
      content: countsOf(outsideCounts(outside)),
    },
    {
      id: "own-answers",
      title: "CloudFront's own answers",
      lead: sentence(ownAnswersLead),
      content: countsOf(ownAnswers.map((one) => ({ because: ownAnswerWords(one), rule: one.rule, count: one.cases }))),
    },
    {
      id: "unproved",
      title: "Not proved",
      content: listOf(unproved.map(({ behavior, because }) => `the behavior ${behavior}: ${because}`)),
    },
  ];
}

function matrixOf({ matrix }: Proof): Content {
  const behaviors = [...new Set(matrix.map(({ behavior }) => behavior))];
  const radio = (value: string, words: string, checked: boolean): Element =>
    h("label", {}, h("input", { type: "radio", name: "view", value, id: `view-${value}`, checked }), words);
  return [
    h(
      "div",
      { class: "map-tools" },
      h("fieldset", {}, h("legend", {}, "Colour by"), radio("verdict", "verdict", true), radio("wait", "wait", false)),
      mapLegend(matrix),
    ),
    behaviors.map((behavior, at) => {
      const own = matrix.filter((one) => one.behavior === behavior);
      const failed = own.filter(({ state }) => state === "failed").length;
      return h(
        "details",
        { class: "behavior", "data-behavior": behavior, open: at === 0 },
        h(
          "summary",
          {},
          behavior === "*" ? "Default behavior" : `Behavior ${behavior}`,
          h(
            "small",
            {},
            ` ${own.length.toLocaleString("en")} cases${failed > 0 ? `, ${failed} did not hold` : ""}, ` +
              `at most ${durationWords(Math.max(...own.map(({ delayMs }) => delayMs)))}`,
          ),
        ),
        h("div", { class: "map-place" }),
      );
    }),
    h("div", { id: "case", class: "case-place", "aria-live": "polite" }),
    h("noscript", {}, "The picture of the matrix is drawn by this page's own script, which is switched off."),
  ];
}

function sentence(line: string): string {
  return `${line.charAt(0).toUpperCase()}${line.slice(1)}.`;
}

function countsOf(counts: ReturnType<typeof outsideCounts>): Element | undefined {
  if (counts.length === 0) return undefined;
  return h(
    "ul",
    { class: "counts" },
    counts.map(({ because, rule, count }) =>
      h("li", {}, h("span", { class: "count" }, count), h("span", {}, because), h("code", {}, rule)),
    ),
  );
}

function listOf(lines: readonly string[]): Element | undefined {
  if (lines.length === 0) return undefined;
  return h(
    "ul",
    { class: "plain" },
    lines.map((line) => h("li", {}, line)),
  );
}

function isEmpty(content: Content): boolean {
  return content === undefined || (Array.isArray(content) && content.length === 0);
}
