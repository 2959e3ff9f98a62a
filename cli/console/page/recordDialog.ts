import { timeline } from "../../../drills/proof/reports/html/timeline";
import { latency } from "../view/format";
import { placeOfOrigin } from "../view/places";
import type { LiveRecord, SiteDescription } from "../wire";
import { el, fill, find, h, onClick, say } from "./dom";

/** A request, opened: what the viewer got, and which origins were asked when. */
export class RecordDialog {
  readonly element: HTMLElement;

  constructor(private readonly site: SiteDescription) {
    this.element = el(
      "dialog",
      { class: "record-dialog", "aria-labelledby": "record-title" },
      h(
        "div",
        { class: "head" },
        h("h2", { id: "record-title" }),
        h("button", { type: "button", class: "close plain" }, "Close"),
      ),
      h("div", { class: "body case" }),
    );
    onClick(this.element, ".close", () => {
      this.dialog.close();
    });
  }

  open(record: LiveRecord): void {
    say(find(this.element, "h2"), `${record.method} ${record.path}`);
    const from = placeOfOrigin(record.origin, this.site);
    const rows: readonly (readonly [string, string])[] = [
      ["Status", String(record.status)],
      ["Result", record.result],
      ["From", from === "edge" ? "the edge itself" : from],
      ["Failover", record.reason === "" ? "none" : record.reason],
      ["First byte after", latency(record.firstByteMs)],
      ["Took", latency(record.ms)],
      ["Behavior", record.behavior],
      ["Edge location", record.pop],
      ["Request id", record.id],
    ];
    fill(
      find(this.element, ".body"),
      h(
        "dl",
        { class: "details" },
        rows.map(([term, value]) =>
          h("div", { class: value.length > 30 ? "long" : undefined }, h("dt", {}, term), h("dd", {}, value)),
        ),
      ),
      h("h3", {}, "Who was asked"),
      timeline(record.exchanges, record.ms),
      record.functions.length === 0
        ? undefined
        : [
            h("h3", {}, "Code at the edge"),
            h(
              "ul",
              { class: "plain" },
              record.functions.map(({ event, status, message }) =>
                h("li", {}, `${event}: ${status}${message === undefined ? "" : `, ${message}`}`),
              ),
            ),
          ],
    );
    this.dialog.showModal();
  }

  private get dialog(): HTMLDialogElement {
    if (!(this.element instanceof HTMLDialogElement)) throw new TypeError("a dialog must be one");
    return this.element;
  }
}
