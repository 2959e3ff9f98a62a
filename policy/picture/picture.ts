import { type Bucket, bucketFromElsewhere, bucketNamed, bucketsOf } from "./buckets";
import { Distribution, type Group } from "./distribution";
import { asBridged } from "./native";
import { type S3Host, s3HostOf } from "./s3Host";
import type { StackResource } from "./stackResource";
import { Value } from "./value";

/** What the rules see of a stack, worked out once. */
export interface StackPicture {
  readonly resources: readonly StackResource[];
  readonly distributions: readonly Distribution[];
  readonly buckets: readonly Bucket[];
}

export const distributionType = "aws:cloudfront/distribution:Distribution";

/** The picture of these resources, whichever of the two providers they are of. */
export function pictureOf(registered: readonly StackResource[]): StackPicture {
  const resources = registered.map((one) => asBridged(one));
  const distributions = resources.filter(({ type }) => type === distributionType).map((one) => new Distribution(one));
  return { resources, distributions, buckets: bucketsOf(resources) };
}

/** The resources of a type as values. */
export function ofType(picture: StackPicture, type: string): readonly Value[] {
  return picture.resources.filter((one) => one.type === type).map(valueOf);
}

export function valueOf(resource: StackResource): Value {
  return new Value(resource.props, resource.name);
}

/** The S3 endpoint behind an origin; undefined for other hosts. */
export function s3HostOfOrigin(origin: Value): S3Host | undefined {
  return s3HostOf(origin.at("domainName").text ?? "");
}

/** The bucket behind an origin, of the stack or from elsewhere; undefined for a host that is not S3's. */
export function bucketOfOrigin(picture: StackPicture, { resource }: Distribution, origin: Value): Bucket | undefined {
  const host = s3HostOfOrigin(origin);
  if (host === undefined) return undefined;
  const own = bucketNamed(picture.buckets, host.bucket);
  if (own !== undefined) return own;
  const known = strangers.get(picture) ?? new Map<string, Bucket>();
  strangers.set(picture, known);
  const region = host.kind === "global" ? undefined : host.region;
  const bucket = known.get(host.bucket) ?? bucketFromElsewhere(host.bucket, region, picture.resources, resource);
  known.set(host.bucket, bucket);
  return bucket;
}

/** Buckets from elsewhere, each the same object whenever it is asked for. */
const strangers = new WeakMap<StackPicture, Map<string, Bucket>>();

/** The two buckets behind a group: what fails, and what takes over. */
export interface Pair {
  readonly distribution: Distribution;
  readonly group: Group;
  readonly primary: Bucket;
  readonly replica: Bucket;
}

/** The pairs of buckets behind the groups of all distributions, each once. */
export function pairsOf(picture: StackPicture): readonly Pair[] {
  const pairs = picture.distributions.flatMap((distribution) =>
    distribution.usedGroups.flatMap((group): readonly Pair[] => {
      const [primary, replica] = group.members.map(({ origin }) =>
        origin === undefined ? undefined : bucketOfOrigin(picture, distribution, origin),
      );
      if (primary === undefined || replica === undefined || primary === replica) return [];
      return [{ distribution, group, primary, replica }];
    }),
  );
  return pairs.filter((pair, index) => pairs.findIndex((one) => isSamePair(one, pair)) === index);
}

function isSamePair(a: Pair, b: Pair): boolean {
  return a.distribution === b.distribution && a.primary === b.primary && a.replica === b.replica;
}

/**
 * Whether a property of `one` names `target` by its output: by the text once both are known, before by what the property
 * is made of.
 */
export function linksTo(one: StackResource, path: readonly string[], target: StackResource, output: string): boolean {
  const value = valueOf(one).at(...path);
  const wanted = valueOf(target).at(output);
  if (value.isKnown && wanted.isKnown) return value.text !== undefined && value.text === wanted.text;
  return (one.propertyDependencies[path[0] ?? ""] ?? []).includes(target.urn);
}
