import { CodedError } from "../../aws/codedError";
import { EmbeddedCloud, type EmbeddedCloudOptions } from "../../simulator";
import type { Switches } from "../../simulator/cloudfront/switches";
import { VirtualClock } from "../../simulator/clock";
import { distributionOf } from "../../simulator/model/members";
import type { SiteModel } from "../../simulator/model/siteModel";
import type { ContentFile } from "../content";
import { Lane } from "./lane";
import { mutantsOf } from "./mutants";
import { writeObjects, type ProofManifest } from "./objects";
import { proofSiteOf, type ProofSite } from "./site";

/** What is put to the proof: plain data, which another thread can be given. */
export interface ProofInput {
  readonly model: SiteModel;
  /** What is published to the primary of the default behavior besides the proof's own objects. */
  readonly content: readonly ContentFile[];
  readonly keyValueStores?: EmbeddedCloudOptions["keyValueStores"];
  readonly switches?: Partial<Switches>;
  /** How long a viewer may wait while the primary fails (HA-FO-05); default 35. */
  readonly budgetSeconds?: number;
}

/** A cloud of its own on which cases run. */
export interface ProofWorld {
  readonly site: ProofSite;
  readonly cloud: EmbeddedCloud;
  /** The buckets' own time. */
  readonly clock: VirtualClock;
  readonly lanes: readonly Lane[];
  readonly manifest: ProofManifest;
}

/** Cases that are under way at a time: calls of edge code, which runs in another process, share their way there. */
const sideBySide = 16;

/** The site as the proof sees it. Throws `E_NO_DISTRIBUTION`, and the codes of AWS for references that lead nowhere. */
export function siteOf({ model, budgetSeconds }: ProofInput): ProofSite {
  const distribution = distributionOf(model);
  if (distribution === undefined) {
    throw new CodedError("E_NO_DISTRIBUTION", "the site must have a CloudFront distribution, got none");
  }
  return proofSiteOf(model, distribution, budgetSeconds);
}

/** Does work in a world, its buckets filled, within the work of its clock; the world ends with it. */
export async function inWorld<T>(
  site: ProofSite,
  { model, content, keyValueStores, switches }: ProofInput,
  work: (world: ProofWorld) => Promise<T>,
): Promise<T> {
  const clock = new VirtualClock();
  const cloud = new EmbeddedCloud(model, {
    clock,
    ...(keyValueStores === undefined ? {} : { keyValueStores }),
    ...(switches === undefined ? {} : { switches }),
  });
  try {
    return await clock.run(async () => {
      const byDefault = site.behaviors.find(({ pattern }) => pattern === "*");
      if (byDefault !== undefined) {
        for (const { key, ...input } of content) cloud.s3.putObject(byDefault.primary.bucket.name, key, input);
      }
      const manifest = await writeObjects(cloud.s3, site.behaviors);
      const mutant = mutantsOf(model);
      const lanes = Array.from({ length: sideBySide }, () => new Lane({ site, cloud, mutant }, clock.now()));
      return work({ site, cloud, clock, lanes, manifest });
    });
  } finally {
    await cloud.close();
  }
}
