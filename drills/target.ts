import { CodedError } from "../aws/codedError";
import { EmbeddedCloud, type EmbeddedCloudOptions } from "../simulator";
import { originsOf } from "../simulator/supply";
import type { Clock } from "../simulator/clock";
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

export interface TargetOptions extends EmbeddedCloudOptions {
  /** What goes to other origins than the default behavior's primary. */
  readonly publications?: readonly Publication[];
}

/** Files for the bucket behind an origin, by its id. */
export interface Publication {
  readonly origin: string;
  readonly content: readonly ContentFile[];
}

/**
 * Brings a model up on a clock and publishes `content` to the primary, as a deployment would: a replica gets it by
 * replication alone, and this waits until that is complete. Throws `E_NO_DISTRIBUTION`, `E_ORIGIN_UNKNOWN`.
 */
export async function createTarget(
  model: SiteModel,
  content: readonly ContentFile[],
  options: TargetOptions,
): Promise<DrillTarget> {
  const distribution = distributionOf(model);
  if (distribution === undefined) {
    throw new CodedError("E_NO_DISTRIBUTION", "the site must have a CloudFront distribution, got none");
  }
  const members = membersOf(distribution.config);
  if (members === undefined) {
    const target = distribution.config.DefaultCacheBehavior.TargetOriginId;
    throw new CodedError(
      "E_ORIGIN_UNKNOWN",
      `the default cache behavior must target an origin or a group of the distribution, got ${target}`,
    );
  }
  const publications = [
    ...(content.length === 0 ? [] : [{ origin: members.primary.Id, content }]),
    ...(options.publications ?? []),
  ].map((one) => ({ ...one, bucket: bucketOf({ model, members, distribution }, one.origin).name }));
  const cloud = new EmbeddedCloud(model, options);
  for (const { bucket, content: files } of publications) {
    for (const { key, body, contentType, cacheControl } of files) {
      cloud.s3.putObject(bucket, key, { body, contentType, cacheControl });
    }
  }
  await cloud.s3.whenReplicated();
  return {
    model,
    distribution,
    members,
    cloud,
    origins: new FaultyTransport(cloud.transport, options.clock, regionOfHost, {
      replication: cloud.s3,
      bucketsOf: (target) => bucketsBehind(model, target),
      markersFrom: (originId) => markersFrom(model, originId),
    }),
    manifest: manifestOf(
      publications.filter(({ origin }) => origin === members.primary.Id).flatMap((one) => one.content),
    ),
    clock: options.clock,
  };
}

/** Why nothing can be drilled here, or undefined where it can: a drill compares what two buckets give (D15, D18). */
export function whyNoDrill(target: DrillTarget): string | undefined {
  const { model, members, manifest } = target;
  if (members.replica === undefined) return "the default cache behavior targets no origin group";
  const { bindings } = target.cloud;
  const strange = [members.primary, members.replica].find(
    (origin) => bindings.origins.has(origin.Id) || bucketOfOrigin(model, origin) === undefined,
  );
  if (strange !== undefined) return `the origin ${strange.Id} is no bucket on the embedded cloud`;
  return manifest.size === 0 ? "no content is published to its primary" : undefined;
}

/** The parts of a site by which its origins are named. */
type Site = Pick<DrillTarget, "model" | "members" | "distribution">;

/** The origin's id that `primary`, `replica` or an id means. Throws `E_ORIGIN_UNKNOWN`. */
export function originIdOf({ members, model }: Pick<Site, "members" | "model">, name: string): string {
  if (name === "primary") return members.primary.Id;
  if (name === "replica" && members.replica !== undefined) return members.replica.Id;
  const ids = [...new Set(originsOf(model).map(({ Id }) => Id))];
  if (ids.includes(name)) return name;
  throw new CodedError("E_ORIGIN_UNKNOWN", `an origin must be one of ${ids.join(", ")}, got ${name}`, "origin");
}

/**
 * Where a fault sits: an origin, or `region:NAME` for a region with a bucket behind an origin, also by its member
 * (`region:primary`). Throws `E_ORIGIN_UNKNOWN`.
 */
export function faultTargetOf(site: Site, name: string): string {
  if (!name.startsWith("region:")) return originIdOf(site, name);
  if (name === "region:primary" || name === "region:replica") {
    return `region:${bucketOf(site, name.slice("region:".length)).region}`;
  }
  const regions = originsOf(site.model)
    .map((origin) => bucketOfOrigin(site.model, origin)?.region)
    .filter((region) => region !== undefined)
    .map((region) => `region:${region}`);
  if (regions.includes(name)) return name;
  throw new CodedError(
    "E_ORIGIN_UNKNOWN",
    `a region must be one of ${[...new Set(regions)].join(", ") || "none"}, got ${name}`,
    "region",
  );
}

/** The names of the buckets behind the target of a fault; none for an origin that is no bucket of the site's. */
function bucketsBehind(model: SiteModel, target: string): readonly string[] {
  const buckets = originsOf(model).flatMap((origin) => {
    const bucket = bucketOfOrigin(model, origin);
    if (bucket === undefined) return [];
    return origin.Id === target || target === `region:${bucket.region}` ? [bucket.name] : [];
  });
  return [...new Set(buckets)];
}

/** The origins in whose buckets a delete marker is set that replication carries to this one's (RP-3, RP-16). */
function markersFrom(model: SiteModel, originId: string): readonly string[] {
  const reached = new Set(bucketsBehind(model, originId).map((name) => `arn:aws:s3:::${name}`));
  return originsOf(model)
    .filter((origin) =>
      bucketOfOrigin(model, origin)?.replication?.rules.some(
        ({ enabled, deleteMarkers, destinationBucketArn }) =>
          enabled && deleteMarkers && reached.has(destinationBucketArn),
      ),
    )
    .map(({ Id }) => Id);
}

/** The bucket behind an origin. Throws `E_ORIGIN_UNKNOWN` when the origin is none of the site's buckets. */
export function bucketOf(site: Site, name: string): Bucket {
  const id = originIdOf(site, name);
  const origin = originsOf(site.model).find(({ Id }) => Id === id);
  const bucket = origin === undefined ? undefined : bucketOfOrigin(site.model, origin);
  if (bucket !== undefined) return bucket;
  throw new CodedError(
    "E_ORIGIN_UNKNOWN",
    `the origin ${name} must be one of the site's buckets, got ${origin?.DomainName ?? name}`,
    "origin",
  );
}
