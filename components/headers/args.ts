import type {
  CrossOriginEmbedderPolicy,
  CrossOriginOpenerPolicy,
  CrossOriginResourcePolicy,
  FrameOptions,
  ReferrerPolicy,
} from "./enums";

/** The security headers of a site. A value is printable ASCII without line breaks. */
export interface SiteHeadersArgs {
  /**
   * The `Content-Security-Policy` of every response, errors included, at most 1,783 characters (RH-4). Defaults to
   * `default-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'`.
   */
  contentSecurityPolicy?: string;
  /**
   * Policies for single pages in place of the site's, by path (`/docs/demo.html`). They hold for successful responses;
   * errors keep the site's policy, because functions do not run for them (CF-6). Defaults to none.
   */
  pageContentSecurityPolicies?: Record<string, string>;
  /** Seconds that browsers insist on https, `max-age` of `Strict-Transport-Security`. Defaults to 31,536,000, a year. */
  strictTransportSecurityMaxAgeSeconds?: number;
  /** Whether browsers insist on https for subdomains too. Defaults to false. */
  strictTransportSecurityIncludeSubdomains?: boolean;
  /** Whether browsers may ship the site in their preload lists: needs subdomains and at least a year. Defaults to false. */
  strictTransportSecurityPreload?: boolean;
  /** `X-Frame-Options`. Defaults to `DENY`. */
  frameOptions?: FrameOptions;
  /** `Referrer-Policy`. Defaults to `strict-origin-when-cross-origin`. */
  referrerPolicy?: ReferrerPolicy;
  /** `Permissions-Policy`. Defaults to a list that denies camera, microphone, location, payment, USB and sensors. */
  permissionsPolicy?: string;
  /** `Cross-Origin-Opener-Policy`. Defaults to `same-origin`. */
  crossOriginOpenerPolicy?: CrossOriginOpenerPolicy;
  /** `Cross-Origin-Resource-Policy`. Defaults to `same-origin`. */
  crossOriginResourcePolicy?: CrossOriginResourcePolicy;
  /** `Cross-Origin-Embedder-Policy`. Not sent by default: it breaks pages that embed files of other sites. */
  crossOriginEmbedderPolicy?: CrossOriginEmbedderPolicy;
}
