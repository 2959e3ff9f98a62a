import type { SiteMode } from "./enums";

/** Arguments about code that runs at the edge, the site's own and the component's. */
export interface EdgeCodeArgs {
  /**
   * What a path without a file's extension means: `files`, `pages` (`/about` is `/about.html`, `/docs/` is
   * `/docs/index.html`) or `spa` (the default root object). Defaults to `files`. The path is rewritten at viewer-request,
   * before the cache and the origin group: it fails over like any other, and a missing file stays 404 instead of
   * becoming a 200 that would hide a dead site.
   */
  siteMode?: SiteMode;
  /**
   * Text of a CloudFront Function (runtime 2.0, `function handler(event)`) for viewer-request: it sees the path that the
   * viewer asked for, after `redirectHosts` and before `siteMode`. A response that it returns ends the request there.
   * Together with the component's own code at most 10,240 bytes (CF-8). Defaults to none. It runs before the cache, once
   * per request whether or not the origin group fails over (CF-3).
   */
  viewerRequestCode?: string;
  /**
   * Text of a CloudFront Function (runtime 2.0, `function handler(event)`) for viewer-response, followed by the
   * component's security headers. Together at most 10,240 bytes (CF-8). Defaults to none. It runs after failover, and not
   * for errors (CF-6); it must leave the status as it is, or it hides what the origin group came to. It is read and run
   * before anything is registered, and refused if it does not (HA-EDGE-01).
   */
  viewerResponseCode?: string;
  /**
   * Text of a Lambda@Edge function (CommonJS, `exports.handler`, async) for origin-request. Defaults to none. It runs on
   * a cache miss for each member that is asked, so that it must not assume one region's bucket (LE-1); a response that it
   * returns keeps the origin group from being asked at all (LE-8).
   */
  originRequestCode?: string;
  /**
   * Text of a Lambda@Edge function (CommonJS, `exports.handler`, async) for origin-response, followed by the component's
   * security headers where `headers.delivery` is `lambda`. Defaults to none. It runs for each member, errors included,
   * and failover is decided on the status that it returns: it must leave that as it is (LE-4, LE-5), as an
   * example that AWS publishes does not (LE-6). It is read and run before anything is registered, and refused if it does
   * not (HA-EDGE-01).
   */
  originResponseCode?: string;
}
