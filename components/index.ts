export { MissingKey, OriginAccess } from "./access/enums";
export type { StaticSiteHAArgs } from "./args";
export type { BehaviorArgs, CachePolicyArgs } from "./distribution/behaviorArgs";
export { GeoRestrictionType, HttpVersion, PriceClass, Staging } from "./distribution/enums";
export type { ErrorPageArgs } from "./distribution/errorPageArgs";
export { SiteMode } from "./edgeCode/enums";
export type { CspDirectiveArgs, SiteHeadersArgs } from "./headers/args";
export {
  CrossOriginEmbedderPolicy,
  CrossOriginOpenerPolicy,
  CrossOriginResourcePolicy,
  FrameOptions,
  HeadersDelivery,
  ReferrerPolicy,
} from "./headers/enums";
export type { MonitoringArgs } from "./monitoring/args";
export { Encryption, ExistingReplication } from "./storage/enums";
export { StaticSiteHA } from "./staticSiteHA";
