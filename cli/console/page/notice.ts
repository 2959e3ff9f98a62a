import { el, fill } from "./dom";

const place = el("div", { class: "notices", role: "alert" });
let timer: ReturnType<typeof setTimeout> | undefined;

/** Where refusals are told. */
export function noticePlace(): HTMLElement {
  return place;
}

/** Tells that something did not work, in words that a reader can act on. */
export function notice(error: unknown): void {
  fill(place, error instanceof Error ? error.message : String(error));
  clearTimeout(timer);
  timer = setTimeout(() => {
    fill(place);
  }, 8000);
}

/** Runs what may be refused. */
export function attempt(work: Promise<unknown>): void {
  work.catch(notice);
}
