import type { VersionStore } from "./bucket";
import type { ObjectAttributes, ReplicationStatus, Version } from "./object";

/** All that a bucket holds as plain JSON: two snapshots are equal when nothing was written, removed or replicated between. */
export interface BucketSnapshot {
  readonly bucket: string;
  readonly region: string;
  /** By key in S3's order, the current version of each first. */
  readonly versions: readonly VersionSnapshot[];
}

export interface VersionSnapshot {
  readonly key: string;
  readonly versionId: string;
  readonly lastModified: string;
  readonly deleteMarker: boolean;
  readonly etag?: string;
  readonly size?: number;
  readonly attributes?: ObjectAttributes;
  readonly replicationStatus?: ReplicationStatus;
}

export function snapshotOf(bucket: string, region: string, store: VersionStore): BucketSnapshot {
  return { bucket, region, versions: store.all().map(versionSnapshot) };
}

function versionSnapshot(version: Version): VersionSnapshot {
  const { key, versionId, deleteMarker } = version;
  const base = { key, versionId, lastModified: new Date(version.lastModified).toISOString(), deleteMarker };
  if (version.deleteMarker) return base;
  const { etag, body, attributes, replicationStatus } = version;
  const status = replicationStatus === undefined ? {} : { replicationStatus };
  return { ...base, etag, size: body.byteLength, attributes, ...status };
}
