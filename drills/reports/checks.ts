import type { DrillReport } from "../drillReport";
import type { Reason } from "../verdict";

/** One of the things that a drill looks at, in the order in which it does. */
export interface Check {
  readonly about: Reason["about"];
  readonly name: string;
  /** `untested`: the drill did not come so far, or had no need to. */
  readonly state: "met" | "not-met" | "untested";
  readonly sentences: readonly string[];
}

const names: Readonly<Record<Reason["about"], string>> = {
  run: "the drill came to its end",
  "steady-state": "the site works without any fault",
  control: "without its origin group the fault breaks it",
  contrast: "what must heal heals",
  fault: "viewers get what is right while the fault is there",
  recovery: "the primary answers again after the fault",
  restoration: "nothing of the drill is left",
};

/** What an experiment that must fail is about. */
const mustFail = "the fault alone makes viewers get what is wrong, as it must";

/** What a drill looked at, one by one. */
export function checksOf(report: DrillReport): readonly Check[] {
  const { experiment, reasons, legs, status } = report;
  const ran = (name: string): boolean => legs.some((leg) => leg.name === name);
  const tested: Readonly<Record<Reason["about"], boolean>> = {
    run: true,
    "steady-state": ran("control-healthy"),
    control: ran("control-faulted"),
    contrast: ran("trial-contrast"),
    fault: ran("trial-faulted") && status === "completed",
    recovery: ran("trial-restored"),
    restoration: true,
  };
  const abouts: readonly Reason["about"][] = ["run", "steady-state", "control", "fault", "recovery", "restoration"];
  const all =
    experiment.contrast === undefined ? abouts : [...abouts.slice(0, 5), "contrast" as const, "restoration" as const];
  return all.map((about) => {
    const sentences = reasons
      .filter((reason) => reason.about === about)
      .map(({ code, sentence }) => (code === undefined ? sentence : `${code}: ${sentence}`));
    if (about === "fault" && experiment.expect === "fail") return wanted(sentences, tested.fault);
    const met = sentences.length === 0 ? "met" : "not-met";
    return { about, name: names[about], state: tested[about] || sentences.length > 0 ? met : "untested", sentences };
  });
}

function wanted(sentences: readonly string[], tested: boolean): Check {
  const named = { about: "fault", name: mustFail } as const;
  if (sentences.length > 0) return { ...named, state: "met", sentences };
  if (!tested) return { ...named, state: "untested", sentences };
  return {
    ...named,
    state: "not-met",
    sentences: ["viewers got what is right although the experiment wants it to fail"],
  };
}
