import { el, fill, find, h, onClick, say } from "./dom";
import type { Part, Store } from "./store";

export const views = ["live", "proof", "drills"] as const;
export type View = (typeof views)[number];

const viewNames: Readonly<Record<View, string>> = { live: "Live", proof: "Proof", drills: "Drills" };
const linkWords = { connecting: "Connecting…", live: "Live", lost: "Reconnecting…" };

/** The name, the views, the way to the site, and how the page is drawn. */
export function header(store: Store, current: () => View): Part {
  const { edge, distribution } = store.site;
  const element = el(
    "header",
    { class: "topbar" },
    h(
      "span",
      { class: "brand" },
      h("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, h("path", { d: "M1 8h5m0 0 4-4.5h5M6 8l4 4.5h5" })),
      "static-site-ha",
    ),
    h(
      "nav",
      { "aria-label": "Views" },
      views.map((view) => h("a", { href: `#${view}` }, viewNames[view])),
    ),
    h(
      "span",
      { class: "about" },
      h(
        "a",
        { href: edge, target: "_blank", rel: "noreferrer" },
        "Open the site",
        h("span", { "aria-hidden": "true" }, " ↗"),
      ),
      h("code", { title: "Distribution" }, distribution),
    ),
    h("span", { class: "link", role: "status" }),
    h("button", { type: "button", class: "plain theme" }),
  );
  let theme = savedTheme();
  const showTheme = (): void => {
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
    const button = find(element, ".theme");
    const [mark, name, more] = themeWords[theme];
    fill(button, h("span", { "aria-hidden": "true" }, mark), ` ${name}`);
    button.setAttribute("aria-label", `${name}: ${more}; change`);
    store.change("theme");
  };
  onClick(element, ".theme", () => {
    theme = ({ system: "dark", dark: "light", light: "system" } as const)[theme];
    localStorage.setItem("theme", theme);
    showTheme();
  });
  showTheme();
  return {
    element,
    render(changes) {
      if (changes.has("link")) {
        const link = find(element, ".link");
        link.dataset["link"] = store.link;
        say(link, linkWords[store.link]);
      }
      if (!changes.has("view")) return;
      for (const anchor of element.querySelectorAll("nav a")) {
        if (anchor.getAttribute("href") === `#${current()}`) anchor.setAttribute("aria-current", "page");
        else anchor.removeAttribute("aria-current");
      }
    },
  };
}

const themeWords: Readonly<Record<Theme, readonly [mark: string, name: string, more: string]>> = {
  system: ["◐", "Auto", "colours as the system has them"],
  light: ["○", "Light", "light colours"],
  dark: ["●", "Dark", "dark colours"],
};

type Theme = "system" | "light" | "dark";

function savedTheme(): Theme {
  const saved = localStorage.getItem("theme");
  return saved === "light" || saved === "dark" ? saved : "system";
}
