import type { Edge } from "../simulator/cloudfront";
import type { LogRecord } from "../simulator/cloudfront/exchange";
import { regionOfHost, withoutOriginGroups } from "../simulator/model/members";
import { sha256, type Manifest } from "./content";
import type { Probe } from "./experiment";
import type { DrillTarget } from "./target";

/** The legs of every drill (D15), and the return to normal. */
export type LegName = "control-healthy" | "control-faulted" | "trial-faulted" | "trial-restored";

/** What a leg's probes saw. */
export interface Leg {
  readonly name: LegName;
  /** Every probe got what is right. */
  readonly met: boolean;
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

/** Runs the probes on an edge of its own with an empty cache, so that no copy can stand in for an origin. */
export async function runLeg(name: LegName, probes: readonly Probe[], target: DrillTarget): Promise<Leg> {
  const control = name.startsWith("control");
  const edge = target.cloud.edge({
    distributionId: target.distribution.id,
    origins: target.origins,
    ...(control ? { model: withoutOriginGroups(target.model) } : {}),
  });
  const outcomes: ProbeOutcome[] = [];
  for (const probe of probes) outcomes.push(await runProbe(probe, edge, target));
  return { name, met: outcomes.every(({ met }) => met), probes: outcomes };
}

async function runProbe(probe: Probe, edge: Edge, target: DrillTarget): Promise<ProbeOutcome> {
  const { method, path } = probe.provider.arguments;
  const response = await edge.fetch({
    method,
    path,
    headers: { host: target.distribution.domainName },
    scheme: "https",
    httpVersion: "2",
    viewerAddress: "127.0.0.1",
  });
  const expected = expectationOf(probe, target.manifest);
  const got = { status: response.status, sha256: sha256(response.body), ...regionOf(response.log) };
  const met = got.status === expected.status && (expected.sha256 === undefined || got.sha256 === expected.sha256);
  return { name: probe.name, request: `${method} ${path}`, expected, got, met, log: response.log };
}

/** What is right, from the content's manifest (D18). An object that was never published can't be served right. */
function expectationOf({ tolerance }: Probe, manifest: Manifest): ProbeOutcome["expected"] {
  const { status, object } = tolerance;
  return object === undefined
    ? { status }
    : { status, sha256: manifest.get(object)?.sha256 ?? `${object} was not published` };
}

function regionOf(log: LogRecord): { region?: string } {
  const region = regionOfHost(log["r-host"]);
  return region === undefined ? {} : { region };
}
