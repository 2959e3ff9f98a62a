/** How the security headers come on to a response. */
export const HeadersDelivery = {
  /** A CloudFront Function on viewer-response, and the response headers policy for errors. */
  Function: "function",
  /** Lambda@Edge on origin-response, and the response headers policy: the classic way. */
  Lambda: "lambda",
  /** The response headers policy alone: no code. */
  Policy: "policy",
} as const;
export type HeadersDelivery = (typeof HeadersDelivery)[keyof typeof HeadersDelivery];

/** Values of `X-Frame-Options`: who may show the site in a frame. */
export const FrameOptions = {
  /** Nobody. */
  Deny: "DENY",
  /** Pages of the same origin. */
  SameOrigin: "SAMEORIGIN",
} as const;
export type FrameOptions = (typeof FrameOptions)[keyof typeof FrameOptions];

/** Values of `Referrer-Policy`: what other sites learn of the page that links to them. */
export const ReferrerPolicy = {
  /** Nothing, not even those of the same origin. */
  NoReferrer: "no-referrer",
  /** The whole address, unless the link leads from https to http. */
  NoReferrerWhenDowngrade: "no-referrer-when-downgrade",
  /** The origin alone. */
  Origin: "origin",
  /** The origin alone; pages of the same origin the whole address. */
  OriginWhenCrossOrigin: "origin-when-cross-origin",
  /** Nothing; pages of the same origin the whole address. */
  SameOrigin: "same-origin",
  /** The origin alone, and nothing where the link leads from https to http. */
  StrictOrigin: "strict-origin",
  /** As `strict-origin`; pages of the same origin the whole address. */
  StrictOriginWhenCrossOrigin: "strict-origin-when-cross-origin",
  /** The whole address, also over plain http. */
  UnsafeUrl: "unsafe-url",
} as const;
export type ReferrerPolicy = (typeof ReferrerPolicy)[keyof typeof ReferrerPolicy];

/** Values of `Cross-Origin-Opener-Policy`: whether windows of other origins keep a handle on the site's. */
export const CrossOriginOpenerPolicy = {
  /** Only those of the same origin that ask for the same. */
  SameOrigin: "same-origin",
  /** As `same-origin`, and windows that the site opens and that ask for nothing. */
  SameOriginAllowPopups: "same-origin-allow-popups",
  /** None that opened the site; those that the site opens do. */
  NoopenerAllowPopups: "noopener-allow-popups",
  /** All that do not cut it themselves. */
  UnsafeNone: "unsafe-none",
} as const;
export type CrossOriginOpenerPolicy = (typeof CrossOriginOpenerPolicy)[keyof typeof CrossOriginOpenerPolicy];

/** Values of `Cross-Origin-Resource-Policy`: which sites may embed the site's files. */
export const CrossOriginResourcePolicy = {
  /** Those of the same origin: scheme, host and port. */
  SameOrigin: "same-origin",
  /** Those of the same site: scheme and registrable domain. */
  SameSite: "same-site",
  /** Every site. */
  CrossOrigin: "cross-origin",
} as const;
export type CrossOriginResourcePolicy = (typeof CrossOriginResourcePolicy)[keyof typeof CrossOriginResourcePolicy];

/** Values of `Cross-Origin-Embedder-Policy`: which files of other sites a page may embed. */
export const CrossOriginEmbedderPolicy = {
  /** Those that allow it, by `Cross-Origin-Resource-Policy` or CORS. */
  RequireCorp: "require-corp",
  /** All, which are asked for without cookies unless CORS allows them. */
  Credentialless: "credentialless",
  /** All files. */
  UnsafeNone: "unsafe-none",
} as const;
export type CrossOriginEmbedderPolicy = (typeof CrossOriginEmbedderPolicy)[keyof typeof CrossOriginEmbedderPolicy];
