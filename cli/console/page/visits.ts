import { ask } from "./api";
import { el, find, findAs, h, onClick, say } from "./dom";
import { attempt, notice } from "./notice";
import type { Part, Store } from "./store";

const intervalMs = 500;

/** Visitors for a site that nobody visits: pages of it, picked at random. */
export function visitsPart({ site }: Store): Part {
  const element = el(
    "section",
    { class: "card visits", "aria-labelledby": "visits-title" },
    h("h2", { id: "visits-title" }, "Visitors"),
    h("button", { type: "button", class: "send primary", "aria-pressed": "false" }, "Send visitors"),
    h(
      "label",
      {},
      h("span", { class: "sr" }, "Visits a second"),
      h(
        "select",
        { class: "pace" },
        [2, 10, 40].map((pace) => h("option", { value: pace, selected: pace === 10 }, `${pace} a second`)),
      ),
    ),
    h(
      "label",
      { class: "check" },
      h("input", { type: "checkbox", class: "cold", checked: true }),
      "Nothing is cached for them",
    ),
    h("button", { type: "button", class: "empty-cache" }, "Empty the cache"),
    h("p", { class: "quiet", role: "status" }, "What is cached comes from no region: new pages show which one serves."),
  );
  const pages = site.pages.length === 0 ? ["/"] : site.pages;
  const button = find(element, ".send");
  const cold = findAs(element, ".cold", HTMLInputElement);
  const pace = findAs(element, ".pace", HTMLSelectElement);
  let timer: ReturnType<typeof setInterval> | undefined;
  let underWay = 0;
  const visit = (): void => {
    const many = Math.max(1, Math.round((Number(pace.value) * intervalMs) / 1000));
    // Pages that hang are waited for by as many visitors as the server lets wait.
    if (document.hidden || underWay + many > 150) return;
    underWay += many;
    const paths = Array.from({ length: many }, () => pages[Math.floor(Math.random() * pages.length)] ?? "/");
    ask("POST", "/api/visits", { paths, cold: cold.checked })
      .catch((error: unknown) => {
        notice(error);
        stop();
      })
      .finally(() => {
        underWay -= many;
      });
  };
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
    button.setAttribute("aria-pressed", "false");
    say(button, "Send visitors");
  };
  onClick(element, ".send", () => {
    if (timer !== undefined) {
      stop();
      return;
    }
    visit();
    timer = setInterval(visit, intervalMs);
    button.setAttribute("aria-pressed", "true");
    say(button, "Stop the visitors");
  });
  onClick(element, ".empty-cache", () => {
    attempt(
      ask("POST", "/api/invalidations", { paths: ["/*"] }).then(() => {
        say(find(element, '[role="status"]'), `The cache is empty, since ${new Date().toTimeString().slice(0, 8)}.`);
      }),
    );
  });
  return { element, render: () => undefined };
}
