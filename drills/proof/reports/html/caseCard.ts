import { h, type Element } from "./element";
import { stateWords, type MapCase } from "./mapCase";
import { timeline } from "./timeline";
import { caseWords, gotWords } from "./words";

/** A case, opened: what was asked, what the viewer got, whether that was right, and the way to the origins. */
export function caseCard(one: MapCase): Element {
  return h(
    "article",
    { class: `case ${one.state}` },
    h("h3", {}, caseWords(one)),
    h(
      "p",
      {},
      h("span", { class: `tag ${one.state}` }, one.state),
      " ",
      h("strong", {}, gotWords(one)),
      h("span", { class: "quiet" }, ` · ${stateWords[one.state]}`),
    ),
    timeline(one.exchanges, one.delayMs),
    one.standsFor > 1
      ? h("p", { class: "quiet" }, `Stands for ${one.standsFor.toLocaleString("en")} combinations that cannot differ.`)
      : undefined,
  );
}
