import uPlot from "uplot";
import { latency, percent, rate } from "../view/format";
import { placeOf } from "../view/places";
import { stacked } from "../view/series";
import { el, find, h, say } from "./dom";
import type { Part, Store } from "./store";

const chartHeight = 132;

/** Latency, and who served: the latest minute. */
export function charts(store: Store): Part {
  const { site, series } = store;
  const members = site.members.slice(0, 2);
  const sources = ["edge", ...members.map(({ origin }) => origin), "error"];
  const names = ["cache", ...members.map((member) => placeOf(member)), "errors"];
  const element = el(
    "section",
    { class: "card charts", "aria-labelledby": "charts-title" },
    h("h2", { id: "charts-title" }, "The last minute"),
    h(
      "dl",
      { class: "figures" },
      ["Requests", "From the cache", "Median", "99 %"].map((name, at) =>
        h("div", {}, h("dt", {}, name), h("dd", { "data-figure": at }, "–")),
      ),
    ),
    h("h3", {}, "How long viewers wait"),
    h(
      "div",
      { class: "chart latency", role: "img" },
      h("p", { class: "empty" }, "No requests yet. Open the site, or send visitors."),
    ),
    h(
      "h3",
      {},
      "Who serves, requests a second",
      h(
        "span",
        { class: "key" },
        names.map((name, at) => h("span", { class: keyClasses[at] }, name)),
      ),
    ),
    h("div", { class: "chart shares", role: "img" }),
  );
  let plots: { readonly latency: uPlot; readonly shares: uPlot } | undefined;
  const places = { latency: find(element, ".latency"), shares: find(element, ".shares") };
  const build = (): void => {
    plots?.latency.destroy();
    plots?.shares.destroy();
    places.latency.replaceChildren();
    const width = Math.max(240, places.latency.clientWidth);
    plots = {
      latency: new uPlot(latencyOptions(width), [[], [], []], places.latency),
      shares: new uPlot(sharesOptions(width, names), [[], ...names.map(() => [])], places.shares),
    };
  };
  new ResizeObserver(() => {
    const width = places.latency.clientWidth;
    if (plots === undefined || width === 0 || plots.latency.width === width) return;
    for (const plot of [plots.latency, plots.shares]) plot.setSize({ width, height: chartHeight });
  }).observe(places.latency);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    store.change("theme");
  });
  return {
    element,
    render(changes) {
      if (series.isEmpty || !["tick", "time", "theme"].some((topic) => changes.has(topic as "tick"))) return;
      if (plots === undefined || changes.has("theme")) build();
      const now = Math.max(Date.now(), store.lastTick?.at ?? 0);
      const columns = series.columns(now, sources);
      const { times, median, p99, worst } = columns;
      // Drawn from the top of the stack down, so that each area covers what is above it.
      const sums = [...stacked(columns.shares)].reverse();
      plots?.latency.setData([[...times], [...median], [...p99], [...worst]]);
      plots?.shares.setData([[...times], ...sums.map((list) => [...list])]);
      figures(element, store, now, names);
    },
  };
}

const keyClasses = ["edge", "primary", "replica", "bad"];

function figures(element: HTMLElement, { series, site }: Store, now: number, names: readonly string[]): void {
  const all = series.rate(now);
  const hits = series.rate(now, ({ origin }) => origin === "");
  const of = (share: number): string => {
    const found = series.quantile(now, share);
    return found === undefined ? "–" : latency(found);
  };
  const texts = [rate(all), all === 0 ? "–" : percent(hits / all), of(0.5), of(0.99)];
  for (const [at, text] of texts.entries()) say(find(element, `[data-figure="${at}"]`), text);
  const last = site.members.map(({ origin }) => rate(series.rate(now, (route) => route.origin === origin)));
  find(element, ".latency").setAttribute(
    "aria-label",
    `Latency: median ${texts[2] ?? ""}, 99 % within ${texts[3] ?? ""}`,
  );
  find(element, ".shares").setAttribute(
    "aria-label",
    `Requests a second: ${rate(hits)} from the cache, ${last.map((value, at) => `${value} from ${names[at + 1] ?? ""}`).join(", ")}`,
  );
}

/** A colour of the page, as a canvas takes it. */
function colour(name: string): string {
  const probe = el("span", { class: `probe ${name}` });
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

/** Without `marks` the axis has those that suit its values. */
function axes(valueOf: (value: number) => string, marks?: readonly number[]): uPlot.Axis[] {
  const stroke = colour("quiet-ink");
  const grid = { stroke: colour("line-ink"), width: 1 };
  const font = "11px system-ui, sans-serif";
  return [
    {
      stroke,
      font,
      grid: { show: false },
      ticks: { show: false },
      size: 22,
      values: (_plot, times) => times.map((time) => new Date(time * 1000).toTimeString().slice(0, 8)),
      space: 90,
    },
    {
      stroke,
      font,
      grid,
      ticks: { show: false },
      size: 52,
      ...(marks === undefined
        ? {}
        : {
            splits: (_plot, _axis, min, max) => marks.filter((mark) => mark >= min && mark <= max),
            // All of them: the library would leave some of a logarithmic axis without a text.
            filter: (_plot, splits) => splits,
          }),
      values: (_plot, values) => values.map((value) => valueOf(value)),
    },
  ];
}

const shared = {
  height: chartHeight,
  legend: { show: false },
  cursor: { show: false },
  padding: [8, 26, 0, 0] as [number, number, number, number],
};

function latencyOptions(width: number): uPlot.Options {
  const line = (name: string, stroke: string, lineWidth: number): uPlot.Series => ({
    ...{ label: name, stroke, width: lineWidth, spanGaps: false },
    points: { show: true, size: 4, fill: stroke, stroke },
  });
  return {
    ...shared,
    width,
    scales: {
      y: {
        // Logarithmic. The library has its name for that in types alone.
        // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment
        distr: 3,
        range: (_plot, min, max) => [Math.min(0.5, min || 0.5), Math.max(20, (max || 1) * 1.5)],
      },
    },
    axes: axes(latency, [0.1, 1, 10, 100, 1000, 10_000, 100_000]),
    series: [
      {},
      line("median", colour("primary-ink"), 2),
      line("99 %", colour("quiet-ink"), 1.5),
      {
        ...line("worst", colour("line-strong"), 0),
        points: { show: true, size: 3, fill: colour("line-strong"), stroke: colour("line-strong") },
      },
    ],
  };
}

function sharesOptions(width: number, names: readonly string[]): uPlot.Options {
  const stepped = uPlot.paths.stepped?.({ align: -1 });
  const area = (at: number): uPlot.Series => {
    const fill = colour(`${keyClasses[at] ?? "edge"}-ink`);
    return {
      label: names[at] ?? "",
      stroke: fill,
      fill,
      width: 0,
      points: { show: false },
      ...(stepped === undefined ? {} : { paths: stepped }),
    };
  };
  return {
    ...shared,
    width,
    scales: { y: { range: (_plot, _min, max) => [0, Math.max(4, (max || 0) * 1.1)] } },
    axes: axes((value) => String(value)),
    series: [{}, ...names.map((_name, at) => area(at)).reverse()],
  };
}
