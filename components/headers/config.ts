import type { ConfigReader } from "../configReader";
import type { SiteHeadersArgs } from "./args";
import * as enums from "./enums";

/** Reads what the stack's configuration says of the headers. */
export function readHeaders(read: ConfigReader): SiteHeadersArgs {
  return {
    contentSecurityPolicy: read.text("contentSecurityPolicy"),
    pageContentSecurityPolicies: read.texts("pageContentSecurityPolicies"),
    strictTransportSecurityMaxAgeSeconds: read.number("strictTransportSecurityMaxAgeSeconds"),
    strictTransportSecurityIncludeSubdomains: read.flag("strictTransportSecurityIncludeSubdomains"),
    strictTransportSecurityPreload: read.flag("strictTransportSecurityPreload"),
    frameOptions: read.choice("frameOptions", enums.FrameOptions),
    referrerPolicy: read.choice("referrerPolicy", enums.ReferrerPolicy),
    permissionsPolicy: read.text("permissionsPolicy"),
    crossOriginOpenerPolicy: read.choice("crossOriginOpenerPolicy", enums.CrossOriginOpenerPolicy),
    crossOriginResourcePolicy: read.choice("crossOriginResourcePolicy", enums.CrossOriginResourcePolicy),
    crossOriginEmbedderPolicy: read.choice("crossOriginEmbedderPolicy", enums.CrossOriginEmbedderPolicy),
  };
}
