import { isDeepStrictEqual } from "node:util";
import { CodedError } from "../aws/codedError";
import type { BucketSnapshot } from "../simulator/s3";
import type { Action, Experiment } from "./experiment";
import { bucketOf, faultTargetOf, type DrillTarget } from "./target";

/**
 * Carries out one action. An object's deletion is a real one (DR-1): S3 puts a delete marker on top of it.
 * Throws `E_ORIGIN_UNKNOWN`, `E_S3`.
 */
export async function act({ provider }: Action, target: DrillTarget): Promise<void> {
  const { origins, cloud } = target;
  switch (provider.func) {
    case "delete-object":
      cloud.s3.deleteObject(bucketOf(target, provider.arguments.origin).name, provider.arguments.key);
      // What is held back does not come before the fault is lifted.
      if (!cloud.s3.replicationPaused) await cloud.s3.whenReplicated();
      return;
    case "restore-object":
      removeMarkers(bucketOf(target, provider.arguments.origin).name, provider.arguments.key, target);
      return;
    case "set-fault":
      origins.setFault(faultTargetOf(target, provider.arguments.origin), provider.arguments.fault);
      return;
    case "heal":
      origins.heal(faultTargetOf(target, provider.arguments.origin));
      return;
  }
}

/** What every bucket holds, to bring it back to that and to see that nothing is left behind. */
export type BucketStates = ReadonlyMap<string, BucketSnapshot>;

export function bucketStates({ cloud }: DrillTarget): BucketStates {
  return new Map(cloud.s3.bucketNames().map((name) => [name, cloud.s3.snapshot(name)]));
}

/** The names of the buckets that differ from what they were. */
export function changedBuckets(before: BucketStates, target: DrillTarget): readonly string[] {
  return [...bucketStates(target)]
    .filter(([name, state]) => !isDeepStrictEqual(before.get(name), state))
    .map(([name]) => name);
}

/**
 * Undoes whatever the actions did, however far they came: every fault is lifted, and every delete marker that was not
 * there before goes, in the replica too, where replication may have carried it (RP-16).
 */
export async function undo(before: BucketStates, target: DrillTarget): Promise<void> {
  const { origins, cloud } = target;
  origins.heal();
  await cloud.s3.whenReplicated();
  for (const [bucket, { versions }] of before) {
    const known = new Set(versions.map(({ versionId }) => versionId));
    for (const { key, versionId, deleteMarker } of cloud.s3.listVersions(bucket)) {
      if (deleteMarker && !known.has(versionId)) cloud.s3.deleteObject(bucket, key, versionId);
    }
  }
}

/**
 * Refuses, before anything is touched, an experiment that names an origin that the site does not have (`E_ORIGIN_UNKNOWN`)
 * or that would delete what cannot be brought back (`E_S3`).
 */
export function refuseUnfit({ method, rollbacks }: Experiment, target: DrillTarget): void {
  for (const { provider } of [...method, ...rollbacks]) {
    const { origin } = provider.arguments;
    if (provider.func === "set-fault" || provider.func === "heal") {
      faultTargetOf(target, origin);
      continue;
    }
    const { name, versioning } = bucketOf(target, origin);
    if (versioning !== "Enabled") {
      throw new CodedError(
        "E_S3",
        `a drill deletes objects only where versions are kept: ${name} must have versioning Enabled, got ${versioning}`,
      );
    }
  }
}

/** Removes the delete markers on top of an object, so that the version below is current again (S3-6). */
function removeMarkers(bucket: string, key: string, { cloud }: DrillTarget): void {
  for (const { versionId, deleteMarker } of cloud.s3.listVersions(bucket, key)) {
    if (!deleteMarker) return;
    cloud.s3.deleteObject(bucket, key, versionId);
  }
}
