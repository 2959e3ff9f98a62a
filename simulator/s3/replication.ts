import type { ReplicationConfiguration, ReplicationRule } from "../model/siteModel";
import type { Versioning } from "./bucket";
import type { ReplicationStatus, Version } from "./object";

/** The bucket that a rule copies to, and whether its rule takes delete markers along. */
export interface Destination {
  readonly bucket: string;
  readonly deleteMarkers: boolean;
}

/** Where a version that was just written goes, by the rules of that moment: what is older is never caught up (RP-2). */
export function destinationsOf(
  version: Pick<Version, "key" | "deleteMarker">,
  source: { readonly versioning: Versioning; readonly replication: ReplicationConfiguration | undefined },
): readonly Destination[] {
  // RP-1: without versions there is nothing that a rule could copy.
  if (source.versioning !== "Enabled") return [];
  return destinationsFor(version.key, source.replication?.rules ?? []).filter(
    // RP-3: markers stay at home unless the rule asks for them.
    ({ deleteMarkers }) => deleteMarkers || !version.deleteMarker,
  );
}

/** One entry for each destination: where several rules name the same one, the highest priority decides. */
function destinationsFor(key: string, rules: readonly ReplicationRule[]): readonly Destination[] {
  const destinations = new Map<string, Destination>();
  const byPriority = [...rules].sort((a, b) => b.priority - a.priority);
  for (const { enabled, prefix, deleteMarkers, destinationBucketArn } of byPriority) {
    if (!enabled || !key.startsWith(prefix)) continue;
    const bucket = destinationBucketArn.replace(/^arn:[^:]*:s3:::/, "");
    if (!destinations.has(bucket)) destinations.set(bucket, { bucket, deleteMarkers });
  }
  return [...destinations.values()];
}

/** The copy of a version: same id, time, bytes, tag and metadata, known as a replica (RP-8, RP-11). */
export function replicaOf(version: Version): Version {
  return version.deleteMarker ? version : { ...version, replicationStatus: "REPLICA" };
}

/** The status of a source after all of its copies were tried: one that failed makes it failed, for good (RP-8). */
export function statusAfter(copies: readonly boolean[]): ReplicationStatus {
  return copies.every(Boolean) ? "COMPLETED" : "FAILED";
}
