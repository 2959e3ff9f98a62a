import type { LogRecord } from "../simulator/cloudfront/exchange";
import { regionOfHost } from "../simulator/model/members";
import type { Probe } from "./experiment";
import type { ProbeAnswer, Stage } from "./stage";

/**
 * The legs of every drill (D15), the return to normal, and the contrast: the same site under what it must heal, where an
 * experiment expects it to fail.
 */
export type LegName = "control-healthy" | "control-faulted" | "trial-faulted" | "trial-restored" | "trial-contrast";

/** What a leg's probes saw. */
export interface Leg {
  readonly name: LegName;
  /** Every probe got what is right. */
  readonly met: boolean;
  /** An outcome for each time that a probe was asked. */
  readonly probes: readonly ProbeOutcome[];
}

export interface ProbeOutcome {
  readonly name: string;
  readonly request: string;
  readonly expected: { readonly status: number; readonly sha256?: string };
  readonly got: { readonly status: number; readonly sha256: string; readonly region?: string };
  readonly met: boolean;
  readonly log: LogRecord;
}

export interface LegOptions {
  readonly probes: readonly Probe[];
  readonly hook: boolean;
  /** The hash of what is published under a key at this moment (D18). */
  readonly published: (key: string) => string | undefined;
}

/** Runs the probes of a leg at the same time: a leg lasts as long as the slowest of them. */
export async function runLeg(name: LegName, stage: Stage, { probes, hook, published }: LegOptions): Promise<Leg> {
  const side = name.startsWith("control") ? "control" : "trial";
  const outcomes = await Promise.all(
    probes.map(async (probe) => {
      const { method, path, repeat } = probe.provider.arguments;
      const expected = expectationOf(probe, published);
      const answers = await stage.probe({ side, hook, method, path, repeat });
      return answers.map((answer) => outcomeOf(probe, expected, answer));
    }),
  );
  const all = outcomes.flat();
  return { name, met: all.length > 0 && all.every(({ met }) => met), probes: all };
}

function outcomeOf(probe: Probe, expected: ProbeOutcome["expected"], answer: ProbeAnswer): ProbeOutcome {
  const { method, path } = probe.provider.arguments;
  const got = { status: answer.status, sha256: answer.sha256, ...regionOf(answer.log) };
  const met = got.status === expected.status && (expected.sha256 === undefined || got.sha256 === expected.sha256);
  return { name: probe.name, request: `${method} ${path}`, expected, got, met, log: answer.log };
}

/** What is right, from the content's manifest (D18). An object that was never published can't be served right. */
function expectationOf({ tolerance }: Probe, published: LegOptions["published"]): ProbeOutcome["expected"] {
  const { status, object } = tolerance;
  return object === undefined ? { status } : { status, sha256: published(object) ?? `${object} was not published` };
}

function regionOf(log: LogRecord): { region?: string } {
  const region = regionOfHost(log["r-host"]);
  return region === undefined ? {} : { region };
}
