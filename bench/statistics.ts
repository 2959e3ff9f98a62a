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
