/** Minutes that a look-back window of an objective's burn rate may have (MO-5). */
export const lookBackMinutesRange = { minimum: 1, maximum: 10_080 };

/**
 * How many times faster than it may an objective uses up its error budget: the share of bad requests over what the goal
 * leaves for them (MO-5). At 1 the budget lasts exactly for the interval.
 */
export function burnRateOf(badShare: number, goalPercent: number): number {
  return badShare / (1 - goalPercent / 100);
}

/** The burn rate that uses up a share of the budget of an interval within some hours. */
export function burnRateThreshold(shareOfBudget: number, intervalDays: number, hours: number): number {
  return (shareOfBudget * intervalDays * 24) / hours;
}

/** The highest burn rate that there is: every request is bad. */
export function highestBurnRate(goalPercent: number): number {
  return burnRateOf(1, goalPercent);
}
