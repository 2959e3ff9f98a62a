import { faultGroups, kindOf, type FaultKind } from "../view/faultKinds";
import { outcomeOf } from "../view/faultOutcome";
import { placeOf } from "../view/places";
import type { Member, SiteDescription } from "../wire";
import { ask, faultPath } from "./api";
import { el, fill, find, findAs, h, onClick, say } from "./dom";

/** Every fault with its settings, for one origin or its region. */
export class FaultDialog {
  readonly element: HTMLElement;
  private member: Member | undefined;

  constructor(private readonly site: SiteDescription) {
    this.element = el(
      "dialog",
      { class: "fault-dialog", "aria-labelledby": "fault-title" },
      h(
        "div",
        { class: "head" },
        h("h2", { id: "fault-title" }),
        h("button", { type: "button", class: "close plain" }, "Close"),
      ),
      h(
        "div",
        { class: "body" },
        h(
          "div",
          { class: "list" },
          faultGroups.map(({ title, kinds }) =>
            h(
              "fieldset",
              {},
              h("legend", {}, title),
              kinds.map((kind) =>
                h(
                  "label",
                  {},
                  h("input", { type: "radio", name: "fault", value: kind.type, checked: kind.type === "down" }),
                  kind.title,
                ),
              ),
            ),
          ),
        ),
        h(
          "div",
          { class: "settings" },
          h("p", { class: "happens" }),
          h("p", { class: "quiet" }, "Whoever opens a page that is not cached gets it"),
          h("p", { class: "then", "aria-live": "polite" }),
          h("div", { class: "fields" }),
          h("div", { class: "where" }),
          h(
            "div",
            { class: "common" },
            numberField("toxicity", "Share of requests", "%", 100),
            h(
              "label",
              {},
              "Objects",
              h("input", { name: "keys", placeholder: "all; or index.html, about.html", autocomplete: "off" }),
            ),
            h(
              "label",
              {},
              "Heals by itself",
              h(
                "select",
                { name: "lease" },
                [
                  ["never", ""],
                  ["after 30 s", "30000"],
                  ["after 1 min", "60000"],
                  ["after 5 min", "300000"],
                ].map(([words, value]) => h("option", { value: value ?? "" }, words)),
              ),
            ),
          ),
          h("p", { class: "refused", role: "alert" }),
          h("button", { type: "button", class: "apply primary" }, "Break it"),
        ),
      ),
    );
    onClick(this.element, ".close", () => {
      this.dialog.close();
    });
    onClick(this.element, ".apply", () => void this.apply());
    this.element.addEventListener("input", (event) => {
      if (event.target instanceof HTMLInputElement && event.target.name === "fault") this.choose();
      else this.foresee();
    });
  }

  open(member: Member): void {
    this.member = member;
    say(find(this.element, "h2"), `Break ${placeOf(member)}`);
    const targets = [
      { value: member.origin, words: member.bucket ?? member.origin },
      ...(member.region === undefined
        ? []
        : [{ value: `region:${member.region}`, words: `everything in ${member.region}` }]),
    ];
    fill(
      find(this.element, ".where"),
      h(
        "label",
        {},
        "Where",
        h(
          "select",
          { name: "target" },
          targets.map(({ value, words }) => h("option", { value }, words)),
        ),
      ),
    );
    this.choose();
    this.dialog.showModal();
  }

  private get dialog(): HTMLDialogElement {
    if (!(this.element instanceof HTMLDialogElement)) throw new TypeError("a dialog must be one");
    return this.element;
  }

  private get kind(): FaultKind | undefined {
    return kindOf(this.element.querySelector<HTMLInputElement>('[name="fault"]:checked')?.value ?? "");
  }

  private choose(): void {
    const { kind } = this;
    if (kind === undefined) return;
    say(find(this.element, ".happens"), kind.happens);
    fill(
      find(this.element, ".fields"),
      kind.fields.map(({ name, label, unit, value, min, max }) =>
        numberField(`attribute-${name}`, label, unit, value, min, max),
      ),
    );
    this.foresee();
  }

  private foresee(): void {
    const { kind, member } = this;
    if (kind === undefined || member === undefined) return;
    const { target, attributes, toxicity } = this.chosen(kind);
    say(find(this.element, ".then"), outcomeOf({ type: kind.type, target, attributes, toxicity }, this.site).viewer);
    say(find(this.element, ".refused"), "");
  }

  private chosen(kind: FaultKind) {
    const value = (name: string): string =>
      this.element.querySelector<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]`)?.value ?? "";
    const keys = value("keys")
      .split(",")
      .map((key) => key.trim())
      .filter((key) => key !== "");
    return {
      target: value("target"),
      attributes: Object.fromEntries(kind.fields.map(({ name }) => [name, Number(value(`attribute-${name}`))])),
      toxicity: Number(value("toxicity")) / 100,
      ...(keys.length === 0 ? {} : { keys }),
      ...(value("lease") === "" ? {} : { leaseMs: Number(value("lease")) }),
    };
  }

  private async apply(): Promise<void> {
    const { kind } = this;
    if (kind === undefined) return;
    const { target, ...fault } = this.chosen(kind);
    try {
      await ask("PUT", faultPath(target), { type: kind.type, ...fault });
      this.dialog.close();
    } catch (error) {
      say(find(this.element, ".refused"), error instanceof Error ? error.message : String(error));
      findAs(this.element, ".apply", HTMLButtonElement).focus();
    }
  }
}

function numberField(name: string, label: string, unit: string, value: number, min = 0, max?: number) {
  return h(
    "label",
    {},
    label,
    h(
      "span",
      { class: "number" },
      h("input", { type: "number", name, value, min, max, step: "any" }),
      unit === "" ? undefined : h("span", { class: "unit" }, unit),
    ),
  );
}
