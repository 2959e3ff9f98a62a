/** How many names a sentence can list before nobody reads it. */
const fewNames = 8;

/** How many names are offered in place of a longer list. */
const offeredNames = 3;

/** How many of a name's letters, one in so many, may be wrong for another to be surely meant. */
const lettersPerSlip = 4;

/** What to supply in place of a name that nobody knows: the name that is meant, or the nearest few, or all of a few. */
export function nearestNames(unknown: string, names: readonly string[]): string {
  const ranked = names
    .map((name) => ({ name, slips: editDistance(unknown.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.slips - b.slips);
  const [first] = ranked;
  if (first !== undefined && first.slips <= Math.ceil(first.name.length / lettersPerSlip)) {
    return `did you mean ${first.name}?`;
  }
  if (names.length <= fewNames) return `supply ${listed(names)}`;
  return `the nearest are ${listed(ranked.slice(0, offeredNames).map(({ name }) => name))}`;
}

/**
 * How many letters must be put in, left out, replaced, or swapped with the next to make one word of the other (the
 * optimal string alignment distance).
 */
export function editDistance(from: string, to: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const next = [row];
    for (let column = 1; column <= to.length; column++) {
      const [given, wanted] = [from[row - 1], to[column - 1]];
      const swapped = row > 1 && column > 1 && given === to[column - 2] && from[row - 2] === wanted;
      next.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (next[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + Number(given !== wanted),
          swapped ? (beforeLast[column - 2] ?? 0) + 1 : Infinity,
        ),
      );
    }
    [beforeLast, last] = [last, next];
  }
  return last[to.length] ?? 0;
}

function listed(names: readonly string[]): string {
  const [last = "", ...others] = [...names].reverse();
  return others.length === 0 ? last : `${others.reverse().join(", ")} or ${last}`;
}
