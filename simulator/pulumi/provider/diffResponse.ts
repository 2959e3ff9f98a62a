import { DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import type { Change } from "./diff";

const { Kind } = PropertyDiff;

const kinds = {
  add: [Kind.ADD, Kind.ADD_REPLACE],
  delete: [Kind.DELETE, Kind.DELETE_REPLACE],
  update: [Kind.UPDATE, Kind.UPDATE_REPLACE],
} as const;

/** The changes as the engine reads them. */
export function diffResponse(changes: readonly Change[], deleteFirst: boolean): DiffResponse {
  const response = new DiffResponse();
  if (changes.length === 0) return response.setChanges(DiffResponse.DiffChanges.DIFF_NONE);
  const replacing = changes.filter((change) => change.replaces);
  response
    .setChanges(DiffResponse.DiffChanges.DIFF_SOME)
    .setDiffsList([...new Set(changes.map(({ path }) => topOf(path)))])
    .setReplacesList([...new Set(replacing.map(({ path }) => topOf(path)))])
    .setDeletebeforereplace(replacing.length > 0 && deleteFirst)
    .setHasdetaileddiff(true);
  for (const { path, kind, replaces } of changes) {
    const detail = new PropertyDiff().setKind(kinds[kind][replaces ? 1 : 0]).setInputdiff(true);
    response.getDetaileddiffMap().set(path, detail);
  }
  return response;
}

function topOf(path: string): string {
  return /^[^.[]+/.exec(path)?.[0] ?? path;
}
