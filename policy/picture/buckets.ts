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
} as const;

/** One side of a bucket. */
export type Side = keyof typeof sides;

/** Where a bucket of older programs, or of `aws-native`, has the side itself. */
const inline: Readonly<Record<Side, string>> = {
  versioning: "versioning",
  policy: "policy",
  publicAccessBlock: "publicAccessBlock",
  ownershipControls: "ownershipControls",
  replication: "replicationConfiguration",
  encryption: "serverSideEncryptionConfiguration",
  lifecycle: "lifecycleRules",
};

/** A bucket with what stands beside it and in it. */
export class Bucket {
  readonly value: Value;

  constructor(
    readonly resource: StackResource,
    private readonly all: readonly StackResource[],
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

  /** The resource that sets this side, or the bucket's own property; undefined where nothing says anything. */
  side(kind: Side): { readonly value: Value; readonly isInline: boolean } | undefined {
    const types: readonly string[] = sides[kind];
    const found = this.all.find((one) => types.includes(one.type) && refersTo(one, "bucket", this.resource));
    if (found !== undefined) return { value: new Value(found.props, found.name), isInline: false };
    const own = this.value.at(inline[kind]);
    return own.isKnown && own.isGiven ? { value: own, isInline: true } : undefined;
  }
}

/** Every bucket that the stack creates. */
export function bucketsOf(resources: readonly StackResource[]): readonly Bucket[] {
  return resources.filter(({ type }) => bucketTypes.has(type)).map((one) => new Bucket(one, resources));
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
