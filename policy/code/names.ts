import type { Node } from "acorn";
import { Bindings } from "./bindings";
import { bundledExports, wrappersOf } from "./bundles";
import { exportsOf } from "./exports";
import { Paths } from "./paths";
import type { SourceFile } from "./sources";
import { Values } from "./values";

/** What the names in the files of a function stand for. */
export interface Names {
  /** The functions that bundlers put around files: what stands in them alone runs once. */
  readonly wrappers: ReadonlySet<Node>;
  readonly bindings: Bindings;
  readonly values: Values;
  readonly paths: Paths;
}

/** `files` is what can be asked for, `sources` what is; the file that is loaded has the path "". */
export function namesOf(sources: readonly SourceFile[], files: Readonly<Record<string, string>>): Names {
  const programs = new Map(sources.map(({ name = "", program }) => [name, program]));
  const wrappers = new Set([...programs.values()].flatMap((program) => [...wrappersOf(program)]));
  const bindings = new Bindings(programs, wrappers);
  const exported = new Map([...programs].map(([path, program]) => [path, exportsOf(program)]));
  const values = new Values(bindings, exported, bundledExports(programs.values(), bindings), files);
  return { wrappers, bindings, values, paths: new Paths(bindings, values, programs.values()) };
}
