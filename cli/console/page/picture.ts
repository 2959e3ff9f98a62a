import { percent, rate, seconds } from "../view/format";
import { kindOf } from "../view/faultKinds";
import { curve, layoutOf, replicationLine, type Box, type Layout } from "../view/layout";
import { placeOf } from "../view/places";
import { el, fill, find, h, say, type Content } from "./dom";
import { Dots } from "./pictureDots";
import type { Part, Store } from "./store";
import type { FaultInForce, Member } from "../wire";

/** The stack, with what flows through it. */
export function picturePart(store: Store): Part {
  const { site } = store;
  const [primary, replica] = site.members;
  const element = el(
    "section",
    { class: "card picture", "aria-labelledby": "picture-title" },
    h("h2", { id: "picture-title" }, "From the viewer to the two regions"),
    h("div", { class: "drawing" }),
    h(
      "ul",
      { class: "key", "aria-label": "What flows" },
      h("li", { class: "edge" }, "from the cache"),
      h("li", { class: "primary" }, `from ${placeOf(primary)}`),
      replica === undefined ? undefined : h("li", { class: "replica" }, `from ${placeOf(replica)}`),
      h("li", { class: "bad" }, "errors"),
    ),
  );
  const drawing = find(element, ".drawing");
  const dots = new Dots(drawing, site);
  let layout: Layout | undefined;
  const draw = (): void => {
    const width = Math.max(280, Math.floor(drawing.clientWidth));
    layout = layoutOf(width, Math.min(2, site.members.length));
    fill(drawing, pictureOf(store, layout));
    dots.useLayout();
    tell(element, store);
  };
  new ResizeObserver(() => {
    if (layout === undefined || Math.floor(drawing.clientWidth) !== layout.width) draw();
  }).observe(drawing);
  let tick = store.lastTick;
  return {
    element,
    render(changes) {
      if (changes.has("state")) draw();
      else if (changes.has("tick") || changes.has("time")) tell(element, store);
      if (!changes.has("tick") || store.lastTick === tick || store.lastTick === undefined) return;
      tick = store.lastTick;
      dots.send(tick);
    },
  };
}

function pictureOf(store: Store, layout: Layout): Content {
  const { site, state } = store;
  const { viewer, edge, group, members, isWide, width, height } = layout;
  const faultOf = (member: Member | undefined): FaultInForce | undefined =>
    member === undefined
      ? undefined
      : state.faults.find(
          ({ target, type }) =>
            (target === member.origin || target === `region:${member.region ?? ""}`) &&
            kindOf(type)?.meets !== "replication",
        );
  const way = (name: string, from: Box, to: Box, extra = ""): Content => [
    h("path", { class: `way ${extra}`, id: `way-${name}`, d: curve(from, to, isWide) }),
    h("text", { class: "rate", "data-rate": name, ...betweenOf(from, to, isWide) }),
  ];
  const nodes = site.members.slice(0, 2).map((member, at) => {
    const box = members[at];
    return box === undefined ? undefined : memberNode(member, at === 0, box, faultOf(member));
  });
  const [first, second] = members;
  return h(
    "svg",
    {
      class: "stack",
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-labelledby": "picture-said",
    },
    h("title", { id: "picture-said" }),
    way("edge", viewer, edge),
    group === undefined ? undefined : way("group", edge, group),
    members.map((box, at) =>
      way(
        at === 0 ? "primary" : "replica",
        group ?? edge,
        box,
        faultOf(site.members[at]) === undefined ? "" : "broken",
      ),
    ),
    first === undefined || second === undefined ? undefined : replication(store, first, second, isWide),
    h("g", { class: "dots", "aria-hidden": "true" }),
    node(viewer, "viewer", ["Viewers"]),
    node(edge, "edge", ["CloudFront edge"], "hits"),
    group === undefined ? undefined : groupNode(group, site.originGroup?.statusCodes ?? []),
    nodes,
  );
}

function node(box: Box, name: string, lines: readonly string[], live?: string): Content {
  const all = [...lines, ...(live === undefined ? [] : [""])];
  const middle = box.x + box.width / 2;
  const top = box.y + box.height / 2 - (all.length - 1) * 9 + 5;
  return h(
    "g",
    { class: `node ${name}` },
    rect(box),
    all.map((line, at) =>
      h(
        "text",
        {
          class: at === 0 ? "name" : "sub",
          x: middle,
          y: top + at * 18,
          "data-live": at === lines.length ? live : undefined,
        },
        line,
      ),
    ),
  );
}

function groupNode(box: Box, codes: readonly number[]): Content {
  const half = Math.ceil(codes.length / 2);
  const rows = codes.length > 4 ? [codes.slice(0, half), codes.slice(half)] : [codes];
  const lines = rows.map((row) => row.join(" "));
  const isTight = box.height < 64 && lines.length > 1;
  return node(box, "group", ["Origin group", ...(isTight ? [codes.join(" ")] : lines)]);
}

