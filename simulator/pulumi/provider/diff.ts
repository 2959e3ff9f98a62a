import { isDeepStrictEqual } from "node:util";
import { isFields } from "../yamlFile";
import { type Properties, unknownValue } from "../wire";
import { defaultsKey } from "./autoName";
import { replaces } from "./replaces";

export interface Change {
  /** `origins[0].originId`, as the engine writes paths. */
  readonly path: string;
  readonly kind: "add" | "delete" | "update";
  readonly replaces: boolean;
}

/** Everything in which the inputs differ, in the order of the paths. What is not known yet may be anything: it differs. Pure. */
export function changesOf(type: string, old: Readonly<Properties>, news: Readonly<Properties>): readonly Change[] {
  const names = [...new Set([...Object.keys(old), ...Object.keys(news)])].filter((name) => name !== defaultsKey).sort();
  return names.flatMap((name) =>
    differences(old[name], news[name], stepTo("", name)).map((one) => ({ ...one, replaces: replaces(type, name) })),
  );
}

type Difference = Omit<Change, "replaces">;

function differences(old: unknown, news: unknown, path: string): readonly Difference[] {
  const [before, after] = [old ?? undefined, news ?? undefined];
  if (isDeepStrictEqual(before, after) && after !== unknownValue) return [];
  if (before === undefined) return [{ path, kind: "add" }];
  if (after === undefined) return [{ path, kind: "delete" }];
  if (Array.isArray(before) && Array.isArray(after)) {
    const [olds, all] = [before as unknown[], after as unknown[]];
    const longest = olds.length > all.length ? olds : all;
    return longest.flatMap((_item, index) => differences(olds[index], all[index], `${path}[${index}]`));
  }
  if (isFields(before) && isFields(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return names.flatMap((name) => differences(before[name], after[name], stepTo(path, name)));
  }
  return [{ path, kind: "update" }];
}

function stepTo(path: string, name: string): string {
  if (!/^[A-Za-z_]\w*$/.test(name)) return `${path}["${name.replaceAll('"', '\\"')}"]`;
  return path === "" ? name : `${path}.${name}`;
}
