import { h, type Content, type Element } from "./element";

export interface TableClasses {
  readonly table: string;
  /** Of the last cell of each row, which may be long. */
  readonly last?: string;
}

/** Columns that have a heading in common. */
export interface ColumnGroup {
  readonly name: string;
  readonly columns: number;
}

/**
 * A table that scrolls where the page is narrow. The first cell of each row names it; `groups` stand over all columns but
 * the first.
 */
export function scrollTable(
  label: string,
  head: readonly string[],
  rows: readonly (readonly Content[])[],
  { table, last }: TableClasses,
  groups: readonly ColumnGroup[] = [],
): Element {
  const classOf = (at: number, of: number): string | undefined => (at === of - 1 ? last : undefined);
  return h(
    "div",
    { class: "table-scroll", role: "region", "aria-label": label, tabindex: 0 },
    h(
      "table",
      { class: table },
      h(
        "thead",
        {},
        groups.length === 0
          ? undefined
          : h(
              "tr",
              {},
              h("td"),
              groups.map(({ name, columns }) => h("th", { scope: "colgroup", colspan: columns }, name)),
            ),
        h(
          "tr",
          {},
          head.map((name, at) =>
            name === "" ? h("td") : h("th", { scope: "col", class: classOf(at, head.length) }, name),
          ),
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
            cells.map((cell, at) => h("td", { class: classOf(at, cells.length) }, cell)),
          ),
        ),
      ),
    ),
  );
}
