import { kindOf, quickFaults, usualAttributes, type FaultKind } from "../view/faultKinds";
import { outcomeOf } from "../view/faultOutcome";
import { countdown, count } from "../view/format";
import { placeOf } from "../view/places";
import type { FaultInForce, Member } from "../wire";
import { ask, faultPath } from "./api";
import { el, fill, find, h, onClick, say, type Content } from "./dom";
import { FaultDialog } from "./faultDialog";
import { attempt } from "./notice";
import type { Part, Store } from "./store";

/** What is broken, and how to break and heal it: a card for every origin with its region. */
export function faultsPart(store: Store): Part {
  const { site } = store;
  const element = el(
    "section",
    { class: "card faults", "aria-labelledby": "faults-title" },
    h(
      "div",
      { class: "head" },
      h("h2", { id: "faults-title" }, "Origins"),
      h("button", { type: "button", class: "heal-all", hidden: true }, "Heal everything"),
    ),
    site.members.map((member, at) => cardOf(member, at)),
    h("div", { class: "elsewhere" }),
  );
  const dialog = new FaultDialog(site);
  element.append(dialog.element);
  onClick(element, ".quick", ({ dataset }) => {
    const kind = kindOf(dataset["type"] ?? "");
    if (kind === undefined || dataset["target"] === undefined) return;
    attempt(ask("PUT", faultPath(dataset["target"]), { type: kind.type, attributes: usualAttributes(kind) }));
  });
  onClick(element, ".heal", ({ dataset }) => {
    attempt(ask("DELETE", faultPath(dataset["target"] ?? "")));
  });
  onClick(element, ".heal-all", () => {
    attempt(ask("DELETE", "/api/faults"));
  });
  onClick(element, ".more", ({ dataset }) => {
    const member = site.members[Number(dataset["member"])];
    if (member !== undefined) dialog.open(member);
  });
  explain(element, store);
  return {
    element,
    render(changes) {
      if (changes.has("state")) draw(element, store);
      if (changes.has("state") || changes.has("time")) runDown(element, store);
    },
  };
}

function targetsOf({ origin, region }: Member): readonly string[] {
  return region === undefined ? [origin] : [origin, `region:${region}`];
}

function cardOf(member: Member, at: number): Content {
  const place = placeOf(member);
  const button = (kind: FaultKind, target: string): Content =>
    h("button", { type: "button", class: "quick", "data-type": kind.type, "data-target": target }, kind.title);
  const region = kindOf("region");
  return h(
    "article",
    {
      class: `origin ${at === 0 ? "primary" : "replica"}`,
      "data-origin": member.origin,
      "aria-labelledby": `origin-${at}`,
    },
    h(
      "div",
      { class: "head" },
      h("h3", { id: `origin-${at}` }, place, h("small", {}, ` ${at === 0 ? "primary" : "replica"}`)),
      h("span", { class: "badge" }),
    ),
    h("p", { class: "quiet bucket" }, member.bucket ?? member.domainName),
    h("div", { class: "in-force" }),
    h(
      "div",
      { class: "choices", role: "group", "aria-label": `Break ${place}` },
      quickFaults.map((type) => {
        const kind = kindOf(type);
        return kind === undefined ? undefined : button(kind, member.origin);
      }),
      region === undefined || member.region === undefined ? undefined : button(region, `region:${member.region}`),
      h("button", { type: "button", class: "more", "data-member": at }, "More…"),
    ),
    h("p", { class: "quiet what", "aria-hidden": "true" }, "Point at a fault to read what it does."),
  );
}

/** Says below the buttons what the one under the pointer or with the focus would do. */
function explain(element: HTMLElement, { site }: Store): void {
  for (const button of element.querySelectorAll<HTMLElement>(".quick")) {
    const kind = kindOf(button.dataset["type"] ?? "");
    const target = button.dataset["target"] ?? "";
    const what = button.closest("article")?.querySelector(".what");
    if (kind === undefined || what === null || what === undefined) continue;
    const outcome = outcomeOf({ target, type: kind.type, attributes: usualAttributes(kind) }, site);
    const text = `${kind.happens} ${outcome.viewer}`;
    button.title = text;
    for (const event of ["pointerenter", "focus"]) {
      button.addEventListener(event, () => {
        say(what, text);
      });
    }
  }
}

function draw(element: HTMLElement, { site, state }: Store): void {
  find(element, ".heal-all").hidden = state.faults.length < 2;
  const known = new Set(site.members.flatMap(targetsOf));
  for (const member of site.members) {
    const card = find(element, `[data-origin="${CSS.escape(member.origin)}"]`);
    const own = state.faults.filter(({ target }) => targetsOf(member).includes(target));
    const badge = find(card, ".badge");
    say(badge, own.length === 0 ? "● Healthy" : "▲ Fault");
    badge.dataset["tone"] = own.length === 0 ? "well" : "broken";
    keepFocus(card, () => {
      fill(
        find(card, ".in-force"),
        own.map((fault) => faultInForce(fault, site)),
      );
    });
    for (const button of card.querySelectorAll<HTMLElement>(".quick")) {
      const { target, type } = button.dataset;
      const isOn = own.some((fault) => fault.target === target && fault.type === type);
      button.setAttribute("aria-pressed", String(isOn));
    }
  }
  const others = state.faults.filter(({ target }) => !known.has(target));
  fill(
    find(element, ".elsewhere"),
    others.map((fault) => faultInForce(fault, site)),
  );
}

function faultInForce(fault: FaultInForce, site: Store["site"]): Content {
  const { target, type, attributes, toxicity, keys, leftMs } = fault;
  const kind = kindOf(type);
  const settings = [
    ...(kind?.fields ?? []).map(({ name, label, unit }) =>
      `${label.toLowerCase()} ${attributes[name] ?? "?"} ${unit}`.trim(),
    ),
    ...(toxicity < 1 ? [`${Math.round(toxicity * 100)} % of the requests`] : []),
    ...(keys === undefined
      ? []
      : [keys.length === 1 ? `only ${keys[0] ?? ""}` : `only ${count(keys.length, "object")}`]),
  ];
  return h(
    "div",
    { class: "fault" },
    h(
      "p",
      {},
      h("strong", {}, kind?.title ?? type),
      h("span", { class: "quiet" }, ` on ${target.startsWith("region:") ? `the whole of ${target.slice(7)}` : target}`),
      settings.length === 0 ? undefined : h("span", { class: "quiet" }, ` · ${settings.join(", ")}`),
    ),
    h("p", { class: "then" }, outcomeOf(fault, site).viewer),
    h(
      "p",
      { class: "end" },
      h("button", { type: "button", class: "heal primary", "data-target": target }, "Heal"),
      leftMs === undefined ? undefined : h("span", { class: "quiet lease", "data-left": leftMs }),
    ),
  );
}

/** A lease says when it ends. */
function runDown(element: HTMLElement, { stateAt }: Store): void {
  for (const lease of element.querySelectorAll<HTMLElement>(".lease")) {
    const left = Number(lease.dataset["left"]) - (performance.now() - stateAt);
    say(lease, `heals by itself in ${countdown(left)}`);
  }
}

/** What is drawn anew would lose the focus: it goes to the buttons that broke it. */
function keepFocus(card: HTMLElement, redraw: () => void): void {
  const hadFocus = document.activeElement?.closest(".in-force") === find(card, ".in-force");
  redraw();
  if (hadFocus) (card.querySelector<HTMLElement>(".heal") ?? find(card, ".quick")).focus();
}
