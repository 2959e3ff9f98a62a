import { h, type Element } from "./element";
import type { MapExchange } from "./mapCase";
import { durationWords } from "./words";

/**
 * The exchanges of one request as bars over its time, a line an attempt: who was asked, from when to when, and what came
 * of it. Bars are SVG with percentages, which need no style and stretch with the page.
 */
export function timeline(exchanges: readonly MapExchange[], delayMs: number): Element {
  if (exchanges.length === 0) return h("p", { class: "quiet" }, "No origin was asked: the edge answered by itself.");
  const end = Math.max(1, delayMs, ...exchanges.map(({ endMs }) => endMs));
  return h(
    "ol",
    { class: "timeline" },
    exchanges.map((one) => lineOf(one, end)),
    end > 1 ? axisTo(end) : undefined,
  );
}

function axisTo(end: number): Element {
  return h(
    "li",
    { class: "axis", "aria-hidden": "true" },
    h("span", {}, "0"),
    h("span", {}, durationWords(end / 2)),
    h("span", {}, durationWords(end)),
  );
}

function lineOf({ origin, attempt, startMs, endMs, status, failure }: MapExchange, end: number): Element {
  const outcome = status === undefined ? (failure ?? "no answer").replaceAll("-", " ") : String(status);
  const isGood = status !== undefined && status < 400;
  const start = (startMs / end) * 100;
  const length = Math.max(0, endMs - startMs);
  // What took no time is still to be seen.
  const width = Math.max(0.6, (length / end) * 100);
  return h(
    "li",
    {},
    h("span", { class: "origin" }, origin, h("small", {}, `attempt ${attempt}`)),
    h(
      "svg",
      { class: "bar", "aria-hidden": "true" },
      h("rect", { class: "track", x: 0, y: 0, width: "100%", height: "100%", rx: 3 }),
      h("rect", {
        class: isGood ? "exchange good" : "exchange bad",
        ...{ x: `${round(Math.min(start, 100 - width))}%`, y: 0, width: `${round(width)}%`, height: "100%", rx: 3 },
      }),
    ),
    h("span", { class: isGood ? "outcome good" : "outcome bad" }, outcome),
    h(
      "small",
      { class: "time" },
      startMs === 0 ? durationWords(length) : `from ${durationWords(startMs)}, ${durationWords(length)}`,
    ),
  );
}

function round(number: number): number {
  return Math.round(number * 100) / 100;
}
