/** Each bucket ends a tenth above the one before it: whatever is read from them is right to within that. */
const growth = Math.log(1.1);

/** The bucket of a latency; the first one holds all below a millisecond. */
export function bucketOf(milliseconds: number): number {
  return milliseconds < 1 ? 0 : Math.floor(Math.log(milliseconds) / growth) + 1;
}

/** The latency at the upper end of a bucket, in milliseconds. */
export function endOfBucket(bucket: number): number {
  return Math.exp(bucket * growth);
}

/** How many requests took how long, by bucket. */
export type LatencyCounts = readonly (readonly [bucket: number, count: number])[];

/** The latency that this share of the requests stayed below, in milliseconds; undefined where there were none. */
export function quantile(counts: LatencyCounts, share: number): number | undefined {
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return undefined;
  const wanted = Math.max(1, Math.ceil(total * share));
  let seen = 0;
  for (const [bucket, count] of [...counts].sort(([a], [b]) => a - b)) {
    seen += count;
    if (seen >= wanted) return endOfBucket(bucket);
  }
  return undefined;
}

/** The requests of several intervals together. */
export function merged(many: readonly LatencyCounts[]): LatencyCounts {
  const counts = new Map<number, number>();
  for (const [bucket, count] of many.flat()) counts.set(bucket, (counts.get(bucket) ?? 0) + count);
  return [...counts].sort(([a], [b]) => a - b);
}
