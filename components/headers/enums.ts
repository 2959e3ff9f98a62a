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
  NoReferrer: "no-referrer",
  NoReferrerWhenDowngrade: "no-referrer-when-downgrade",
  Origin: "origin",
  OriginWhenCrossOrigin: "origin-when-cross-origin",
  SameOrigin: "same-origin",
  StrictOrigin: "strict-origin",
  StrictOriginWhenCrossOrigin: "strict-origin-when-cross-origin",
  UnsafeUrl: "unsafe-url",
} as const;
export type ReferrerPolicy = (typeof ReferrerPolicy)[keyof typeof ReferrerPolicy];

/** Values of `Cross-Origin-Opener-Policy`: whether windows of other origins keep a handle on the site's. */
export const CrossOriginOpenerPolicy = {
  SameOrigin: "same-origin",
  SameOriginAllowPopups: "same-origin-allow-popups",
  NoopenerAllowPopups: "noopener-allow-popups",
  UnsafeNone: "unsafe-none",
} as const;
export type CrossOriginOpenerPolicy = (typeof CrossOriginOpenerPolicy)[keyof typeof CrossOriginOpenerPolicy];

/** Values of `Cross-Origin-Resource-Policy`: which sites may embed the site's files. */
export const CrossOriginResourcePolicy = {
  SameOrigin: "same-origin",
  SameSite: "same-site",
  CrossOrigin: "cross-origin",
} as const;
export type CrossOriginResourcePolicy = (typeof CrossOriginResourcePolicy)[keyof typeof CrossOriginResourcePolicy];

/** Values of `Cross-Origin-Embedder-Policy`: which files of other sites a page may embed. */
export const CrossOriginEmbedderPolicy = {
  RequireCorp: "require-corp",
  Credentialless: "credentialless",
  UnsafeNone: "unsafe-none",
} as const;
export type CrossOriginEmbedderPolicy = (typeof CrossOriginEmbedderPolicy)[keyof typeof CrossOriginEmbedderPolicy];
