import { compareUtf8 } from "../compareUtf8";

/** A version of a key, or an upload to one, whose id stands in the place of a version's. */
export interface Stacked {
  readonly key: string;
  readonly versionId: string;
}

/** What a page of versions asks for. */
export interface VersionPageRequest {
  readonly prefix: string;
  readonly delimiter: string;
  readonly maxKeys: number;
  /** Only what comes after this key or common prefix, or after this version of it. */
  readonly keyMarker: string;
  readonly versionIdMarker?: string;
}

export interface ListedVersion<T extends Stacked> {
  readonly version: T;
  readonly latest: boolean;
}

export interface VersionPage<T extends Stacked> {
  readonly versions: readonly ListedVersion<T>[];
  readonly commonPrefixes: readonly string[];
  /** The markers of the next page; absent on the last one. */
  readonly next?: { readonly keyMarker: string; readonly versionIdMarker?: string };
}

/** One page of versions, which come by key in S3's order, the current one of each key first. */
export function versionPage<T extends Stacked>(all: readonly T[], request: VersionPageRequest): VersionPage<T> {
  const { prefix, delimiter, maxKeys } = request;
  const versions: ListedVersion<T>[] = [];
  const commonPrefixes: string[] = [];
  let last: VersionPage<T>["next"];
  for (const listed of afterMarkers(latestMarked(all), request)) {
    const { key, versionId } = listed.version;
    if (!key.startsWith(prefix)) continue;
    const end = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
    const common = end < 0 ? undefined : key.slice(0, end + delimiter.length);
    // Rolled up already, on this page or as the end of the one before.
    if (common !== undefined && (commonPrefixes.at(-1) === common || common === request.keyMarker)) continue;
    if (versions.length + commonPrefixes.length >= maxKeys) {
      return { versions, commonPrefixes, ...(last === undefined ? {} : { next: last }) };
    }
    if (common === undefined) versions.push(listed);
    else commonPrefixes.push(common);
    last = common === undefined ? { keyMarker: key, versionIdMarker: versionId } : { keyMarker: common };
  }
  return { versions, commonPrefixes };
}

function latestMarked<T extends Stacked>(all: readonly T[]): readonly ListedVersion<T>[] {
  return all.map((version, index) => ({ version, latest: all[index - 1]?.key !== version.key }));
}

function afterMarkers<T extends Stacked>(
  all: readonly ListedVersion<T>[],
  { keyMarker, versionIdMarker }: VersionPageRequest,
): readonly ListedVersion<T>[] {
  if (keyMarker === "") return all;
  const at = all.findIndex(({ version }) => version.key === keyMarker && version.versionId === versionIdMarker);
  if (at >= 0) return all.slice(at + 1);
  const first = all.findIndex(({ version }) => compareUtf8(version.key, keyMarker) > 0);
  return first < 0 ? [] : all.slice(first);
}
