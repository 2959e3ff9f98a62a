import { inlineSides, type Side } from "./inlineSides";
import type { StackResource } from "./stackResource";
import { NotDecided, Value } from "./value";

const bucketTypes: ReadonlySet<string> = new Set(["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"]);

/** The resources that set one side of a bucket, older names included. */
const sides = {
  versioning: ["aws:s3/bucketVersioning:BucketVersioning", "aws:s3/bucketVersioningV2:BucketVersioningV2"],
  policy: ["aws:s3/bucketPolicy:BucketPolicy"],
  publicAccessBlock: ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"],
  ownershipControls: ["aws:s3/bucketOwnershipControls:BucketOwnershipControls"],
  replication: ["aws:s3/bucketReplicationConfig:BucketReplicationConfig"],
  encryption: [
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
  ],
  lifecycle: [
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
  ],
} as const satisfies Readonly<Record<Side, readonly string[]>>;

/** A bucket with what stands beside it and in it. */
export class Bucket {
  readonly value: Value;

  constructor(
    readonly resource: StackResource,
    private readonly all: readonly StackResource[],
    /** Whether the stack creates it; else it is one from elsewhere, of which the stack may set some sides. */
    readonly isOwn = true,
  ) {
    this.value = new Value(resource.props, resource.name);
  }

  get urn(): string {
    return this.resource.urn;
  }

  /** As messages call it. */
  get label(): string {
    return `bucket ${this.resource.name}`;
  }

  get bucketName(): string | undefined {
    return this.value.at("bucket").text ?? this.value.at("id").text;
  }

  get region(): string | undefined {
    return this.value.at("region").text ?? this.resource.providerRegion;
  }

  /**
   * What the resource that sets this side says, or the bucket itself in the same shape; undefined where nothing says
   * anything, which of a bucket from elsewhere tells nothing.
   */
  side(kind: Side): Value | undefined {
    const types: readonly string[] = sides[kind];
    const found = this.all.find((one) => types.includes(one.type) && refersTo(one, "bucket", this.resource));
    if (found !== undefined) return new Value(found.props, found.name);
    const own = new Value(inlineSides[kind](this.resource.props), this.resource.name);
    return own.isKnown && own.isGiven ? own : undefined;
  }
}

/** Every bucket that the stack creates. */
export function bucketsOf(resources: readonly StackResource[]): readonly Bucket[] {
  return resources.filter(({ type }) => bucketTypes.has(type)).map((one) => new Bucket(one, resources));
}

/**
 * A bucket that the stack does not create, by its name: what the stack sets of it is found, and all else is its owner's.
 * Findings are told of the first resource that sets something, or of `user`.
 */
export function bucketFromElsewhere(
  name: string,
  region: string | undefined,
  resources: readonly StackResource[],
  user: StackResource,
): Bucket {
  const types: readonly string[] = Object.values(sides).flat();
  const side = resources.find(({ type, props }) => types.includes(type) && props["bucket"] === name);
  const props = { bucket: name, arn: `arn:aws:s3:::${name}`, ...(region === undefined ? {} : { region }) };
  const resource = { urn: (side ?? user).urn, type: "aws:s3/bucket:Bucket", name, props, propertyDependencies: {} };
  return new Bucket(resource, resources, false);
}

/** Whether a property names this bucket: by its name once both are known, before by what it is made of. */
function refersTo(one: StackResource, property: string, bucket: StackResource): boolean {
  const [named, name] = [
    new Value(one.props, one.name).at(property),
    new Value(bucket.props, bucket.name).at("bucket"),
  ];
  if (named.isKnown && name.isKnown) return named.text !== undefined && named.text === name.text;
  return (one.propertyDependencies[property] ?? []).includes(bucket.urn);
}

/** The one bucket with this name; refuses to decide while a name that could be it is unknown. */
export function bucketNamed(buckets: readonly Bucket[], name: string): Bucket | undefined {
  const found = buckets.find(({ value }) => value.at("bucket").isKnown && value.at("bucket").text === name);
  if (found !== undefined) return found;
  const unknown = buckets.find(({ value }) => !value.at("bucket").isKnown);
  if (unknown !== undefined) throw new NotDecided(unknown.value.at("bucket").place);
  return undefined;
}
