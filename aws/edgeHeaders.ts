/** Headers that a function may not add or change, whatever the event (LE-14, CF-7). */
const disallowed: ReadonlySet<string> = new Set([
  "connection",
  "expect",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "trailer",
  "upgrade",
  "x-accel-buffering",
  "x-accel-charset",
  "x-accel-limit-rate",
  "x-accel-redirect",
  "x-amzn-auth",
  "x-amzn-cf-billing",
  "x-amzn-cf-id",
  "x-amzn-cf-xff",
  "x-amzn-errortype",
  "x-amzn-fle-profile",
  "x-amzn-header-count",
  "x-amzn-header-order",
  "x-amzn-lambda-integration-tag",
  "x-amzn-requestid",
  "x-cache",
  "x-forwarded-proto",
  "x-real-ip",
]);

const disallowedPrefixes = ["x-amz-cf-", "x-edge-"] as const;

/** Headers that a function may read, and neither change nor delete (LE-15). */
export const readOnlyHeaders: Readonly<Record<"viewer-request" | "viewer-response", readonly string[]>> = {
  "viewer-request": ["cdn-loop", "content-length", "host", "transfer-encoding", "via"],
  "viewer-response": ["warning", "via"],
};

/** The same for Lambda@Edge on the origin events (LE-15). */
export const readOnlyLambdaHeaders: Readonly<Record<"origin-request" | "origin-response", readonly string[]>> = {
  "origin-request": [
    "accept-encoding",
    "cdn-loop",
    "content-length",
    "if-modified-since",
    "if-none-match",
    "if-range",
    "if-unmodified-since",
    "transfer-encoding",
    "via",
  ],
  "origin-response": ["transfer-encoding", "via"],
};

/** The same for Lambda@Edge on the viewer events (LE-15). */
export const readOnlyViewerLambdaHeaders: Readonly<Record<"viewer-request" | "viewer-response", readonly string[]>> = {
  "viewer-request": readOnlyHeaders["viewer-request"],
  "viewer-response": ["warning", "via", "content-length", "content-encoding", "transfer-encoding"],
};

/** Whether a function may not set this header (LE-14). `name` in lower case. */
export function isDisallowed(name: string): boolean {
  return disallowed.has(name) || disallowedPrefixes.some((prefix) => name.startsWith(prefix));
}
