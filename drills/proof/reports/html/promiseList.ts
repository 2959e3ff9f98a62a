import type { PromiseSummary } from "../../proof";
import { verdictMarks } from "../headline";
import { h, type Element } from "./element";

/** The promises, a line each: whether it held, what it says, and on how many cases that rests. */
export function promiseList(promises: readonly PromiseSummary[]): Element {
  return h(
    "ul",
    { class: "promises" },
    promises.map(({ promise, text, verdict, cases, failed, discriminating }) =>
      h(
        "li",
        { class: verdict },
        h("span", { class: "mark", "aria-hidden": "true" }, verdictMarks[verdict]),
        h("div", {}, h("strong", {}, promise), h("p", {}, `${text.charAt(0).toUpperCase()}${text.slice(1)}.`)),
        h(
          "div",
          { class: "count" },
          h("span", { class: `tag ${verdict}` }, verdict.replace("-", " ")),
          h("small", {}, countWords(cases, failed, discriminating)),
        ),
      ),
    ),
  );
}

function countWords(cases: number, failed: number, discriminating: number): string {
  if (cases === 0) return "no case";
  const number = (count: number): string => count.toLocaleString("en");
  const all =
    failed > 0 ? `${number(failed)} of ${number(cases)} cases` : cases === 1 ? "1 case" : `${number(cases)} cases`;
  return failed === 0 && discriminating > 0 ? `${all}, ${number(discriminating)} with a control that went wrong` : all;
}
