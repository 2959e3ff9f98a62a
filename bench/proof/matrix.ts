import { resolve } from "node:path";
import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { readContent } from "../../drills";
import { prove } from "../../drills/proof";
import { loadProgram } from "../../simulator/loadProgram";
import { itemsOf, toItems, type DefaultCacheBehavior } from "../../simulator/model/distributionConfig";
import type { SiteModel } from "../../simulator/model/siteModel";

/** What one proof in a process of its own came to. Times are of the proof alone, the program has run before. */
export interface MatrixMeasure {
  readonly behaviors: number;
  readonly cases: number;
  readonly requests: number;
  readonly wallMs: number;
  /** Of this process with all of its threads, the one that runs edge code not counted. */
  readonly cpuMs: number;
  readonly peakRssMb: number;
  /** What is in use once everything has been collected that nobody needs, the proof being held. */
  readonly liveMb: number;
}

const root = resolve(__dirname, "..");

/** The site of stack prod with so many behaviors, the default one under paths of their own; `plain`: without its function. */
async function main(behaviors: number, kind: string): Promise<void> {
  const { model } = await loadProgram({ projectDir: root, stack: "prod" });
  const content = await readContent(resolve(root, "examples/site"));
  const site = withBehaviors(kind === "plain" ? withoutFunctions(model) : model, behaviors);
  // As `static-site-ha prove` does.
  setFlagsFromString("--no-allocation-site-pretenuring");
  const cpu = process.cpuUsage();
  const start = performance.now();
  const proof = await prove(site, { content });
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  if (proof.verdict !== "passed") {
    throw new Error(`the proof must pass to be measured, got ${proof.verdict}`);
  }
  const peakRssMb = process.resourceUsage().maxRSS / 1024;
  globalThis.gc?.();
  const { used_heap_size: used, external_memory: external } = getHeapStatistics();
  process.send?.({
    behaviors,
    cases: proof.cases.total,
    requests: proof.requests,
    wallMs,
    cpuMs: (user + system) / 1000,
    peakRssMb,
    liveMb: (used + external) / 1e6,
  } satisfies MatrixMeasure);
}

function withBehaviors(model: SiteModel, count: number): SiteModel {
  return changed(model, ({ DefaultCacheBehavior: byDefault, CacheBehaviors }) => ({
    CacheBehaviors: toItems([
      ...itemsOf(CacheBehaviors),
      ...Array.from({ length: count - 1 }, (_, number) => ({ ...byDefault, PathPattern: `/part-${number}/*` })),
    ]),
  }));
}

function withoutFunctions(model: SiteModel): SiteModel {
  return changed(model, ({ DefaultCacheBehavior }) => {
    const plain: DefaultCacheBehavior = { ...DefaultCacheBehavior, FunctionAssociations: toItems([]) };
    return { DefaultCacheBehavior: plain };
  });
}

type Config = SiteModel["distributions"][number]["config"];

function changed(model: SiteModel, change: (config: Config) => Partial<Config>): SiteModel {
  return {
    ...model,
    distributions: model.distributions.map((one) => ({ ...one, config: { ...one.config, ...change(one.config) } })),
  };
}

void main(Number(process.argv[2]), process.argv[3] ?? "");
