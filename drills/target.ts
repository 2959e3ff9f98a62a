import { CodedError } from "../aws/codedError";
import { EmbeddedCloud } from "../simulator";
import type { Clock } from "../simulator/clock";
import { itemsOf } from "../simulator/model/distributionConfig";
import { bucketOfOrigin, distributionOf, membersOf, regionOfHost, type Members } from "../simulator/model/members";
import type { Bucket, Distribution, SiteModel } from "../simulator/model/siteModel";
import { manifestOf, type ContentFile, type Manifest } from "./content";
import { FaultyTransport } from "./faults/faultyTransport";

/** A site on the embedded cloud with its content published: what drills break and viewers use. */
export interface DrillTarget {
  readonly model: SiteModel;
  readonly distribution: Distribution;
  readonly members: Members;
  readonly cloud: EmbeddedCloud;
  /** The only way from an edge to the origins. */
  readonly origins: FaultyTransport;
  readonly manifest: Manifest;
  readonly clock: Clock;
}

/**
 * Brings a model up on a clock and publishes `content` to the primary, as a deployment would: the replica gets it by
 * replication alone, and this waits until that is complete. Throws `E_NO_DISTRIBUTION`, `E_ORIGIN_UNKNOWN`.
 */
export async function createTarget(
  model: SiteModel,
  content: readonly ContentFile[],
  options: { readonly clock: Clock; readonly replicationLagMs?: number },
): Promise<DrillTarget> {
  const distribution = distributionOf(model);
  if (distribution === undefined) {
    throw new CodedError("E_NO_DISTRIBUTION", "the program must create a CloudFront distribution, got none");
  }
  const members = membersOf(distribution.config);
  if (members === undefined) {
    const target = distribution.config.DefaultCacheBehavior.TargetOriginId;
    throw new CodedError(
      "E_ORIGIN_UNKNOWN",
      `the default cache behavior must target an origin or a group of the distribution, got ${target}`,
    );
  }
  const cloud = new EmbeddedCloud(model, options);
  const origins = new FaultyTransport(cloud.s3, options.clock, regionOfHost);
  const bucket = bucketOf({ model, members, distribution }, "primary");
  for (const { key, body, contentType, cacheControl } of content) {
    cloud.s3.putObject(bucket.name, key, { body, contentType, cacheControl });
  }
  await cloud.s3.whenReplicated();
  return { model, distribution, members, cloud, origins, manifest: manifestOf(content), clock: options.clock };
}

/** The parts of a site by which its origins are named. */
type Site = Pick<DrillTarget, "model" | "members" | "distribution">;

/** The origin's id that `primary`, `replica` or an id means. Throws `E_ORIGIN_UNKNOWN`. */
export function originIdOf({ members, distribution }: Site, name: string): string {
  if (name === "primary") return members.primary.Id;
  if (name === "replica" && members.replica !== undefined) return members.replica.Id;
  const ids = itemsOf(distribution.config.Origins).map(({ Id }) => Id);
  if (ids.includes(name)) return name;
  throw new CodedError("E_ORIGIN_UNKNOWN", `an origin must be one of ${ids.join(", ")}, got ${name}`, "origin");
}

/** Where a fault sits: an origin, or `region:NAME` for a region with a bucket behind an origin. Throws `E_ORIGIN_UNKNOWN`. */
export function faultTargetOf(site: Site, name: string): string {
  if (!name.startsWith("region:")) return originIdOf(site, name);
  const regions = itemsOf(site.distribution.config.Origins)
    .map((origin) => bucketOfOrigin(site.model, origin)?.region)
    .filter((region) => region !== undefined)
    .map((region) => `region:${region}`);
  if (regions.includes(name)) return name;
  throw new CodedError(
    "E_ORIGIN_UNKNOWN",
    `a region must be one of ${[...new Set(regions)].join(", ")}, got ${name}`,
    "region",
  );
}

/** The bucket behind an origin. Throws `E_ORIGIN_UNKNOWN` when the origin is none of the site's buckets. */
export function bucketOf(site: Site, name: string): Bucket {
  const id = originIdOf(site, name);
  const origin = itemsOf(site.distribution.config.Origins).find(({ Id }) => Id === id);
  const bucket = origin === undefined ? undefined : bucketOfOrigin(site.model, origin);
  if (bucket !== undefined) return bucket;
  throw new CodedError(
    "E_ORIGIN_UNKNOWN",
    `the origin ${name} must be a bucket that the program creates, got ${origin?.DomainName ?? name}`,
    "origin",
  );
}