function memberNode(member: Member, isPrimary: boolean, box: Box, fault: FaultInForce | undefined): Content {
  const x = box.x + 14;
  const room = Math.floor((box.width - 28) / 7.2);
  const words = fault === undefined ? "● Healthy" : `▲ ${kindOf(fault.type)?.title ?? fault.type}`;
  return h(
    "g",
    { class: `node member ${isPrimary ? "primary" : "replica"} ${fault === undefined ? "" : "broken"}` },
    rect(box),
    h("rect", { class: "stripe", x: box.x, y: box.y + 12, width: 3, height: box.height - 24 }),
    h("text", { class: "name", x, y: box.y + 28 }, cut(placeOf(member), room)),
    h(
      "text",
      { class: "sub", x, y: box.y + 47 },
      cut(
        `${isPrimary ? "primary" : "replica"}${member.bucket === undefined || room < 22 ? "" : ` · ${member.bucket}`}`,
        room,
      ),
    ),
    h("text", { class: "health", x, y: box.y + 68 }, cut(words, room)),
  );
}

function replication({ state }: Store, from: Box, to: Box, isWide: boolean): Content {
  const [one] = state.replication;
  if (one === undefined) return undefined;
  const line = replicationLine(from, to, isWide);
  const words = one.paused
    ? "paused"
    : one.pending > 0
      ? `${one.pending} pending`
      : `lag ${seconds(one.latencySeconds * 1000)}`;
  const [, x = 0, y = 0] = /L([\d.]+) ([\d.]+)$/.exec(line)?.map(Number) ?? [];
  const head = isWide
    ? `M${x - 5} ${y} L${x + 5} ${y} L${x} ${y + 7}Z`
    : `M${x} ${y - 5} L${x} ${y + 5} L${x + 7} ${y}Z`;
  const middle = isWide
    ? { x: from.x + from.width / 2 + 12, y: (from.y + from.height + to.y) / 2 }
    : { x: (from.x + from.width + to.x) / 2, y: from.y + from.height / 2 - 12 };
  return h(
    "g",
    { class: `replication ${one.paused ? "paused" : ""} ${isWide ? "" : "tall"}` },
    h("path", { class: "line", d: line }),
    h("path", { class: "head", d: head }),
    isWide ? h("text", { x: middle.x, y: middle.y - 3 }, "replication") : undefined,
    h("text", { x: middle.x, y: isWide ? middle.y + 14 : middle.y }, words),
  );
}

/** The numbers in the picture, and the same for who hears it. */
function tell(element: HTMLElement, { series, site, state, lastTick }: Store): void {
  const now = Math.max(Date.now(), lastTick?.at ?? 0);
  const [primary, replica] = site.members;
  const all = series.rate(now);
  const hits = series.rate(now, ({ origin }) => origin === "");
  const rates: Readonly<Record<string, number>> = {
    edge: all,
    group: all - hits,
    primary: series.rate(now, ({ origin, failedOver }) => origin === primary?.origin || failedOver),
    replica: series.rate(now, ({ origin }) => origin === replica?.origin),
  };
  for (const [name, value] of Object.entries(rates)) {
    const text = element.querySelector(`[data-rate="${name}"]`);
    if (text !== null) say(text, value === 0 ? "" : rate(value));
    element.querySelector(`#way-${name}`)?.classList.toggle("busy", value > 0);
  }
  const hitText = element.querySelector('[data-live="hits"]');
  if (hitText !== null) say(hitText, all === 0 ? "no requests" : `${percent(hits / all)} from the cache`);
  const title = element.querySelector("#picture-said");
  const lag = state.replication[0];
  if (title !== null) {
    say(
      title,
      `Viewers reach the CloudFront edge, which asks ${site.members.map((member) => placeOf(member)).join(", then ")}. ` +
        (state.faults.length === 0
          ? "Every origin is healthy."
          : `Faults: ${state.faults.map(({ target, type }) => `${target} ${type}`).join(", ")}.`) +
        (lag === undefined ? "" : ` Replication ${lag.paused ? "is paused" : `lags ${lag.latencySeconds} s`}.`),
    );
  }
}

function rect({ x, y, width, height }: Box): Content {
  return h("rect", { class: "box", x, y, width, height, rx: 10 });
}

/** Where the rate of a way stands: beside its line, off the middle where two lines part. */
function betweenOf(
  from: Box,
  to: Box,
  isWide: boolean,
): { readonly x: number; readonly y: number; readonly "text-anchor": string } {
  const down = to.y + to.height / 2 - (from.y + from.height / 2);
  if (isWide) {
    const x = Math.round((from.x + from.width + to.x) / 2) - (down === 0 ? 0 : 14);
    const y = Math.round((from.y + from.height / 2 + to.y + to.height / 2) / 2) + (down > 0 ? 22 : -11);
    return { x, y, "text-anchor": down === 0 ? "middle" : "end" };
  }
  const across = to.x + to.width / 2 - (from.x + from.width / 2);
  return {
    x: Math.round((from.x + from.width / 2 + to.x + to.width / 2) / 2) + (across < 0 ? -12 : 12),
    y: Math.round((from.y + from.height + to.y) / 2) + (across === 0 ? 4 : -6),
    "text-anchor": across < 0 ? "end" : "start",
  };
}

function cut(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, Math.max(1, room - 1))}…`;
}
