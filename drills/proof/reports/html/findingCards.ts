import type { Finding } from "../../proof";
import { breadthWords, kindsOf, othersOf, promisesOf, type FindingKind } from "../findingKinds";
import { h, type Element } from "./element";
import { timeline } from "./timeline";
import { caseWords } from "./words";

/** What did not hold, a card for every cause: why, what was asked, what came, and what to change. */
export function findingCards(findings: readonly Finding[]): readonly Element[] {
  return kindsOf(findings).map((kind) => cardOf(kind));
}

function cardOf(kind: FindingKind): Element {
  const { first, findings: same } = kind;
  return h(
    "article",
    { class: "finding" },
    h(
      "h3",
      {},
      promisesOf(kind).map((promise) => [h("span", { class: "tag failed" }, promise), " "]),
      first.because,
    ),
    h("p", { class: "repair" }, h("strong", {}, "Repair"), ` ${first.fix}.`),
    h(
      "dl",
      {},
      pair("Breaks", breadthWords(kind)),
      othersOf(kind).map((other) => pair("Also", other)),
      pair("For instance", `behavior ${first.case.behavior}, ${caseWords(first.case)}`),
      pair("Expected", first.expected),
      pair("Got", first.got),
      pair("Rules", first.rules.join(", ")),
    ),
    timeline(first.evidence.exchanges, first.evidence["time-taken-ms"]),
    same.length > 1 ? moreOf(same.filter((one) => one !== first)) : undefined,
  );
}

/** Cases that are named in one card; the rest is counted. */
const named = 40;

function moreOf(rest: readonly Finding[]): Element {
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
