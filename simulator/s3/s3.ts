import type { Clock } from "../clock";
import { dispatch } from "./api/dispatch";
import type { ApiReply, ApiRequest } from "./api/request";
import type {
  Bucket,
  KmsKey,
  OriginAccessIdentity,
  PolicyDocument,
  ReplicationConfiguration,
  ReplicationRole,
} from "../model/siteModel";
import type { Deleted, Versioning } from "./bucket";
import type { KmsRefusalStatus } from "./errors";
import { endpointOf } from "./endpoints";
import { Estate, type BucketState } from "./estate";
import { IdSource } from "./ids";
import { Memory } from "./memory";
import { headOf, type ObjectHead, type ObjectVersion, type PutObjectInput, type Version } from "./object";
import { isPublicPolicy } from "./policy/publicPolicy";
import { checkPut, checkRoom, noSuchBucket, publicPolicyBlocked, versioningRequired } from "./refusals";
import { metricsOf, type ReplicationMetrics } from "./replicationMetrics";
import type { ReplicationAssumptions } from "./replication";
import { Replicator } from "./replicator";
import { responseOf } from "./reply";
import { answer, type World } from "./rest";
import { snapshotOf, type BucketSnapshot } from "./snapshot";
import type { OriginOutcome, OriginRequest, OriginTransport } from "./transport";

export interface S3Options {
  readonly clock: Clock;
  readonly buckets: readonly Bucket[];
  /** Milliseconds between a write and the arrival of its copy; default 1000. S3 itself promises none without RTC (RP-7); meanwhile the regions differ (RP-17). */
  readonly replicationLagMs?: number;
  /** Whom policies may name by their canonical user id; default none. By ARN every identity is known. */
  readonly originAccessIdentities?: readonly OriginAccessIdentity[];
  /** The KMS keys and who may use them; default none. A key that is not among them lets nobody in. */
  readonly keys?: readonly KmsKey[];
  /** The roles whose policies are known; default none. A role that is not among them may do what nobody denies it (RP-9). */
  readonly roles?: readonly ReplicationRole[];
  /** What the use of a key is refused with (SIM-11); default 400. */
  readonly kmsRefusalStatus?: KmsRefusalStatus;
  /** Default: the tags of a rule count when an object is written (SIM-34), and a marker needs `s3:ReplicateDelete` (SIM-35). */
  readonly assumptions?: Partial<ReplicationAssumptions>;
  /** Bytes that all buckets together may hold, beyond which writes are refused; default 4 GiB. Bytes of an object and its copies count once. */
  readonly maximumBytes?: number;
}

const defaultLagMs = 1000;
const defaultMaximumBytes = 4 * 1024 ** 3;

/**
 * The buckets of a site in their regions, in process. Owners write and look with the methods named after S3's API, which
 * no bucket policy binds; CloudFront reads through `exchange`, where every rule of S3 holds. A bucket that is not there
 * is a `NoSuchBucket` to owners.
 */
export class S3 implements OriginTransport {
  private readonly estate: Estate;
  private readonly world: World;
  private readonly clock: Clock;
  private readonly ids = new IdSource();
  private readonly replicator: Replicator;

  constructor(options: S3Options) {
    const { clock, buckets, replicationLagMs = defaultLagMs, maximumBytes = defaultMaximumBytes } = options;
    this.clock = clock;
    this.replicator = new Replicator(clock, replicationLagMs);
    this.estate = new Estate(buckets, {
      clock,
      ids: this.ids,
      memory: new Memory(maximumBytes),
      replicator: this.replicator,
      keys: options.keys ?? [],
      roles: options.roles ?? [],
      assumptions: { tagRules: "when-written", markerRole: "replicate-delete", ...options.assumptions },
    });
    this.world = {
      bucket: (name) => this.estate.find(name),
      identities: options.originAccessIdentities ?? [],
      keys: options.keys ?? [],
      now: () => clock.now(),
      kmsRefusalStatus: options.kmsRefusalStatus ?? 400,
    };
  }

