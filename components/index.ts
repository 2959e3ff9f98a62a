export type { SiteHeadersArgs, StaticSiteHAArgs } from "./args";
export {
  CrossOriginEmbedderPolicy,
  CrossOriginOpenerPolicy,
  CrossOriginResourcePolicy,
  FrameOptions,
  PriceClass,
  ReferrerPolicy,
} from "./enums";
export { StaticSiteHA } from "./staticSiteHA";
