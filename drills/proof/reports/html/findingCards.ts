import type { Finding } from "../../proof";
import { kindsOf } from "../findingKinds";
import { h, type Element } from "./element";
import { timeline } from "./timeline";
import { caseWords } from "./words";

/** What did not hold, a card for every repair: why, what was asked, what came, and what to change. */
export function findingCards(findings: readonly Finding[]): readonly Element[] {
  return kindsOf(findings).map(({ first, findings: same }) =>
    h(
      "article",
      { class: "finding" },
      h("h3", {}, h("span", { class: "tag failed" }, first.promise), ` ${first.because}`),
      h("p", { class: "repair" }, h("strong", {}, "Repair"), ` ${first.fix}.`),
      h(
        "dl",
        {},
        pair("Behavior", first.case.behavior),
        pair("Asked", caseWords(first.case)),
        pair("Expected", first.expected),
        pair("Got", first.got),
        pair("Rules", first.rules.join(", ")),
      ),
      timeline(first.evidence.exchanges, first.evidence["time-taken-ms"]),
      same.length > 1 ? moreOf(same) : undefined,
    ),
  );
}

/** Cases that are named in one card; the rest is counted. */
const named = 40;

function moreOf(same: readonly Finding[]): Element {
  const rest = same.slice(1);
  return h(
    "details",
    {},
    h("summary", {}, `${rest.length.toLocaleString("en")} more that the same repairs`),
    h(
      "ul",
      {},
      rest
        .slice(0, named)
        .map((one) => h("li", {}, caseWords(one.case), h("span", { class: "quiet" }, ` → ${one.got}`))),
      rest.length > named ? h("li", { class: "quiet" }, `… and ${rest.length - named} more`) : undefined,
    ),
  );
}

function pair(term: string, text: string): readonly Element[] {
  return [h("dt", {}, term), h("dd", {}, text)];
}
