import type { World } from "../verdict";
import type { Found } from "./found";
import { type Input, type InputValue, keyOf, withValue } from "./input";
import { otherValues } from "./usualValues";

/** Whether one input in a fresh instance is answered with the status that came in: a throw is neither. */
export type IsKept = (input: Input, status: number) => Promise<boolean>;

/** Finds out for every change what of the outside world it hangs on: that is turned about, and all else left as it is. */
export async function withWorld(all: readonly Found[], asked: ReadonlySet<string>, isKept: IsKept): Promise<Found[]> {
  const known = new Map<string, readonly World[]>();
  const results: Found[] = [];
  for (const found of all) {
    const key = `${keyOf(found.input)} ${String(found.because)}`;
    const hangsOn = known.get(key) ?? (await worldOf(found, asked, isKept));
    known.set(key, hangsOn);
    results.push({ ...found, hangsOn });
  }
  return results;
}

async function worldOf(found: Found, asked: ReadonlySet<string>, isKept: IsKept): Promise<World[]> {
  const worlds: World[] = [];
  for (const [world, paths] of Object.entries(pathsOf(asked)) as [World, readonly string[]][]) {
    if (await hangs(found, paths, isKept)) worlds.push(world);
  }
  return worlds;
}

function pathsOf(asked: ReadonlySet<string>): Readonly<Record<World, readonly string[]>> {
  const those = (pattern: RegExp): string[] => [...asked].filter((path) => pattern.test(path));
  return {
    dependencies: those(/^dependencies/),
    chance: those(/^random$/),
    time: those(/^time$/),
    environment: those(/^env\./),
  };
}

async function hangs({ input, from }: Found, paths: readonly string[], isKept: IsKept): Promise<boolean> {
  for (const path of paths) {
    const others: readonly InputValue[] = path.startsWith("env.") ? [null, "1"] : (otherValues[path] ?? []);
    const usual: Input = Object.fromEntries(Object.entries(input).filter(([one]) => one !== path));
    for (const changed of [usual, ...others.map((value) => withValue(input, path, value))]) {
      if (keyOf(changed) === keyOf(input)) continue;
      if (await isKept(changed, from)) return true;
    }
  }
  return false;
}
