/** A page for one error. */
export interface ErrorPageArgs {
  /** The error's status: 400, 403, 404, 405, 414, 416, 500, 501, 502, 503 or 504 (CE-2). The answer keeps it. */
  statusCode: number;
  /**
   * Path of the page, such as `/errors/503.html`, the object's own whatever `siteMode` says: viewer-request does not run for it
   * (CE-5). It is fetched from the group like any other (CE-4).
   */
  path: string;
  /**
   * Seconds that this error is cached at least (CA-13), at most 60 for a 5xx. Defaults to the site's
   * `errorCachingMinTtlSeconds`.
   */
  errorCachingMinTtlSeconds?: number;
}
