import { h, type Element } from "./element";

export interface TableClasses {
  readonly table: string;
  /** Of the last cell of each row, which may be long. */
  readonly last?: string;
}

/** A table that scrolls where the page is narrow. The first cell of each row names it. */
export function scrollTable(
  label: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { table, last }: TableClasses,
): Element {
  return h(
    "div",
    { class: "table-scroll", role: "region", "aria-label": label, tabindex: 0 },
    h(
      "table",
      { class: table },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          head.map((name) => h("th", { scope: "col" }, name)),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map(([name, ...cells]) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, name),
            cells.map((text, at) => h("td", { class: at === cells.length - 1 ? last : undefined }, text)),
          ),
        ),
      ),
    ),
  );
}
