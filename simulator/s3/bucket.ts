import { compareUtf8 } from "./compareUtf8";
import type { Memory } from "./memory";
import { nullVersionId, type ObjectVersion, type Version } from "./object";

export type Versioning = "Enabled" | "Suspended" | "Off";

/** What a delete did, as `DeleteObject` answers it. */
export interface Deleted {
  /** The marker that was added or the version that was removed; absent without versioning. */
  readonly versionId?: string;
  /** A marker was added, or what was removed was one. */
  readonly deleteMarker: boolean;
}

/** The versions of one bucket: for each key a stack, the current version on top. Knows neither policies nor replication. */
export class VersionStore {
  private readonly stacks = new Map<string, readonly Version[]>();

  constructor(
    public versioning: Versioning,
    private readonly memory: Pick<Memory, "hold" | "release">,
  ) {}

  /** The id that the next write gets: a new one, or `null` where versions are not kept. */
  idForWrite(newId: () => string): string {
    return this.versioning === "Enabled" ? newId() : nullVersionId;
  }

  /** Puts a version on top. One with the same id goes: without versioning a write replaces the null version. */
  push(version: Version): void {
    const before = this.stack(version.key);
    const below = before.filter(({ versionId }) => versionId !== version.versionId);
    this.memory.hold(bodyOf(version));
    for (const replaced of before) if (!below.includes(replaced)) this.memory.release(bodyOf(replaced));
    this.stacks.set(version.key, [version, ...below]);
  }

  /** A delete that names no version: a marker on top, or, where the bucket was never versioned, the end of the object. */
  delete(key: string, now: number, newId: () => string): Deleted {
    if (this.versioning === "Off") {
      this.remove(key, nullVersionId);
      return { deleteMarker: false };
    }
    const versionId = this.idForWrite(newId);
    this.push({ key, versionId, lastModified: now, deleteMarker: true });
    return { versionId, deleteMarker: true };
  }

  /** Removes one version for good; naming one that is not there does nothing, as in S3. */
  remove(key: string, versionId: string): Deleted {
    const removed = this.find(key, versionId);
    if (removed === undefined) return { versionId, deleteMarker: false };
    const rest = this.stack(key).filter((version) => version !== removed);
    this.memory.release(bodyOf(removed));
    if (rest.length === 0) this.stacks.delete(key);
    else this.stacks.set(key, rest);
    return { versionId, deleteMarker: removed.deleteMarker };
  }

  /** All of them go with their bucket. */
  clear(): void {
    for (const version of this.all()) this.memory.release(bodyOf(version));
    this.stacks.clear();
  }

  /** Exchanges a version for another one with its key, id and bytes, in its place. */
  replace(version: Version): void {
    const stack = this.stack(version.key);
    this.stacks.set(
      version.key,
      stack.map((other) => (other.versionId === version.versionId ? version : other)),
    );
  }

  /** The current version, or the named one: an object, a marker, or undefined. */
  find(key: string, versionId?: string): Version | undefined {
    const stack = this.stack(key);
    return versionId === undefined ? stack[0] : stack.find((version) => version.versionId === versionId);
  }

  /** The versions of one key, the current one first. */
  stack(key: string): readonly Version[] {
    return this.stacks.get(key) ?? [];
  }

  /** Every version, by key in S3's order, the current one of each key first. */
  all(): readonly Version[] {
    return [...this.stacks.entries()].sort(([a], [b]) => compareUtf8(a, b)).flatMap(([, stack]) => stack);
  }

  /** The objects that a listing shows: of each key the current version, unless it is a marker. */
  current(): readonly ObjectVersion[] {
    return [...this.stacks.values()]
      .flatMap(([top]) => (top === undefined || top.deleteMarker ? [] : [top]))
      .sort((a, b) => compareUtf8(a.key, b.key));
  }
}

function bodyOf(version: Version): Uint8Array | undefined {
  return version.deleteMarker ? undefined : version.body;
}
