import type { EmbeddedCloud } from "../../../simulator";
import type { KeyValueStores } from "../../../simulator/functions";
import type { VirtualClock } from "../../../simulator/clock";
import type { Manifest } from "../../content";
import type { Lane } from "../lane";
import type { CaseResult } from "../result";
import type { ProofBehavior, ProofSite } from "../site";
import { probeClasses } from "./classes";
import { probeErrorPages } from "./errorPages";
import { probeHooks } from "./hooks";
import { probeOutage } from "./outage";
import { probePrivacy } from "./privacy";
import type { Probe } from "./probe";
import { probeRedirects } from "./redirects";
import { probeReplication } from "./replication";

interface ProbedWorld {
  readonly cloud: EmbeddedCloud;
  /** The buckets' own time. */
  readonly clock: VirtualClock;
  readonly content: Manifest;
  readonly keyValueStores: KeyValueStores;
}

/** Of every behavior, and of the default one: one error page and one bucket for all. */
const ofEach: readonly Probe[] = [probeClasses, probeRedirects, probeHooks];
const ofDefault: readonly Probe[] = [probeErrorPages, probePrivacy, probeOutage];

/** The promises that the matrix does not put to the test. Called within the work of the buckets' clock. */
export async function runProbes(
  site: ProofSite,
  lanes: readonly Lane[],
  { cloud, clock, content, keyValueStores }: ProbedWorld,
): Promise<readonly CaseResult[]> {
  const { s3 } = cloud;
  const results = site.behaviors.map((): CaseResult[] => []);
  const next = site.behaviors.entries();
  const work = async ({ runner, edges }: Lane): Promise<void> => {
    for (const [index, behavior] of next) {
      const tools = { site, behavior, runner, edges, s3, clock, content, keyValueStores };
      for (const probe of [...ofEach, ...(behavior.pattern === "*" ? ofDefault : [])]) {
        results[index]?.push(...(await probe(tools)));
      }
    }
  };
  await clock.external(Promise.all(lanes.map((lane) => lane.work(() => work(lane)))));
  const [first] = lanes;
  if (first === undefined) return [];
  const ask = (behavior: ProofBehavior, one: CaseResult["one"]) =>
    clock.external(first.work(() => first.runner.run(first.edges.trial, behavior, one)));
  return [...results.flat(), ...(await probeReplication(site.behaviors, s3, ask))];
}
