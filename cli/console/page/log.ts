import { clockTime, count, latency } from "../view/format";
import { placeOfOrigin } from "../view/places";
import { noFilter, type LogFilter } from "../view/recordList";
import { windowOf } from "../view/rows";
import type { LiveRecord } from "../wire";
import { el, fill, find, findAs, h, onClick, say } from "./dom";
import { RecordDialog } from "./recordDialog";
import type { Part, Store, Topic } from "./store";

/** Requests one by one, newest first. Of a long list only the rows that are to be seen are in the page. */
export function logPart(store: Store): Part {
  const { records, site } = store;
  const choice = (name: keyof LogFilter, label: string, first: string): ReturnType<typeof h> =>
    h("label", {}, h("span", { class: "sr" }, label), h("select", { name }, h("option", { value: "" }, first)));
  const element = el(
    "section",
    { class: "card log", "aria-labelledby": "log-title" },
    h(
      "div",
      { class: "head" },
      h("h2", { id: "log-title" }, "Requests"),
      h("p", { class: "quiet shown", role: "status" }),
      h("button", { type: "button", class: "pause", "aria-pressed": "false" }, "Pause"),
      h("button", { type: "button", class: "clear" }, "Clear"),
    ),
    h(
      "div",
      { class: "filters", role: "group", "aria-label": "Filters" },
      h(
        "label",
        {},
        h("span", { class: "sr" }, "Path"),
        h("input", { type: "search", name: "path", placeholder: "Path contains…", autocomplete: "off" }),
      ),
      choice("result", "Result", "Any result"),
      choice("origin", "From", "From anywhere"),
      choice("status", "Status", "Any status"),
      choice("reason", "Failover", "With or without failover"),
    ),
    h(
      "div",
      { class: "columns", "aria-hidden": "true" },
      ["Time", "Request", "Status", "Result", "From", "Failover", "Took"].map((name) => h("span", {}, name)),
    ),
    h(
      "div",
      { class: "rows", role: "list", tabindex: 0, "aria-label": "Requests, newest first" },
      h("div", { class: "space" }),
    ),
    h("p", { class: "empty" }),
  );
  const rows = find(element, ".rows");
  const dialog = new RecordDialog(site);
  element.append(dialog.element);
  const filter = { ...noFilter };
  let isPaused = false;
  const show = (): void => {
    drawRows(rows, store);
    const { length, held } = records;
    say(find(element, ".shown"), shownWords(length, records.total, isPaused ? held : 0));
    const empty = find(element, ".empty");
    empty.hidden = length > 0;
    rows.hidden = length === 0;
    say(
      empty,
      records.total === 0 ? "No requests yet. Open the site, or send visitors." : "No request passes these filters.",
    );
  };
  const pause = (to: boolean): void => {
    isPaused = to;
    records.pause(to);
    const button = find(element, ".pause");
    button.setAttribute("aria-pressed", String(to));
    say(button, to ? "Go on" : "Pause");
    show();
  };
  onClick(element, ".pause", () => {
    pause(!isPaused);
  });
  onClick(element, ".clear", () => {
    records.clear();
    pause(false);
  });
  onClick(rows, ".row", ({ dataset }) => {
    const record = records.at(Number(dataset["place"]));
    if (record !== undefined) dialog.open(record);
  });
  rows.addEventListener("scroll", () => {
    // Who reads further down must not have the rows move away.
    if (rows.scrollTop > 0 && !isPaused) pause(true);
    store.change("log");
  });
  rows.addEventListener("focusin", (event) => {
    if (event.target !== rows && !isPaused) pause(true);
  });
  find(element, ".filters").addEventListener("input", (event) => {
    const { target } = event;
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
    Object.assign(filter, { [target.name]: target.value });
    records.choose(filter);
    show();
  });
  return {
    element,
    render(changes: ReadonlySet<Topic>) {
      if (!changes.has("log")) return;
      fillChoices(element, store);
      show();
    },
  };
}

function shownWords(shown: number, total: number, held: number): string {
  const all = shown === total ? count(total, "request") : `${shown.toLocaleString("en")} of ${count(total, "request")}`;
  return held === 0 ? all : `${all} · ${held.toLocaleString("en")} more came since`;
}

function drawRows(rows: HTMLElement, { records, site }: Store): void {
  const rowHeight = matchMedia("(max-width: 720px)").matches ? 58 : 36;
  const space = find(rows, ".space");
  const { first, count: many } = windowOf(rows.scrollTop, rows.clientHeight || 360, rowHeight, records.length);
  space.style.height = `${records.length * rowHeight}px`;
  const drawn = [...space.children];
  for (let at = 0; at < many; at++) {
    const record = records.at(first + at);
    if (record === undefined) continue;
    const row =
      drawn[at] ??
      space.appendChild(
        el(
          "div",
          { role: "listitem" },
          h(
            "button",
            { type: "button", class: "row" },
            cells.map((name) => h("span", { class: name })),
          ),
        ),
      );
    if (!(row instanceof HTMLElement)) continue;
    row.style.transform = `translateY(${(first + at) * rowHeight}px)`;
    fillRow(row, record, first + at, site);
  }
  for (const row of drawn.slice(many)) row.remove();
}

const cells = ["time", "request", "status", "result", "from", "reason", "took"];

function fillRow(row: HTMLElement, record: LiveRecord, place: number, site: Store["site"]): void {
  const button = findAs(row, "button", HTMLButtonElement);
  button.dataset["place"] = String(place);
  if (button.dataset["id"] === record.id) return;
  button.dataset["id"] = record.id;
  button.dataset["tone"] = record.status >= 500 ? "bad" : record.reason !== "" ? "failover" : "plain";
  const from = placeOfOrigin(record.origin, site);
  const texts = [
    clockTime(record.at),
    `${record.method} ${record.path}`,
    String(record.status),
    record.result,
    from === "edge" ? "cache" : from,
    record.reason,
    latency(record.ms),
  ];
  for (const [at, text] of texts.entries()) {
    const cell = button.children[at];
    if (cell !== undefined) say(cell, text);
  }
}

/** The values that there are, beside those that there always are. */
function fillChoices(element: HTMLElement, { records, site }: Store): void {
  const options: Readonly<Record<string, readonly (readonly [value: string, words: string])[]>> = {
    result: records.valuesOf("result").map((value) => [value, value]),
    origin: [
      ["edge", "the cache"],
      ...records.valuesOf("origin").map((value) => [value, placeOfOrigin(value, site)] as const),
    ],
    status: ["2", "3", "4", "5"].map((digit) => [digit, `${digit}xx`]),
    reason: [
      ["any", "Failed over"],
      ["none", "Not failed over"],
      ...records.valuesOf("reason").map((value) => [value, value] as const),
    ],
  };
  for (const [name, values] of Object.entries(options)) {
    const select = findAs(element, `select[name="${name}"]`, HTMLSelectElement);
    if (select.options.length === values.length + 1) continue;
    const chosen = select.value;
    const [first] = select.options;
    fill(
      select,
      h("option", { value: "" }, first?.textContent ?? ""),
      values.map(([value, words]) => h("option", { value }, words)),
    );
    select.value = chosen;
  }
}
