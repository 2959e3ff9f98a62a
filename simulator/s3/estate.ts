import type { Clock } from "../clock";
import { ownerAccountId } from "../model/account";
import type { CorsRule } from "../model/corsRule";
import type {
  Bucket,
  BucketEncryption,
  KmsKey,
  PolicyDocument,
  PublicAccessBlock,
  ReplicationConfiguration,
  ReplicationRole,
} from "../model/siteModel";
import { VersionStore, type Deleted } from "./bucket";
import { Copies } from "./copies";
import { etagOf } from "./encryption";
import type { IdSource } from "./ids";
import type { Memory } from "./memory";
import type { ObjectAttributes, ObjectVersion, PutObjectInput } from "./object";
import { mayReplicate } from "./policy/replicationRole";
import type { RestBucket } from "./reads";
import { retagged, type ReplicationAssumptions } from "./replication";
import type { Replicator } from "./replicator";
import type { Tag } from "./tags";
import { Uploads, type Part, type Upload } from "./uploads";

/** All that is known of a bucket: what is configured changes, its name and place do not. */
export interface BucketState extends RestBucket {
  /** The account that created it, in twelve digits: all that is in it is its own (S3-4). */
  readonly owner: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  policy: PolicyDocument | undefined;
  publicAccessBlock: PublicAccessBlock;
  replication: ReplicationConfiguration | undefined;
  encryption: BucketEncryption | undefined;
  readonly uploads: Uploads;
  cors: readonly CorsRule[];
  /** Default none. */
  tags: readonly Tag[];
  /** RP-14: who is not its owner's account has to say that he pays; default false. */
  requesterPays: boolean;
}

/** What all writes need: the time, new ids, room, and who carries the copies. */
export interface EstateTools {
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly memory: Memory;
  readonly replicator: Replicator;
  readonly keys: readonly KmsKey[];
  readonly roles: readonly ReplicationRole[];
  readonly assumptions: ReplicationAssumptions;
}

/** Every bucket there is, in all regions, and the writes that replication follows. Asks nobody for permission. */
export class Estate {
  private readonly buckets = new Map<string, BucketState>();
  private readonly copies: Copies<BucketState>;

  constructor(
    buckets: readonly Bucket[],
    private readonly tools: EstateTools,
  ) {
    const { replicator, keys, roles, clock, assumptions } = tools;
    const { tagRules, markerRole } = assumptions;
    this.copies = new Copies<BucketState>({
      find: (name) => this.find(name),
      replicator,
      permits: (step) => mayReplicate(step, { keys, roles, markerRole, now: clock.now() }),
      tagRules,
    });
    for (const bucket of buckets) this.create(bucket);
  }

  find(name: string): BucketState | undefined {
    return this.buckets.get(name);
  }

  /** In the order of their creation. */
  all(): readonly BucketState[] {
    return [...this.buckets.values()];
  }

  /** A bucket of that name that exists already gives way: who must not lose it asks `find` first. Default owner: the site's. */
  create({ versioning, policy, replication, encryption, cors = [], ...rest }: Bucket, owner = ownerAccountId): void {
    const { clock, memory } = this.tools;
    this.remove(rest.name);
    const createdAt = clock.now();
    const store = new VersionStore(versioning, memory);
    const configured = { policy, replication, encryption, cors, tags: [], requesterPays: false };
    this.buckets.set(rest.name, { ...rest, owner, createdAt, store, uploads: new Uploads(memory), ...configured });
  }

  remove(name: string): void {
    const bucket = this.buckets.get(name);
    bucket?.store.clear();
    bucket?.uploads.clear();
    this.buckets.delete(name);
  }

  /** What the buckets hold in memory. Refuses nothing: who writes asks first. */
  get memory(): Pick<Memory, "admits" | "admitsBytes" | "heldBytes" | "maximumBytes"> {
    return this.tools.memory;
  }

  /** Writes an object; a rule that applies copies it after the lag. What only its writer knows of it stands beside: parts and their tag, a checksum. */
  put(
    state: BucketState,
    key: string,
    { body, ...attributes }: PutObjectInput,
    known: Partial<Pick<ObjectVersion, "etag" | "checksum" | "parts">> = {},
  ): ObjectVersion {
    const { clock, ids } = this.tools;
    const { encryption } = state;
    const version: ObjectVersion = {
      key,
      versionId: state.store.idForWrite(() => ids.nextVersionId()),
      lastModified: clock.now(),
      deleteMarker: false,
      body,
      etag: etagOf(body, encryption),
      attributes,
      ...known,
      ...(encryption === undefined ? {} : { encryption }),
    };
    const pending = this.copies.written(state, version);
    state.store.push(pending ? { ...version, replicationStatus: "PENDING" } : version);
    return version;
  }

  /** Gives a version other tags in place of all that it had; it stays the same one, with its date. */
  retag(state: BucketState, version: ObjectVersion, tags: readonly Tag[]): void {
    state.store.replace(retagged(version, tags));
    this.copies.retagged(state, version);
  }

  /** Begins an upload in parts. */
  startUpload(state: BucketState, key: string, attributes: ObjectAttributes, checksum?: Upload["checksum"]): Upload {
    const { clock, ids } = this.tools;
    const upload = {
      key,
      uploadId: ids.nextUploadId(),
      initiated: clock.now(),
      attributes,
      ...(checksum === undefined ? {} : { checksum }),
      parts: new Map<number, Part>(),
    };
    state.uploads.add(upload);
    return upload;
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return this.tools.clock.now();
  }

  /** S3-6, RP-4: a marker or the end of the object; with a version, the end of that one, here and nowhere else. */
  delete(state: BucketState, key: string, versionId?: string): Deleted {
    if (versionId !== undefined) return state.store.remove(key, versionId);
    const deleted = state.store.delete(key, this.tools.clock.now(), () => this.tools.ids.nextVersionId());
    const marker = state.store.find(key);
    if (marker !== undefined) this.copies.written(state, marker);
    return deleted;
  }
}
