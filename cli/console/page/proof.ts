import type { Proof } from "../../../drills/proof/proof";
import { headline } from "../../../drills/proof/reports/headline";
import { caseCard } from "../../../drills/proof/reports/html/caseCard";
import { delayPlot } from "../../../drills/proof/reports/html/delayPlot";
import { findingCards } from "../../../drills/proof/reports/html/findingCards";
import { heatMap, mapLegend } from "../../../drills/proof/reports/html/heatMap";
import { moveInMap } from "../../../drills/proof/reports/html/page/moveInMap";
import { promiseList } from "../../../drills/proof/reports/html/promiseList";
import { count } from "../view/format";
import { ask, Refused } from "./api";
import { el, fill, find, h, onClick, type Content } from "./dom";
import type { Part } from "./store";

/** What was proved of the site before it was served: its promises, and the map of all cases. */
export function proofPart(): Part {
  const element = el("div", { class: "proof" }, h("p", { class: "empty" }, "Loading the proof…"));
  let matrix: Proof["matrix"] = [];
  let isAsked = false;
  onClick(element, "button.cell", (cell) => {
    const one = matrix[Number(cell.dataset["case"])];
    if (one === undefined) return;
    for (const before of element.querySelectorAll('[aria-current="true"]')) before.removeAttribute("aria-current");
    cell.setAttribute("aria-current", "true");
    const place = find(element, ".case-place");
    cell.closest("details")?.after(place);
    fill(place, caseCard(one));
    place.scrollIntoView({ block: "nearest" });
  });
  element.addEventListener("keydown", (event) => {
    if (moveInMap(event)) event.preventDefault();
  });
  // A map has thousands of cells: it is drawn when it is looked at.
  element.addEventListener(
    "toggle",
    ({ target }) => {
      if (!(target instanceof HTMLDetailsElement) || !target.open) return;
      const place = find(target, ".map-place");
      if (!place.hasChildNodes()) fill(place, heatMap(matrix, target.dataset["behavior"] ?? ""));
    },
    true,
  );
  const load = async (): Promise<void> => {
    try {
      const proof = (await ask("GET", "/api/proof")) as Proof;
      ({ matrix } = proof);
      fill(element, ...contentOf(proof));
    } catch (error) {
      isAsked = false;
      const text =
        error instanceof Refused && error.status === 404 ? "This site was served without a proof." : String(error);
      fill(element, h("p", { class: "empty" }, text));
    }
  };
  return {
    element,
    render(changes) {
      if (isAsked || !changes.has("view")) return;
      isAsked = true;
      void load();
    },
  };
}

function contentOf(proof: Proof): readonly Content[] {
  const { promises, findings, matrix, delays, cases, requests, durationMs } = proof;
  return [
    card("verdict", `${headline(proof)}.`, [
      h(
        "p",
        { class: "quiet" },
        `${count(cases.standFor, "combination")} in ${count(cases.total, "case")}: ${cases.passed.toLocaleString("en")} held, ` +
          `${cases.failed} did not, ${cases.vacuous} vacuous, ${cases.outside} outside what CloudFront can help with. ` +
          `${count(requests, "request")} in ${(durationMs / 1000).toFixed(1)} s.`,
      ),
      promiseList(promises),
    ]),
    findings.length === 0 ? undefined : card("findings", "What to repair", findingCards(findings)),
    matrix.length === 0
      ? undefined
      : card("matrix", "Every request against every failure", [
          h(
            "p",
            { class: "quiet" },
            "Open a cell to see what a viewer got, and which origins were asked when. Arrow keys walk from cell to cell.",
          ),
          h(
            "div",
            { class: "map-tools" },
            h(
              "fieldset",
              {},
              h("legend", {}, "Colour by"),
              ["verdict", "wait"].map((view) =>
                h(
                  "label",
                  {},
                  h("input", {
                    type: "radio",
                    name: "view",
                    value: view,
                    id: `view-${view}`,
                    checked: view === "verdict",
                  }),
                  view,
                ),
              ),
            ),
            mapLegend(matrix),
          ),
          mapsOf(matrix),
          h("div", { class: "case-place", "aria-live": "polite" }),
        ]),
    delays.length === 0 ? undefined : card("delays-of", "What a viewer waits while an origin fails", delayPlot(delays)),
  ];
}

function mapsOf(matrix: Proof["matrix"]): Content {
  const behaviors = [...new Set(matrix.map(({ behavior }) => behavior))];
  return behaviors.map((behavior, at) => {
    const own = matrix.filter((one) => one.behavior === behavior);
    const failed = own.filter(({ state }) => state === "failed").length;
    const words = `${count(own.length, "case")}${failed > 0 ? `, ${failed} did not hold` : ""}`;
    return h(
      "details",
      { class: "behavior", "data-behavior": behavior, open: at === 0 },
      h("summary", {}, behavior === "*" ? "Default behavior" : `Behavior ${behavior}`, h("small", {}, ` ${words}`)),
      h("div", { class: "map-place" }, at === 0 ? heatMap(matrix, behavior) : undefined),
    );
  });
}

function card(id: string, title: string, content: Content): Content {
  return h(
    "section",
    { class: `card ${id}`, "aria-labelledby": `${id}-title` },
    h("h2", { id: `${id}-title` }, title),
    content,
  );
}
