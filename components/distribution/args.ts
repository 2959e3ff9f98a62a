import type * as pulumi from "@pulumi/pulumi";
import type { BehaviorArgs, CachePolicyArgs } from "./behaviorArgs";
import type { GeoRestrictionType, HttpVersion, PriceClass, Staging } from "./enums";
import type { ErrorPageArgs } from "./errorPageArgs";

/** Arguments about the distribution itself. */
export interface DistributionOptionArgs {
  /** The object that is served at `/` (PL-4). Defaults to `index.html`. */
  defaultRootObject?: string;
  /**
   * Path of the page that is shown for a 404, such as `/404.html`; the status stays 404. Short for an entry of
   * `errorPages`. The path is the object's own whatever `siteMode` says: viewer-request does not run for it (CE-5). Defaults to CloudFront's own.
   */
  errorPage?: string;
  /**
   * Pages for errors that remain after failover: CloudFront asks the replica first (CE-1), and fetches the page itself
   * through the group as well (CE-4). Every error keeps its status, so that an outage is never hidden behind a 200
   * (CE-10). Defaults to none but `errorPage`.
   */
  errorPages?: ErrorPageArgs[];
  /**
   * Seconds that a 404, and an error with a page, is cached at least; for a bucket 0 counts as 1 (CA-13). While an error
   * is cached nobody is asked, the replica neither: at most 60 for a 5xx, lest it outlive the recovery. Defaults to 10.
   */
  errorCachingMinTtlSeconds?: number;
  /** Which edge locations serve the site. Defaults to all, `PriceClass_All`. */
  priceClass?: pulumi.Input<PriceClass>;
  /**
   * Further behaviors, in the order in which CloudFront matches them. Each targets the group, allows and caches GET, HEAD
   * and OPTIONS, and runs the site's functions, so each fails over as the rest of the site. At most 74. Defaults to none.
   */
  behaviors?: BehaviorArgs[];
  /**
   * Id of the cache policy of all paths without a behavior of their own. A policy that caches little makes more requests
   * wait for a failing primary: only a miss can fail over (FO-16, FO-17). Excludes `cachePolicy`. Defaults to AWS's
   * CachingOptimized: one day unless the object says otherwise.
   */
  cachePolicyId?: pulumi.Input<string>;
  /** A cache policy of the site's own for the same paths. Excludes `cachePolicyId`. Defaults to none. */
  cachePolicy?: CachePolicyArgs;
  /**
   * Region of the Origin Shield in front of the primary, such as `us-east-1`. Requests that fail over go through the
   * replica's, if there is one (FO-28). Must not be `replicaRegion`, whose loss would take both members. Defaults to none.
   */
  primaryOriginShieldRegion?: string;
  /**
   * Region of the Origin Shield in front of the replica. Must be neither `primaryRegion` nor the region of the primary's
   * shield: the replica would be asked through the very region that may have gone dark. Defaults to none.
   */
  replicaOriginShieldRegion?: string;
  /**
   * Whether viewers are judged by their country: `whitelist` serves only those of `geoRestrictionLocations`, `blacklist`
   * all others; who is turned away gets a 403 that neither member is asked for (HD-101). Defaults to `none`.
   */
  geoRestrictionType?: GeoRestrictionType;
  /** Countries of the restriction, as ISO 3166-1 alpha-2 codes such as `DE`. Required unless the type is `none`. */
  geoRestrictionLocations?: string[];
  /**
   * ARN of a WAFv2 web ACL of scope CLOUDFRONT. What it blocks is answered with a 403 at the edge and asks neither member
   * (HD-101). Defaults to none.
   */
  webAclId?: pulumi.Input<string>;
  /**
   * Whether every request is logged to a bucket of its own in us-east-1, by CloudFront's standard logging (v2). Viewers
   * do not depend on it: a lost us-east-1 loses log lines only. Defaults to false.
   */
  accessLogs?: boolean;
  /** Days after which access logs are deleted, 1 to 3650. To be left out without `accessLogs`. Defaults to 90. */
  accessLogRetentionDays?: number;
  /** Which versions of HTTP viewers may speak; 1.0 and 1.1 always. Defaults to `http2and3`. */
  httpVersion?: HttpVersion;
  /**
   * Whether a deployment ends only when every edge location has the new configuration. Until then
   * some of them still fail over by the configuration before. Must be true unless `originAccess` is `oai`. Defaults to
   * true.
   */
  waitForDeployment?: pulumi.Input<boolean>;
  /**
   * A staging distribution with the site's own configuration, where failover can be tried on AWS without a viewer
   * noticing (DR-3). It takes two deployments, since AWS refuses the policy at a distribution's creation: `prepared`
   * makes it and the continuous deployment policy, disabled, `attached` then names the policy and enables it, which
   * routes requests with the staging header to it. The way back has the same steps: `prepared` disables the policy, which
   * ends the routing, `none` then removes both. From `attached` on the site's distribution keeps naming the policy, and
   * AWS deletes none that is named: take it off the distribution, in CloudFront's console, before `none`. CloudFront
   * refuses another certificate while staging is attached: go back to `prepared` first. `httpVersion` must be `http1.1`
   * or `http2`, and no response completion timeout may be set (FO-23). Defaults to `none`.
   */
  staging?: Staging;
  /**
   * Name of the header that routes a request to staging; begins with `aws-cf-cd-`. To be left out without staging. Defaults to `aws-cf-cd-staging`.
   */
  stagingHeaderName?: string;
  /** Value of that header. To be left out without staging. Defaults to `true`. */
  stagingHeaderValue?: string;
}
