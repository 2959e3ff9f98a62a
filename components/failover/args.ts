/** Arguments about when and how fast the replica takes over. */
export interface FailoverArgs {
  /**
   * Status codes of the primary on which the replica is asked: among 400, 403, 404, 416, 429, 500, 502, 503 and 504
   * (FO-5), always with 503 (FO-11) and 504 (FO-12). Defaults to 403, 404, 500, 502, 503 and 504.
   */
  failoverStatusCodes?: number[];
  /** How often CloudFront tries to connect to the primary, 1 to 3 (FO-20). Defaults to 1. */
  primaryConnectionAttempts?: number;
  /** Seconds that one attempt to connect to the primary may take, 1 to 10 (FO-21). Defaults to 2. */
  primaryConnectionTimeoutSeconds?: number;
  /** How often CloudFront tries to connect to the replica, 1 to 3 (FO-20). Defaults to 2. */
  replicaConnectionAttempts?: number;
  /** Seconds that one attempt to connect to the replica may take, 1 to 10 (FO-21). Defaults to 3. */
  replicaConnectionTimeoutSeconds?: number;
}
