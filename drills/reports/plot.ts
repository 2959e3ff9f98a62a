import { h, type Element } from "../proof/reports/html/element";
import type { DrillRegions } from "../drillReport";
import type { SideReport } from "../load/phaseReport";
import { phaseNames } from "../load/schedule";

const phaseWords = { "steady-state": "no fault", fault: "the fault", recovery: "the fault is gone" } as const;

/**
 * One site under load, a bar a second: who served, below it the share that did not get what is right. Bars are SVG with
 * percentages, which need no style and stretch with the page.
 */
export function plotOf(title: string, side: SideReport, regions: DrillRegions): Element {
  const { seconds, phases } = side;
  const [first] = seconds;
  const last = seconds.at(-1);
  if (first === undefined || last === undefined) return h("p", { class: "quiet" }, `${title}: no requests.`);
  const startMs = first.atMs;
  const lengthMs = last.atMs + 1000 - startMs;
  const most = Math.max(1, ...seconds.map(({ requests }) => requests));
  const width = 100_000 / lengthMs;
  const x = (atMs: number): string => `${round(((atMs - startMs) / lengthMs) * 100)}%`;
  const bars = seconds.flatMap(({ atMs, servedBy }) => {
    let below = 0;
    return placesOf(servedBy, regions).map(([place, count]) => {
      const height = (count / most) * 100;
      below += height;
      return h("rect", {
        class: place,
        ...{ x: x(atMs), y: `${round(100 - below)}%`, width: `${round(width * 0.86)}%`, height: `${round(height)}%` },
      });
    });
  });
  const wrong = seconds.flatMap(({ atMs, requests, good }) => {
    if (good === requests) return [];
    const height = Math.max(12, ((requests - good) / requests) * 100);
    return [h("rect", { x: x(atMs), y: 0, width: `${round(width * 0.86)}%`, height: `${round(height)}%` })];
  });
  const marks = phaseNames.flatMap((name) => phases.find((phase) => phase.name === name) ?? []);
  return h(
    "figure",
    { class: "plot" },
    h("figcaption", {}, title),
    h("svg", { role: "img", "aria-label": words(title, side) }, bars),
    h("svg", { class: "wrong", "aria-hidden": "true" }, wrong),
    h(
      "svg",
      { class: "when", "aria-hidden": "true" },
      marks.map((mark) => h("text", { x: x(Math.max(startMs, mark.startMs)), y: 14 }, phaseWords[mark.name])),
    ),
  );
}

/** What the colours of a plot mean. */
export function plotKey({ primary, replica }: DrillRegions): Element {
  const one = (place: string, text: string): Element =>
    h("span", {}, h("svg", { "aria-hidden": "true" }, h("rect", { class: place, width: 11, height: 11, rx: 2 })), text);
  return h(
    "p",
    { class: "key" },
    one("primary", `${primary}, the primary`),
    replica === undefined ? undefined : one("replica", `${replica}, the replica`),
    one("cache", "the cache"),
    one("other", "elsewhere"),
    one("wrong-key", "not what is right"),
  );
}

function placesOf(
  servedBy: Readonly<Record<string, number>>,
  { primary, replica }: DrillRegions,
): readonly (readonly [place: string, count: number])[] {
  const counts = { primary: 0, replica: 0, cache: 0, other: 0 };
  for (const [name, count] of Object.entries(servedBy)) {
    if (name === primary) counts.primary += count;
    else if (name === replica) counts.replica += count;
    else if (name === "cache") counts.cache += count;
    else counts.other += count;
  }
  return Object.entries(counts).filter(([, count]) => count > 0);
}

function words(title: string, { phases }: SideReport): string {
  const shares = phases.map(({ name, good, requests }) => `${phaseWords[name]}: ${good} of ${requests} good`);
  return `${title}. ${shares.join("; ")}`;
}

function round(number: number): number {
  return Math.round(number * 100) / 100;
}
