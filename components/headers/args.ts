import type {
  CrossOriginEmbedderPolicy,
  CrossOriginOpenerPolicy,
  CrossOriginResourcePolicy,
  FrameOptions,
  HeadersDelivery,
  ReferrerPolicy,
} from "./enums";

/** One directive of a content security policy. */
export interface CspDirectiveArgs {
  /** Its name, such as `script-src`. */
  name: string;
  /** Its values in their order, such as `'self'` and `https://cdn.example.com`. Defaults to none. */
  sources?: string[];
}

/** The security headers of a site. A value is printable ASCII without line breaks. */
export interface SiteHeadersArgs {
  /**
   * How the headers come on to a response: `function` (a CloudFront Function on viewer-response), `lambda` (Lambda@Edge
   * on origin-response, in us-east-1) or `policy` (the response headers policy alone, without code; no page can have a
   * policy of its own then). Defaults to `function`. All give the same headers, errors have them from the policy in each
   * case, and none touches a status, so that failover is the same. `lambda` runs for both members of the group on every
   * miss, its headers are cached with the object, and it outlives the stack: AWS removes the replicas of a Lambda@Edge
   * function hours after its last use, so that destroying the stack leaves the function in the account (LE-23).
   */
  delivery?: HeadersDelivery;
  /**
   * The `Content-Security-Policy` of every response, errors included, at most 1,783 characters (RH-4). Defaults to
   * `default-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'`.
   */
  contentSecurityPolicy?: string;
  /** The same policy as a list of directives, in the place of `contentSecurityPolicy`. Defaults to none. */
  contentSecurityPolicyDirectives?: CspDirectiveArgs[];
  /** A policy that browsers report on and do not enforce, `Content-Security-Policy-Report-Only`. Defaults to none. */
  contentSecurityPolicyReportOnly?: string;
  /**
   * Policies for single pages in place of the site's, by path (`/docs/demo.html`), which is the object's
   * own also where `siteMode` gives it another address. They hold for successful responses;
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
  /**
   * `Permissions-Policy`, at most 1,783 characters (HD-15). Defaults to a list that denies camera, microphone, location, payment, USB and
   * sensors.
   */
  permissionsPolicy?: string;
  /** `Cross-Origin-Opener-Policy`. Defaults to `same-origin`. */
  crossOriginOpenerPolicy?: CrossOriginOpenerPolicy;
  /** `Cross-Origin-Resource-Policy`. Defaults to `same-origin`. */
  crossOriginResourcePolicy?: CrossOriginResourcePolicy;
  /** `Cross-Origin-Embedder-Policy`. Not sent by default: it breaks pages that embed files of other sites. */
  crossOriginEmbedderPolicy?: CrossOriginEmbedderPolicy;
}
