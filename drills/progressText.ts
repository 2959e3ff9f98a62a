import type { DrillProgress, DrillStep } from "./progress";

const words: Readonly<Record<DrillStep, string>> = {
  "steady-state": "steady state, no fault yet",
  fault: "the fault is there",
  recovery: "the fault is gone",
  contrast: "contrast: what must heal",
};

/** How far a drill has come, in one line. */
export function progressText({ step, elapsedMs, expectedMs, trial, control }: DrillProgress): string {
  const seconds = (ms: number): string => (ms / 1000).toFixed(0);
  const of = expectedMs > elapsedMs ? ` of about ${seconds(expectedMs)}` : "";
  const share = (name: string, side: DrillProgress["trial"]): readonly string[] =>
    side === undefined || side.requests === 0 ? [] : [`${name} ${side.good} of ${side.requests} good`];
  return [`${words[step]}, ${seconds(elapsedMs)}${of} s`, ...share("trial", trial), ...share("control", control)].join(
    " · ",
  );
}
