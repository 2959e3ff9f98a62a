/** Which of CloudFront's edge locations serve the site: the dearer the class, the nearer to more viewers. */
export const PriceClass = {
  /** Every edge location. */
  All: "PriceClass_All",
  /** All but the dearest: without South America, Australia and New Zealand. */
  Class200: "PriceClass_200",
  /** The cheapest: North America, Europe and Israel. */
  Class100: "PriceClass_100",
} as const;
export type PriceClass = (typeof PriceClass)[keyof typeof PriceClass];

/** Which versions of HTTP viewers may speak. */
export const HttpVersion = {
  /** HTTP/1.1 alone. */
  Http1_1: "http1.1",
  /** HTTP/2, and HTTP/1.1 for who speaks no other. */
  Http2: "http2",
  /** HTTP/3 without HTTP/2. Excludes staging. */
  Http3: "http3",
  /** HTTP/3, HTTP/2 and HTTP/1.1. Excludes staging. */
  Http2And3: "http2and3",
} as const;
export type HttpVersion = (typeof HttpVersion)[keyof typeof HttpVersion];

/** How viewers are judged by their country. */
export const GeoRestrictionType = {
  /** Not at all. */
  None: "none",
  /** Only viewers of the listed countries are served. */
  Whitelist: "whitelist",
  /** Viewers of the listed countries are not served. */
  Blacklist: "blacklist",
} as const;
export type GeoRestrictionType = (typeof GeoRestrictionType)[keyof typeof GeoRestrictionType];

/** How far a staging distribution is. */
export const Staging = {
  /** There is none. */
  None: "none",
  /** It exists with its continuous deployment policy, and no request is routed to it: the first deployment. */
  Prepared: "prepared",
  /** Requests with the staging header are routed to it: the second deployment. */
  Attached: "attached",
} as const;
export type Staging = (typeof Staging)[keyof typeof Staging];
