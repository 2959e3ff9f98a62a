/** An inclusive range of whole numbers. */
export interface IntegerRange {
  readonly minimum: number;
  readonly maximum: number;
}

/** How often CloudFront tries to connect to an origin (FO-20). */
export const connectionAttemptsRange: IntegerRange = { minimum: 1, maximum: 3 };

/** CloudFront's own where a configuration is silent (FO-20). */
export const defaultConnectionAttempts = 3;

/** Seconds that one attempt to connect may take (FO-21). */
export const connectionTimeoutSecondsRange: IntegerRange = { minimum: 1, maximum: 10 };

/** Seconds; CloudFront's own where a configuration is silent (FO-21). */
export const defaultConnectionTimeoutSeconds = 10;

/** Seconds that CloudFront waits for the first byte and for each next packet (FO-22). */
export const readTimeoutSecondsRange: IntegerRange = { minimum: 1, maximum: 120 };

/** Seconds; CloudFront's default, and what an S3 origin gets when its read timeout cannot be set (FO-22, FO-T7). */
export const defaultReadTimeoutSeconds = 30;

/**
 * Seconds that a whole exchange with an S3 origin may take: not less than the read timeout, which cannot be set there
 * (FO-23, FO-T7), and at most what the API's integer holds.
 */
export const responseCompletionTimeoutSecondsRange: IntegerRange = {
  minimum: defaultReadTimeoutSeconds,
  maximum: 2_147_483_647,
};

/** Whether `value` is a whole number inside the range. */
export function isWithin(range: IntegerRange, value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= range.minimum && value <= range.maximum;
}
