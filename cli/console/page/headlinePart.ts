import { headlineOf } from "../view/headline";
import { el, find, h, say } from "./dom";
import type { Part, Store } from "./store";

const marks = { well: "●", held: "▲", warned: "▲", broken: "✕" };

/** How the site fares, told to who sees it and to who hears it. */
export function headlinePart(store: Store): Part {
  const element = el(
    "div",
    { class: "headline", role: "status" },
    h("span", { class: "mark", "aria-hidden": "true" }),
    h("div", {}, h("h1", {}), h("p", {})),
  );
  return {
    element,
    render(changes) {
      if (!changes.has("state")) return;
      const { tone, title, detail } = headlineOf(store.site, store.state);
      element.dataset["tone"] = tone;
      say(find(element, ".mark"), marks[tone]);
      say(find(element, "h1"), title);
      say(find(element, "p"), detail);
    },
  };
}
