import type { Found } from "./found";
import { type Input, keyOf, withoutPath, withValue } from "./input";

/** Runs one input in a fresh instance; `undefined` where the status is kept. */
export type Once = (input: Input, status: number) => Promise<Found | undefined>;

const nothing = keyOf({});

/** Every change with the smallest input that still shows it: fields that do not matter are left out. */
export async function minimised(all: readonly Found[], once: Once): Promise<Found[]> {
  const results: Found[] = [];
  const small = new Map<string, Input>();
  const tried: Input[] = [];
  /** What one status has shown in a fresh instance too, where nothing is to be left out: the others were seen to do it. */
  const shown = new Set<string>();
  for (const found of all) {
    const way = `${found.to} ${found.write} ${found.because ?? ""}`;
    if (keyOf(found.input) === nothing && shown.has(way)) {
      results.push(found);
      continue;
    }
    const known = small.get(keyOf(found.input));
    const again = await firstOf(known === undefined ? tried : [known, ...tried], found, once);
    if (again !== undefined) {
      if (keyOf(again.input) === nothing) shown.add(way);
      results.push(again);
      continue;
    }
    const made = await smaller(found, once);
    small.set(keyOf(found.input), made.input);
    if (!tried.some((input) => keyOf(input) === keyOf(made.input)) && tried.length < 4) tried.push(made.input);
    results.push(made);
  }
  return results.sort((a, b) => a.from - b.from);
}

/** Another status' input that does for this one too, and in no worse way. */
async function firstOf(inputs: readonly Input[], found: Found, once: Once): Promise<Found | undefined> {
  for (const input of inputs) {
    const result = await once(input, found.from);
    if (result !== undefined && isAlike(result, found)) return result;
  }
  return undefined;
}

async function smaller(found: Found, once: Once): Promise<Found> {
  let best = await once(found.input, found.from);
  // It may take a call before it.
  if (best === undefined) best = await once(withValue(found.input, "repeat", 1), found.from);
  if (best === undefined) return { ...found, because: `${found.because ?? "it did so"}, after other requests` };
  for (const path of Object.keys(found.input)) {
    const result = await once(withoutPath(best.input, path), found.from);
    if (result !== undefined && isAlike(result, best)) best = result;
  }
  return best;
}

function isAlike(one: Found, other: Found): boolean {
  return (one.because === undefined) === (other.because === undefined);
}
