export type { StaticSiteHAArgs } from "./args";
export { PriceClass } from "./distribution/enums";
export type { SiteHeadersArgs } from "./headers/args";
export {
  CrossOriginEmbedderPolicy,
  CrossOriginOpenerPolicy,
  CrossOriginResourcePolicy,
  FrameOptions,
  ReferrerPolicy,
} from "./headers/enums";
export { StaticSiteHA } from "./staticSiteHA";
