import type { S3 } from "../../simulator/s3";
import { sha256 } from "../content";
import { objectKinds, type ObjectKind } from "./matrix";
import { keyOf, type ProofBehavior, type ProofOrigin } from "./site";

/** What is right of an object, from what was written (D18): the hash of its bytes in each bucket, absent where it is not. */
export interface Written {
  readonly primary?: string;
  readonly replica?: string;
}

/** The manifest of the proof's own objects, by the path that a viewer asks for. */
export type ProofManifest = ReadonlyMap<string, Written>;

const contentType = "text/html; charset=utf-8";
/** Seconds. A stale copy may be served for a day when both regions fail. */
export const maxAge = 60;
const cacheControl = `public, max-age=${maxAge}, stale-if-error=86400`;

/**
 * Writes the proof's own objects beside the content: straight into each bucket, so that what each has does not depend on
 * the replication that another promise is about. Resolves when what S3 copies by itself has arrived and been overruled.
 */
export async function writeObjects(s3: S3, behaviors: readonly ProofBehavior[]): Promise<ProofManifest> {
  const manifest = new Map<string, Written>();
  for (const behavior of behaviors) {
    for (const kind of objectKinds) {
      const path = behavior.paths[kind];
      manifest.set(path, await writeObject(s3, behavior, kind, path));
    }
  }
  return manifest;
}

async function writeObject(s3: S3, behavior: ProofBehavior, kind: ObjectKind, path: string): Promise<Written> {
  const { primary, replica } = behavior;
  if (primary.bucket.name === replica?.bucket.name) return writeOnce(s3, primary, kind, path);
  const put = (to: ProofOrigin | undefined, text: string): string | undefined => {
    if (to === undefined) return undefined;
    const body = pageOf(path, text);
    s3.putObject(to.bucket.name, keyOf(to, path), { body, contentType, cacheControl });
    return sha256(body);
  };
  switch (kind) {
    case "both": {
      const current = put(primary, "current");
      await s3.whenReplicated();
      return writtenOf(current, put(replica, "current"));
    }
    case "primary-only": {
      const current = put(primary, "current");
      await s3.whenReplicated();
      forget(s3, replica, path);
      return writtenOf(current, undefined);
    }
    case "replica-only":
      return writtenOf(undefined, put(replica, "current"));
    case "absent":
      return {};
    case "delete-marked": {
      put(primary, "deleted since");
      await s3.whenReplicated();
      const left = put(replica, "deleted since");
      s3.deleteObject(primary.bucket.name, keyOf(primary, path));
      await s3.whenReplicated();
      // Where markers are replicated the page has gone from both.
      const there = replica === undefined ? undefined : s3.headObject(replica.bucket.name, keyOf(replica, path));
      return writtenOf(undefined, there === undefined ? undefined : left);
    }
    case "replica-older": {
      const current = put(primary, "newer");
      await s3.whenReplicated();
      return writtenOf(current, put(replica, "older"));
    }
  }
}

/** Publishes the object that both have anew, to one of them. */
export function republish(s3: S3, { paths }: ProofBehavior, text: string, to: ProofOrigin): void {
  s3.putObject(to.bucket.name, keyOf(to, paths.both), { body: pageOf(paths.both, text), contentType, cacheControl });
}

/** Publishes a page to a bucket that does not have it. */
export function publishOnce(s3: S3, to: ProofOrigin, path: string): void {
  const key = keyOf(to, path);
  if (s3.headObject(to.bucket.name, key) !== undefined) return;
  s3.putObject(to.bucket.name, key, { body: pageOf(path, "stands in"), contentType, cacheControl });
}

/** Two members on one bucket have the same objects, or none. */
function writeOnce(s3: S3, both: ProofOrigin, kind: ObjectKind, path: string): Written {
  if (kind === "absent" || kind === "delete-marked") return {};
  const body = pageOf(path, "current");
  s3.putObject(both.bucket.name, keyOf(both, path), { body, contentType, cacheControl });
  return writtenOf(sha256(body), sha256(body));
}

function writtenOf(primary: string | undefined, replica: string | undefined): Written {
  return { ...(primary === undefined ? {} : { primary }), ...(replica === undefined ? {} : { replica }) };
}

function forget(s3: S3, origin: ProofOrigin | undefined, path: string): void {
  if (origin === undefined) return;
  const key = keyOf(origin, path);
  for (const { versionId } of s3.listVersions(origin.bucket.name, key)) {
    s3.deleteObject(origin.bucket.name, key, versionId);
  }
}

/** Two kilobytes, more than a fault leaves of a body that it cuts. */
function pageOf(path: string, text: string): Uint8Array {
  return Buffer.from(`<!doctype html><title>${path}</title><p>${text}</p>\n`.padEnd(2048, " "));
}
