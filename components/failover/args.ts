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
  /**
   * Seconds that a failing primary may keep a viewer waiting before the replica is asked, 1 to 120. A configuration that
   * could take longer is refused: attempts × connection timeout when the primary cannot be reached (FO-T1), attempts ×
   * (connection timeout + 30) when it accepts and falls silent (FO-T3), since the 30 s of an S3 bucket cannot be set
   * (FO-T7). Defaults to 35.
   */
  failoverBudgetSeconds?: number;
  /**
   * Seconds after which CloudFront ends a whole exchange with the primary, every attempt and packet included (FO-23): at
   * least 30, and at least attempts × (connection timeout + 30), since whether its expiry fails over is not documented
   * (FO-24). It also ends the download of a large object. Not to be had together with `staging`. Defaults to none.
   */
  primaryResponseCompletionTimeoutSeconds?: number;
  /** The same for the replica, where it bounds the wait for the error when both members fail. Defaults to none. */
  replicaResponseCompletionTimeoutSeconds?: number;
}
