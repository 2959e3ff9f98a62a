import type { MapCase } from "./mapCase";

/** The matrix of a behavior, laid out. */
export interface BehaviorMap {
  readonly behavior: string;
  readonly columns: readonly MapColumns[];
  readonly rows: readonly MapRow[];
}

/** The faults that strike one side. */
export interface MapColumns {
  readonly struck: string;
  readonly faults: readonly string[];
}

/** One request against one state of its object and of the cache. */
export interface MapRow {
  readonly method: string;
  readonly object: string;
  readonly cache: string;
  /** One for every fault of every column; empty where a case was merged with another. */
  readonly cells: readonly { readonly cell?: MapCell; readonly first: boolean }[];
  /** The only cell of a row: what it shows does not hang on who fails. */
  readonly whole?: MapCell;
}

/** A case, and its place in the proof's `matrix`. */
export interface MapCell {
  readonly one: MapCase;
  readonly at: number;
}

const sides = ["none", "primary", "replica", "both"];

/** Lays the matrix out, a map for every behavior, in the order of the cases. */
export function mapsOf(cases: readonly MapCase[]): readonly BehaviorMap[] {
  const numbered = cases.map((one, at) => ({ one, at }));
  return unique(cases, ({ behavior }) => behavior).map((behavior) => {
    const own = numbered.filter(({ one }) => one.behavior === behavior);
    const struck = unique(own, ({ one }) => one.struck).sort((a, b) => sides.indexOf(a) - sides.indexOf(b));
    const columns = struck.map((side) => ({
      struck: side,
      faults: unique(
        own.filter(({ one }) => one.struck === side),
        ({ one }) => one.fault,
      ),
    }));
    const groups = groupBy(own, ({ one }) => [one.method, one.object, one.cache]);
    return { behavior, columns, rows: groups.map((group) => rowOf(group, columns)).sort(byMethod(cases)) };
  });
}

/** Rows of one method stand together, in the order of the methods. */
function byMethod(cases: readonly MapCase[]): (a: MapRow, b: MapRow) => number {
  const methods = unique(cases, ({ method }) => method);
  return (a, b) => methods.indexOf(a.method) - methods.indexOf(b.method);
}

function rowOf(group: readonly MapCell[], columns: readonly MapColumns[]): MapRow {
  const [only, ...others] = group;
  const { method = "", object = "", cache = "" } = only?.one ?? {};
  return {
    ...{ method, object, cache },
    ...(only !== undefined && others.length === 0 ? { whole: only } : {}),
    cells: columns.flatMap(({ struck, faults }) =>
      faults.map((fault, at) => {
        const cell = group.find(({ one }) => one.struck === struck && one.fault === fault);
        return { ...(cell === undefined ? {} : { cell }), first: at === 0 };
      }),
    ),
  };
}

function unique<T>(all: readonly T[], keyOf: (one: T) => string): string[] {
  return [...new Set(all.map(keyOf))];
}

/** Things with the same key together, in the order of the first of each. */
function groupBy<T>(all: readonly T[], keyOf: (one: T) => readonly string[]): T[][] {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = JSON.stringify(keyOf(one));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()];
}
