/** The statuses that may have a custom error page (CE-2). */
export const errorPageCodes: readonly number[] = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];
