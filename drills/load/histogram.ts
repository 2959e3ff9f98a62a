/** Values up to this are told exactly; above, with an error below one in 128. */
const exact = 256;
const perDoubling = exact / 2;

/**
 * Counts of whole numbers (microseconds) in classes that grow with the value, as HDR histograms have them: memory does
 * not grow with what is recorded, and a quantile is at most one part in 128 above the true one.
 */
export class Histogram {
  private readonly counts: number[] = [];
  private recorded = 0;
  private largest = 0;

  get count(): number {
    return this.recorded;
  }

  get max(): number {
    return this.largest;
  }

  record(value: number): void {
    const whole = Math.max(0, Math.round(value));
    const index = indexOf(whole);
    this.counts[index] = (this.counts[index] ?? 0) + 1;
    this.recorded++;
    if (whole > this.largest) this.largest = whole;
  }

  /** The smallest value that a share `q` of what was recorded does not exceed; undefined when nothing was. */
  quantile(q: number): number | undefined {
    if (this.recorded === 0) return undefined;
    const wanted = Math.max(1, Math.ceil(q * this.recorded));
    let seen = 0;
    for (const [index, count = 0] of this.counts.entries()) {
      seen += count;
      if (seen >= wanted) return Math.min(highestOf(index), this.largest);
    }
    return this.largest;
  }
}

/** The class of a value: itself, then 128 classes for each doubling. */
function indexOf(value: number): number {
  if (value < exact) return value;
  const doublings = Math.floor(Math.log2(value / exact)) + 1;
  // The logarithm may round up at the border.
  const shift = value < exact * 2 ** (doublings - 1) ? doublings - 1 : doublings;
  return exact + (shift - 1) * perDoubling + (Math.floor(value / 2 ** shift) - perDoubling);
}

function highestOf(index: number): number {
  if (index < exact) return index;
  const shift = Math.floor((index - exact) / perDoubling) + 1;
  const base = ((index - exact) % perDoubling) + perDoubling;
  return (base + 1) * 2 ** shift - 1;
}
