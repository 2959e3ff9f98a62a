import type { Clock } from "../clock";
import type {
  Bucket,
  BucketEncryption,
  KmsKey,
  OriginAccessIdentity,
  PolicyDocument,
  ReplicationConfiguration,
} from "../model/siteModel";
import { VersionStore, type Deleted, type Versioning } from "./bucket";
import { etagOf } from "./encryption";
import type { KmsRefusalStatus } from "./errors";
import { IdSource } from "./ids";
import { headOf, type ObjectHead, type ObjectVersion, type PutObjectInput, type Version } from "./object";
import { isPublicPolicy } from "./policy/publicPolicy";
import { checkPut, noSuchBucket, publicPolicyBlocked, versioningRequired } from "./refusals";
import { destinationsOf, replicaOf, statusAfter, type Destination } from "./replication";
import type { RestBucket } from "./reads";
import { Replicator } from "./replicator";
import { responseOf } from "./reply";
import { answer, type World } from "./rest";
import { snapshotOf, type BucketSnapshot } from "./snapshot";
import type { OriginOutcome, OriginTransport } from "./transport";

export interface S3Options {
  readonly clock: Clock;
  readonly buckets: readonly Bucket[];
  /** Milliseconds between a write and the arrival of its copy; default 1000. S3 itself promises none without RTC (RP-7). */
  readonly replicationLagMs?: number;
  /** Whom policies may name by their canonical user id; default none. By ARN every identity is known. */
  readonly originAccessIdentities?: readonly OriginAccessIdentity[];
  /** The KMS keys and who may use them; default none. A key that is not among them lets nobody in. */
  readonly keys?: readonly KmsKey[];
  /** What the use of a key is refused with (SIM-11); default 400. */
  readonly kmsRefusalStatus?: KmsRefusalStatus;
}

interface BucketState extends RestBucket {
  policy: PolicyDocument | undefined;
  replication: ReplicationConfiguration | undefined;
  readonly encryption: BucketEncryption | undefined;
}

const defaultLagMs = 1000;

/**
 * The buckets of a site in their regions, in process. Owners write and look with the methods named after S3's API, which
 * no bucket policy binds; CloudFront reads through `exchange`, where every rule of S3 holds. A bucket that is not there
 * is a `NoSuchBucket` to owners.
 */
export class S3 implements OriginTransport {
  private readonly buckets: ReadonlyMap<string, BucketState>;
  private readonly world: World;
  private readonly clock: Clock;
  private readonly ids = new IdSource();
  private readonly replicator: Replicator;

  constructor(options: S3Options) {
    const { clock, buckets, replicationLagMs = defaultLagMs } = options;
    this.clock = clock;
    this.buckets = new Map(buckets.map((bucket) => [bucket.name, stateOf(bucket)]));
    this.world = {
      bucket: (name) => this.buckets.get(name),
      identities: options.originAccessIdentities ?? [],
      keys: options.keys ?? [],
      kmsRefusalStatus: options.kmsRefusalStatus ?? 400,
    };
    this.replicator = new Replicator(clock, replicationLagMs);
  }

  /**
   * One request of CloudFront, answered at once: whatever makes an origin slow or dead stands in front of this. A host
   * that is none of S3's cannot be found (`dns`). Keeps to any limits, hence reads none.
   */
  exchange(...[request]: Parameters<OriginTransport["exchange"]>): Promise<OriginOutcome<Uint8Array>> {
    const reply = answer(request, this.world);
    if (reply === undefined) return Promise.resolve({ kind: "failure", failure: "dns" });
    const response = responseOf(reply, request.method, this.ids.nextRequest(), this.clock.now());
    return Promise.resolve({ kind: "response", response });
  }

  /** Writes an object; a rule that applies copies it after the lag. Throws `NoSuchBucket`, `E_S3`. */
  putObject(bucket: string, key: string, input: PutObjectInput): { readonly versionId: string; readonly etag: string } {
    const state = this.state(bucket);
    checkPut(key, input);
    const { body, ...attributes } = input;
    const { encryption } = state;
    const version: ObjectVersion = {
      key,
      versionId: state.store.idForWrite(() => this.ids.nextVersionId()),
      lastModified: this.clock.now(),
      deleteMarker: false,
      body,
      etag: etagOf(body, encryption),
      attributes,
      ...(encryption === undefined ? {} : { encryption }),
    };
    const pending = this.replicate(state, version);
    state.store.push(pending ? { ...version, replicationStatus: "PENDING" } : version);
    return { versionId: version.versionId, etag: version.etag };
  }

  /**
   * The current object or the named version with its bytes; undefined when there is none or it is a delete marker.
   * Throws `NoSuchBucket`.
   */
  getObject(bucket: string, key: string, versionId?: string): ObjectVersion | undefined {
    const version = this.state(bucket).store.find(key, versionId);
    return version === undefined || version.deleteMarker ? undefined : version;
  }

  /** {@link getObject} without the bytes. Throws `NoSuchBucket`. */
  headObject(bucket: string, key: string, versionId?: string): ObjectHead | undefined {
    const version = this.getObject(bucket, key, versionId);
    return version === undefined ? undefined : headOf(version);
  }