  /**
   * One request of CloudFront, answered at once: whatever makes an origin slow or dead stands in front of this. A host
   * that is none of S3's cannot be found (`dns`). Keeps to any limits, hence reads none.
   */
  exchange(...[request]: Parameters<OriginTransport["exchange"]>): Promise<OriginOutcome<Uint8Array>> {
    return this.answered(request, this.world);
  }

  /**
   * The same buckets to somebody with a time of his own: what answers and policies tell of the time follows his clock.
   * Writes and their copies keep to this one's.
   */
  asSeenAt(clock: Clock): OriginTransport {
    const world = { ...this.world, now: () => clock.now() };
    return {
      exchange: (request) => this.answered(request, world),
      resolves: (origin) => this.resolves(origin),
    };
  }

  /** Whether a host is one of S3's, which all have addresses: a bucket that is missing is S3's to tell (LE-11). */
  resolves({ host }: Pick<OriginRequest, "host">): Promise<boolean> {
    return Promise.resolve(endpointOf(host) !== undefined);
  }

  /** One request of an owner's client, or of anybody's: S3's REST API, where policies hold and what is missing says so. */
  handle(request: ApiRequest): Promise<ApiReply> {
    const { kmsRefusalStatus } = this.world;
    const reply = dispatch({
      request: { ...request, arrivedAt: this.clock.now() },
      estate: this.estate,
      kmsRefusalStatus,
    });
    return Promise.resolve(responseOf(reply, request.method, this.ids.nextRequest(), this.clock.now()));
  }

  /** Writes an object; a rule that applies copies it after the lag. Throws `NoSuchBucket`, `E_S3`. */
  putObject(bucket: string, key: string, input: PutObjectInput): { readonly versionId: string; readonly etag: string } {
    const state = this.state(bucket);
    checkPut(key, input);
    checkRoom(this.estate.memory, input);
    const version = this.estate.put(state, key, input);
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
    return this.estate.delete(this.state(bucket), key, versionId);
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

  /** Bytes of memory that all buckets together hold, of at most `maximumBytes`. */
  get heldBytes(): number {
    return this.estate.memory.heldBytes;
  }

  /** In the order of the model. */
  bucketNames(): readonly string[] {
    return this.estate.all().map(({ name }) => name);
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

  /**
   * How a bucket's rules fare, as CloudWatch tells it of rules that have metrics; here all have. Throws `NoSuchBucket`.
   */
  replicationMetrics(bucket: string): readonly ReplicationMetrics[] {
    const { name, replication } = this.state(bucket);
    return metricsOf(name, replication?.rules ?? [], this.replicator);
  }

  /** Holds back what is copied from a bucket or to it, or all, as FIS does: nothing is lost by it (RP-13). */
  pauseReplication(bucket?: string): void {
    this.replicator.pause(bucket);
  }

  /** Ends the pause of one bucket, or all. */
  resumeReplication(bucket?: string): void {
    this.replicator.resume(bucket);
  }

  /** Whether any replication is held back. */
  get replicationPaused(): boolean {
    return this.replicator.paused;
  }

  /** Whether what is copied from one bucket to another is held back. */
  isReplicationHeldBack(source: string, destination: string): boolean {
    return this.replicator.isHeldBack({ source, destination });
  }

  /** Milliseconds between a write and its copy, for what is written from now on; undefined: those of the options. */
  setReplicationLag(milliseconds: number | undefined): void {
    this.replicator.setLag(milliseconds);
  }

  private answered(request: OriginRequest, world: World): Promise<OriginOutcome<Uint8Array>> {
    const reply = answer(request, world);
    if (reply === undefined) return Promise.resolve({ kind: "failure", failure: "dns" });
    const response = responseOf(reply, request.method, this.ids.nextRequest(), world.now());
    return Promise.resolve({ kind: "response", response });
  }

  private state(bucket: string): BucketState {
    const state = this.estate.find(bucket);
    if (state === undefined) throw noSuchBucket(bucket, this.bucketNames());
    return state;
  }
}
