/** How CloudFront proves itself to the buckets. */
export const OriginAccess = {
  /** As an origin access identity. */
  Oai: "oai",
  /** By an origin access control, which signs every request for this distribution. */
  Oac: "oac",
  /** As the identity still, while the buckets already admit both: the step between the two. */
  Migrating: "migrating",
} as const;
export type OriginAccess = (typeof OriginAccess)[keyof typeof OriginAccess];

/** The status with which a bucket tells CloudFront that an object is missing. */
export const MissingKey = {
  /** 404, which CloudFront caches. CloudFront may list the buckets. */
  NotFound: "404",
  /** 403, as for what is forbidden. CloudFront may not list the buckets. */
  Forbidden: "403",
} as const;
export type MissingKey = (typeof MissingKey)[keyof typeof MissingKey];
