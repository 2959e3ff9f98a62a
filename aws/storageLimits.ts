import type { IntegerRange } from "./originTimeouts";

/** Days in a lifecycle rule: S3 keeps their number in 32 bits; more than nothing it must be. */
export const lifecycleDaysRange: IntegerRange = { minimum: 1, maximum: 2_147_483_647 };

/** Days for which KMS keeps a key that is to be deleted (AWS KMS Developer Guide, "Delete an AWS KMS key"). */
export const keyDeletionDaysRange: IntegerRange = { minimum: 7, maximum: 30 };
