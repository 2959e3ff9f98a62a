/** Which pages elsewhere may ask a bucket what: one rule of its CORS configuration. */
export interface CorsRule {
  readonly id?: string;
  /** Whole origins, one `*` in each at most. */
  readonly allowedOrigins: readonly string[];
  /** Some of GET, PUT, POST, DELETE and HEAD. */
  readonly allowedMethods: readonly string[];
  /** Names of request headers in any case, one `*` in each at most; default none. */
  readonly allowedHeaders: readonly string[];
  /** Names of response headers that a page may read; default none. */
  readonly exposeHeaders: readonly string[];
  /** How long a browser may remember the answer to a preflight. */
  readonly maxAgeSeconds?: number;
}
