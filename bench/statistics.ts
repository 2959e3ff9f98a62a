/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Prints one measured ratio beside its bound; false when it is over. */
export function printRatio(what: string, ratio: number, bound: number): boolean {
  const holds = ratio <= bound;
  process.stdout.write(`${what}: ${ratio.toFixed(2)} (${holds ? "within" : "OVER"} ${bound})\n`);
  return holds;
}

/** Prints one measured figure beside its goal; false when it stays below. */
export function printAtLeast(what: string, figure: number, goal: number): boolean {
  const holds = figure >= goal;
  const text = figure >= 100 ? figure.toFixed(0) : figure.toFixed(2);
  process.stdout.write(`${what}: ${text} (${holds ? "reaches" : "BELOW"} ${goal})\n`);
  return holds;
}