  /**
   * Without a version: a delete marker on top in a bucket that keeps versions (S3-6), else the end of the object. With
   * one: that version or marker goes for good, here and nowhere else (RP-4). Throws `NoSuchBucket`.
   */
  deleteObject(bucket: string, key: string, versionId?: string): Deleted {
    const state = this.state(bucket);
    if (versionId !== undefined) return state.store.remove(key, versionId);
    const deleted = state.store.delete(key, this.clock.now(), () => this.ids.nextVersionId());
    const marker = state.store.find(key);
    if (marker !== undefined) this.replicate(state, marker);
    return deleted;
  }

  /** The objects that a listing shows, in S3's order. Throws `NoSuchBucket`. */
  listObjects(bucket: string): readonly ObjectVersion[] {
    return this.state(bucket).store.current();
  }

  /** Every version and delete marker, of one key or of all; the current one of each key first. Throws `NoSuchBucket`. */
  listVersions(bucket: string, key?: string): readonly Version[] {
    const { store } = this.state(bucket);
    return key === undefined ? store.all() : store.stack(key);
  }

  /** In the order of the model. */
  bucketNames(): readonly string[] {
    return [...this.buckets.keys()];
  }

  /** Throws `NoSuchBucket`. */
  bucketRegion(bucket: string): string {
    return this.state(bucket).region;
  }

  /** Sets a bucket's policy, or removes it. Throws `NoSuchBucket`, and `E_S3` for a public one where that is blocked. */
  putBucketPolicy(bucket: string, policy: PolicyDocument | undefined): void {
    const state = this.state(bucket);
    if (state.publicAccessBlock.blockPublicPolicy && isPublicPolicy(policy)) throw publicPolicyBlocked(bucket);
    state.policy = policy;
  }

  /** Sets a bucket's rules, or removes them: for what is written from now on (RP-2). Throws `NoSuchBucket`, `E_S3`. */
  putBucketReplication(bucket: string, replication: ReplicationConfiguration | undefined): void {
    const state = this.state(bucket);
    const { versioning } = state.store;
    if (replication !== undefined && versioning !== "Enabled") throw versioningRequired(bucket, versioning);
    state.replication = replication;
  }

  /** Enables or suspends versioning; it cannot be undone, only suspended. Throws `NoSuchBucket`, `E_S3` (RP-1). */
  putBucketVersioning(bucket: string, versioning: Exclude<Versioning, "Off">): void {
    const state = this.state(bucket);
    if (state.replication !== undefined && versioning !== "Enabled") throw versioningRequired(bucket, versioning);
    state.store.versioning = versioning;
  }

  /** All that a bucket holds as plain JSON, to see that something left it as it was. Throws `NoSuchBucket`. */
  snapshot(bucket: string): BucketSnapshot {
    const { name, region, store } = this.state(bucket);
    return snapshotOf(name, region, store);
  }

  /** How many writes wait for their copies. */
  get pendingReplications(): number {
    return this.replicator.pending;
  }

  /** Resolves once every write has been copied, or has failed to be; while replication is paused, not before it resumes. */
  whenReplicated(): Promise<void> {
    return this.replicator.whenIdle();
  }

  /** Holds back all replication, as FIS does: nothing is lost by it (RP-13). */
  pauseReplication(): void {
    this.replicator.pause();
  }

  resumeReplication(): void {
    this.replicator.resume();
  }

  get replicationPaused(): boolean {
    return this.replicator.paused;
  }

  /** Milliseconds between a write and its copy, for what is written from now on; undefined: those of the options. */
  setReplicationLag(milliseconds: number | undefined): void {
    this.replicator.setLag(milliseconds);
  }

  /** Whether a rule takes this version along. Replicas come in by another door, so that they never chain (RP-12). */
  private replicate(source: BucketState, version: Version): boolean {
    const { replication, store } = source;
    const destinations = destinationsOf(version, { replication, versioning: store.versioning });
    if (destinations.length === 0) return false;
    this.replicator.schedule(() => {
      this.copy(source, version, destinations);
    });
    return true;
  }

  private copy({ store }: BucketState, { key, versionId }: Version, destinations: readonly Destination[]): void {
    const version = store.find(key, versionId);
    // Removed for good before its turn: there is nothing left to copy.
    if (version === undefined) return;
    const copies = destinations.map((destination) => {
      const target = this.buckets.get(destination.bucket);
      // RP-1, RP-8: a destination that is missing or keeps no versions fails the copy, for good.
      if (target?.store.versioning !== "Enabled") return false;
      target.store.push(replicaOf(version, destination, target.encryption));
      return true;
    });
    if (!version.deleteMarker) store.replace({ ...version, replicationStatus: statusAfter(copies) });
  }

  private state(bucket: string): BucketState {
    const state = this.buckets.get(bucket);
    if (state === undefined) throw noSuchBucket(bucket, this.buckets.keys());
    return state;
  }
}

function stateOf({ versioning, policy, replication, encryption, ...rest }: Bucket): BucketState {
  return { ...rest, store: new VersionStore(versioning), policy, replication, encryption };
}
