import { h, type Element } from "./element";
import { durationWords } from "./words";

/** What a plot shows of a failure class. */
export interface PlottedDelay {
  readonly failure: string;
  readonly worstMs: number;
  readonly typicalMs?: number;
  readonly because: string;
}

const failures: Readonly<Record<string, string>> = {
  "connection-refused": "The primary refuses connections",
  "connection-timeout": "The primary cannot be reached",
  "response-timeout": "The primary accepts, then hangs",
  "response-timeout-options": "The same on OPTIONS",
  "error-status": "The primary answers an error",
  "both-connection-timeout": "Neither region can be reached",
  "both-response-timeout": "Both regions hang",
};

/** A failure class as a sentence. */
export function failureWords(failure: string): string {
  return failures[failure] ?? failure;
}

/** How long a viewer waits, a line a failure class: the longest as a pale bar, what the matrix saw as a dark one. */
export function delayPlot(delays: readonly PlottedDelay[]): Element {
  const longest = Math.max(1, ...delays.map(({ worstMs, typicalMs = 0 }) => Math.max(worstMs, typicalMs)));
  const percent = (ms: number): string => `${Math.max(0.3, Math.round((ms / longest) * 10_000) / 100)}%`;
  return h(
    "ol",
    { class: "delays" },
    delays.map(({ failure, worstMs, typicalMs, because }) =>
      h(
        "li",
        {},
        h("span", { class: "failure" }, failureWords(failure), h("small", {}, because)),
        h(
          "svg",
          { class: "bar", "aria-hidden": "true" },
          h("rect", { class: "track", width: "100%", height: "100%", rx: 3 }),
          h("rect", { class: "worst", width: percent(worstMs), height: "100%", rx: 3 }),
          typicalMs === undefined
            ? undefined
            : h("rect", { class: "typical", y: "30%", width: percent(typicalMs), height: "40%", rx: 2 }),
        ),
        h(
          "span",
          { class: "most" },
          durationWords(worstMs),
          typicalMs === undefined || typicalMs === worstMs
            ? undefined
            : h("small", {}, `typically ${durationWords(typicalMs)}`),
        ),
      ),
    ),
  );
}
