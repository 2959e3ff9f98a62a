import { CodedError } from "../../aws/codedError";
import { EmbeddedCloud, type EmbeddedCloudOptions } from "../../simulator";
import type { Switches } from "../../simulator/cloudfront/switches";
import { VirtualClock } from "../../simulator/clock";
import { distributionOf } from "../../simulator/model/members";
import type { SiteModel } from "../../simulator/model/siteModel";
import { manifestOf, type ContentFile } from "../content";
import type { Circumstances } from "./judge";
import { Lane, type LaneResult } from "./lane";
import { casesOf, type ProofCase } from "./matrix";
import { writeObjects, type ProofManifest } from "./objects";
import type { Proof } from "./proof";
import type { CaseResult, ProofFindings } from "./result";
import { kindOf } from "./run";
import { proofSiteOf, type ProofBehavior, type ProofSite } from "./site";
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

/**
 * Runs the whole matrix on a virtual clock and says which promises hold. Throws `E_NO_DISTRIBUTION`, and the codes of
 * AWS for references that lead nowhere; `E_INTERRUPTED`.
 */
export async function prove(model: SiteModel, options: ProveOptions = {}): Promise<Proof> {
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
    ...(options.keyValueStores === undefined ? {} : { keyValueStores: options.keyValueStores }),
    ...(options.switches === undefined ? {} : { switches: options.switches }),
  });
  try {
    const lanes = Array.from({ length: sideBySide }, () => new Lane(site, model, cloud, clock));
    const found = await clock.run(() => runMatrix(site, lanes, cloud, options));
    const requests = lanes.reduce((sum, lane) => sum + lane.requests, 0);
    return summarise(site, found, requests, stopwatch() - started);
  } finally {
    await cloud.close();
  }
}

/** Cases that are under way at a time: calls of edge code, which runs in another process, share their way there. */
const sideBySide = 32;

async function runMatrix(
  site: ProofSite,
  lanes: readonly Lane[],
  cloud: EmbeddedCloud,
  { content = [], signal }: ProveOptions,
): Promise<ProofFindings> {
  const byDefault = site.behaviors.find(({ pattern }) => pattern === "*");
  if (byDefault !== undefined) {
    for (const { key, ...input } of content) cloud.s3.putObject(byDefault.primary.bucket.name, key, input);
  }
  const manifest = await writeObjects(cloud.s3, site.behaviors);
  const [first] = lanes;
  if (first === undefined) return { matrix: [], probes: [], switches: [] };
  const found: LaneResult[] = [];
  const probed: CaseResult[] = [];
  for (const behavior of site.behaviors) {
    const healthyStatus = await first.healthyOptions(behavior);
    const cases = casesOf(behavior.pattern);
    const results = new Array<LaneResult>(cases.length);
    const next = cases.entries();
    const work = async (lane: Lane): Promise<void> => {
      // One iterator for all: whoever is done takes the next case.
      for (const [index, one] of next) {
        if (signal?.aborted === true) throw new CodedError("E_INTERRUPTED", "the proof was interrupted before its end");
        results[index] = await lane.run(behavior, one, circumstances(behavior, one, manifest, healthyStatus));
      }
    };
    await Promise.all(lanes.map(work));
    found.push(...results);
    probed.push(...(await first.probes(behavior, manifestOf(content))));
  }
  return {
    matrix: found.map(({ result }) => result),
    probes: probed,
    switches: found.flatMap(({ switches }) => switches),
  };
}

function circumstances(
  behavior: ProofBehavior,
  one: ProofCase,
  manifest: ProofManifest,
  healthyStatus: number,
): Circumstances {
  const kind = kindOf(one);
  return {
    behavior,
    ...(kind === undefined ? {} : { kind }),
    written: manifest.get(behavior.paths[one.object]) ?? {},
    healthyStatus,
    mayBeStale: behavior.compiled.ttl.max > 0,
  };
}
