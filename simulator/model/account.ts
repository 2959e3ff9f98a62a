/** The account that owns the buckets, in AWS's own example digits: no request of ours can mean anybody's real one. */
export const ownerAccountId = "111122223333";
