import type { SiteDescription } from "../wire";
import { ask } from "./api";
import { charts } from "./charts";
import { el, h, say } from "./dom";
import { drillsPart } from "./drills";
import { faultsPart } from "./faults";
import { header, views, type View } from "./header";
import { headlinePart } from "./headlinePart";
import { followLive } from "./live";
import { logPart } from "./log";
import { noticePlace } from "./notice";
import { picturePart } from "./picture";
import { proofPart } from "./proof";
import { Store, type Part } from "./store";
import { visitsPart } from "./visits";

/** How often what runs down by itself is drawn: leases, and rates that nothing comes to. */
const secondMs = 500;

async function start(): Promise<void> {
  const store = new Store((await ask("GET", "/api/site")) as SiteDescription);
  let view: View = viewOfHash() ?? "live";
  const top = header(store, () => view);
  const headline = headlinePart(store);
  const parts: Readonly<Record<View, readonly Part[]>> = {
    live: [picturePart(store), visitsPart(store), faultsPart(store), charts(store), logPart(store)],
    proof: [proofPart()],
    drills: [drillsPart()],
  };
  const sections = views.map((name) => {
    const section = el("section", { class: `view-${name}`, "aria-label": name, hidden: name !== view });
    section.append(...parts[name].map(({ element }) => element));
    return section;
  });
  const main = el("main", { id: "main", tabindex: -1 });
  main.append(headline.element, ...sections);
  document.body.replaceChildren(
    el("a", { class: "skip", href: "#main" }, "Skip to the console"),
    top.element,
    main,
    noticePlace(),
  );
  store.follow((changes) => {
    for (const part of [top, headline, ...parts[view]]) part.render(changes);
  });
  addEventListener("hashchange", () => {
    const next = viewOfHash();
    if (next === undefined || next === view) return;
    view = next;
    for (const [at, section] of sections.entries()) section.hidden = views[at] !== view;
    store.change("view", "state", "tick", "link", "log", "theme");
  });
  setInterval(() => {
    store.change("time");
  }, secondMs);
  store.change("view", "state", "tick", "link", "log");
  followLive(store);
}

function viewOfHash(): View | undefined {
  return views.find((name) => location.hash === `#${name}`);
}

start().catch((error: unknown) => {
  const text = el("p", { class: "empty", role: "alert" });
  say(text, `The console could not start: ${error instanceof Error ? error.message : String(error)}`);
  document.body.replaceChildren(el("main", {}, h("h1", {}, "static-site-ha")), text);
});
