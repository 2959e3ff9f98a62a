import type { MissingKey, OriginAccess } from "./enums";

/** Arguments about who may read the buckets. */
export interface AccessArgs {
  /**
   * How CloudFront reads both buckets: `oai`, `oac`, or `migrating`, the deployment between the two in which no request
   * fails. The last two exclude `waitForDeployment` false: the buckets' policies must change after the distribution. `oac`
   * is required for `encryption` `kms` and for regions launched after 2022 (S3-3). From `oac` back to an identity there is
   * no such step. Defaults to `oai`. Both members of the group always admit the same principals.
   */
  originAccess?: OriginAccess;
  /**
   * The status of a missing object at the buckets. With `404` CloudFront may list them; with `403` it may not, and a
   * missing page fails over only when 403 is among `failoverStatusCodes` (S3-5). Defaults to `404`.
   */
  missingKey?: MissingKey;
}
