import { CodedError } from "../../aws/codedError";
import { EmbeddedCloud, type EmbeddedCloudOptions } from "../../simulator";
import type { Switches } from "../../simulator/cloudfront/switches";
import { VirtualClock } from "../../simulator/clock";
import { distributionOf } from "../../simulator/model/members";
import type { SiteModel } from "../../simulator/model/siteModel";
import { manifestOf, type ContentFile } from "../content";
import { Lane } from "./lane";
import { runMatrix, type MatrixRun } from "./runMatrix";
import { mutantsOf } from "./mutants";
import { writeObjects } from "./objects";
import { runProbes } from "./probes";
import type { Proof } from "./proof";
import type { CaseResult } from "./result";
import { proofSiteOf } from "./site";
import { summarise } from "./summary";

export interface ProveOptions {
  /** What is published to the primary of the default behavior besides the proof's own objects. */
  readonly content?: readonly ContentFile[];
  readonly keyValueStores?: EmbeddedCloudOptions["keyValueStores"];
  readonly switches?: Partial<Switches>;
  /** Aborted: the proof ends with `E_INTERRUPTED`. */
  readonly signal?: AbortSignal;
  /** How long a viewer may wait while the primary fails (HA-FO-05); default 35. */
  readonly budgetSeconds?: number;
  /** Milliseconds, for `durationMs`; default `performance.now`. */
  readonly stopwatch?: () => number;
}

/** Cases that are under way at a time: calls of edge code, which runs in another process, share their way there. */
const sideBySide = 16;

/**
 * Runs the whole matrix on a virtual clock and says which promises hold. Throws `E_NO_DISTRIBUTION`, and the codes of
 * AWS for references that lead nowhere; `E_INTERRUPTED`.
 */
export async function prove(model: SiteModel, options: ProveOptions = {}): Promise<Proof> {
  const { content = [], keyValueStores, switches, signal } = options;
  const stopwatch = options.stopwatch ?? (() => performance.now());
  const started = stopwatch();
  const distribution = distributionOf(model);
  if (distribution === undefined) {
    throw new CodedError("E_NO_DISTRIBUTION", "the site must have a CloudFront distribution, got none");
  }
  const site = proofSiteOf(model, distribution, options.budgetSeconds);
  const clock = new VirtualClock();
  const cloud = new EmbeddedCloud(model, {
    clock,
    ...(keyValueStores === undefined ? {} : { keyValueStores }),
    ...(switches === undefined ? {} : { switches }),
  });
  const lanes: Lane[] = [];
  const run = async (): Promise<MatrixRun & { readonly probes: readonly CaseResult[] }> => {
    const byDefault = site.behaviors.find(({ pattern }) => pattern === "*");
    if (byDefault !== undefined) {
      for (const { key, ...input } of content) cloud.s3.putObject(byDefault.primary.bucket.name, key, input);
    }
    const manifest = await writeObjects(cloud.s3, site.behaviors);
    const mutant = mutantsOf(model);
    for (let lane = 0; lane < sideBySide; lane++) lanes.push(new Lane({ site, cloud, mutant }, clock.now()));
    const matrix = await clock.external(runMatrix(site, lanes, manifest, signal));
    return { ...matrix, probes: await runProbes(site, lanes, { cloud, clock, content: manifestOf(content) }) };
  };
  try {
    const { switches: dependences, ...found } = await clock.run(run);
    const requests = lanes.reduce((sum, { runner }) => sum + runner.requests, 0);
    return summarise(site, found, dependences, requests, stopwatch() - started);
  } finally {
    await cloud.close();
  }
}
