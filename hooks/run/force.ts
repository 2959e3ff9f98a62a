import type { Entry, ForcedWrite } from "../findings";
import type { Caller } from "./call";
import { eventsOf } from "./events";
import type { Input } from "./input";
import type { HookProgram } from "./program";

const statuses = [200, 304, 403, 404, 500, 503];
const maximumInputs = 4;
const rounds = 3;
/** Branches and loops of a run: what a forced condition sends round in circles is not waited for. */
const fuel = 10_000;

/**
 * Enters the branches that no run has reached, whatever their conditions say, and tells where a status changed. What is
 * left when it is late is left to the reading.
 */
export async function forcedWrites(
  program: HookProgram,
  entry: Entry,
  caller: Caller,
  productive: readonly Input[],
  isLate: () => boolean,
): Promise<ForcedWrite[]> {
  const { probe, sites } = program;
  const base = new Set([...sites.branches.keys()].filter((branch) => probe.reached[branch] === true));
  /** What must be forced as well, for a branch of a function that only a forced branch calls. */
  const through = new Map<number, ReadonlySet<number>>();
  const writes = new Map<number, ForcedWrite>();
  const done = new Set<number>();
  const inputs = [{}, ...productive.slice(1).reverse()].slice(0, maximumInputs);
  for (let round = 0; round < rounds; round++) {
    for (const [branch, { canForce, position }] of sites.branches.entries()) {
      if (!canForce || base.has(branch) || done.has(branch)) continue;
      if (isLate()) return [...writes.values()];
      const forced = forcedFor(branch, program, base, through);
      if (forced === undefined) continue;
      done.add(branch);
      let isEndless = false;
      for (const input of inputs) {
        if (isEndless) break;
        const events = eventsOf(entry, input, program.sandbox.parse);
        probe.reached.fill(undefined);
        const instance = await caller.instantiate(input);
        for (const status of statuses) {
          probe.force(forced);
          const { answer } = await caller.call(instance, events(status), input, fuel);
          isEndless = answer.kind === "unfinished";
          if (isEndless) break;
          if (answer.kind === "status" && answer.status !== status && !writes.has(branch)) {
            writes.set(branch, { branch: position, from: status, to: answer.status });
          }
        }
        probe.force(new Set());
        for (const number of probe.reached.keys()) {
          if (probe.reached[number] === true && !base.has(number) && !through.has(number)) through.set(number, forced);
        }
      }
    }
  }
  return [...writes.values()];
}

/**
 * The branch and all that it stands in; `undefined` where its function is not called at all, or only for another event.
 */
function forcedFor(
  branch: number,
  { sites: { branches }, probe }: HookProgram,
  base: ReadonlySet<number>,
  through: ReadonlyMap<number, ReadonlySet<number>>,
): ReadonlySet<number> | undefined {
  const forced = new Set<number>();
  for (let at = branch; at >= 0 && !base.has(at); at = branches[at]?.parent ?? -1) {
    if (probe.ofOtherEvents.has(at)) return undefined;
    const known = through.get(at);
    if (branches[at]?.canForce === true) {
      forced.add(at);
    } else if (known === undefined) {
      return undefined;
    }
    for (const one of known ?? []) forced.add(one);
    if (known !== undefined && branches[at]?.canForce !== true) break;
  }
  return forced;
}
