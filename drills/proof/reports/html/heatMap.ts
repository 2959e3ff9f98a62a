import { h, type Element } from "./element";
import { mapsOf, type BehaviorMap, type MapCell, type MapRow } from "./heatMapOf";
import { stateMarks, stateWords, statesByWeight, type CaseState, type MapCase } from "./mapCase";
import { cacheWords, caseWords, durationWords, gotWords, objectWords, sideWords } from "./words";

/**
 * The matrix of one behavior as a table of buttons: what is asked downwards, who fails how across. Each button carries
 * the place of its case in the proof's `matrix` in `data-case`. All but the first are out of the tab order: `moveInMap`
 * walks among them by the arrow keys.
 */
export function heatMap(cases: readonly MapCase[], behavior: string): Element | undefined {
  const map = mapsOf(cases).find((one) => one.behavior === behavior);
  if (map === undefined) return undefined;
  const width = map.columns.reduce((sum, { faults }) => sum + faults.length, 0);
  const methods = [...new Set(map.rows.map(({ method }) => method))];
  return h(
    "div",
    { class: "map-scroll", role: "region", "aria-label": `The matrix of behavior ${behavior}`, tabindex: 0 },
    h(
      "table",
      { class: "map" },
      headOf(map),
      methods.map((method) => {
        const rows = map.rows.filter((row) => row.method === method);
        return h(
          "tbody",
          {},
          rows.map((row, at) => rowOf(row, at === 0 ? rows.length : 0, width, row === map.rows[0])),
        );
      }),
    ),
  );
}

function headOf({ columns }: BehaviorMap): Element {
  const corner = h("td", { colspan: 2, rowspan: 2, class: "corner" });
  return h(
    "thead",
    {},
    h(
      "tr",
      {},
      corner,
      columns.map(({ struck, faults }) =>
        h("th", { scope: "colgroup", colspan: faults.length, class: "side" }, h("span", {}, sideWords(struck))),
      ),
    ),
    h(
      "tr",
      { class: "faults" },
      columns.map(({ faults }) =>
        faults.map((fault, at) =>
          h(
            "th",
            { scope: "col", class: at === 0 ? "first" : undefined },
            h("span", {}, fault === "none" ? "no fault" : fault),
          ),
        ),
      ),
    ),
  );
}

function rowOf(row: MapRow, methodRows: number, width: number, isFirst: boolean): Element {
  const { method, object, cache, cells, whole } = row;
  const cell = (one: MapCell | undefined, starts: boolean, tabbable: boolean, span?: number): Element =>
    h(
      "td",
      { class: starts ? "first" : undefined, colspan: span },
      one === undefined ? undefined : buttonOf(one, tabbable, span !== undefined),
    );
  return h(
    "tr",
    {},
    methodRows > 0 ? h("th", { scope: "rowgroup", rowspan: methodRows, class: "method" }, method) : undefined,
    h("th", { scope: "row" }, objectWords(object), h("small", {}, cacheWords(cache))),
    whole === undefined
      ? cells.map(({ cell: one, first }, at) => cell(one, first, isFirst && at === 0))
      : cell(whole, true, false, width),
  );
}

function buttonOf({ one, at }: MapCell, tabbable: boolean, wide: boolean): Element {
  const { state, delayMs } = one;
  const said = `${caseWords(one)}: ${stateWords[state]}, ${gotWords(one)}`;
  return h(
    "button",
    {
      type: "button",
      class: `cell ${state} wait-${waitLevel(delayMs)}`,
      "data-case": at,
      // Whoever speaks to the page says what stands there.
      "aria-label": wide ? `${said}, the same whatever fails` : said,
      title: said,
      tabindex: tabbable ? 0 : -1,
    },
    wide ? `${stateMarks[state]} the same whatever fails` : stateMarks[state],
  );
}

/** Upper ends of the levels that a wait is drawn in, in milliseconds. */
const waitLevels = [1, 1_000, 5_000, 35_000];

/** How dark a wait is drawn, from 0 to 4. */
export function waitLevel(delayMs: number): number {
  const level = waitLevels.findIndex((end) => delayMs < end);
  return level === -1 ? waitLevels.length : level;
}

/** What the colours of the two views of the map mean, with how many cases of each state there are. */
export function mapLegend(cases: readonly Pick<MapCase, "state">[]): Element {
  const count = (state: CaseState): number => cases.filter((one) => one.state === state).length;
  const waits = waitLevels.map((end, at) => (at === 0 ? "no wait" : `below ${durationWords(end)}`));
  const item = (className: string, mark: string, words: string): Element =>
    h("li", {}, h("span", { class: `cell ${className}`, "aria-hidden": "true" }, mark), words);
  return h(
    "div",
    { class: "legend" },
    h(
      "ul",
      { class: "by-state" },
      statesByWeight
        .filter((state) => count(state) > 0 || state === "failed")
        .map((state) => item(state, stateMarks[state], `${count(state).toLocaleString("en")} ${stateWords[state]}`)),
    ),
    h(
      "ul",
      { class: "by-wait" },
      [...waits, "longer"].map((words, at) => item(`wait-${at}`, "", words)),
    ),
  );
}
