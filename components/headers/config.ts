import type { ConfigReader } from "../configReader";
import type { CspDirectiveArgs, SiteHeadersArgs } from "./args";
import * as enums from "./enums";

/** Reads what the stack's configuration says of the headers. */
export function readHeaders(read: ConfigReader): SiteHeadersArgs {
  return {
    delivery: read.choice("delivery", enums.HeadersDelivery),
    contentSecurityPolicy: read.text("contentSecurityPolicy"),
    contentSecurityPolicyDirectives: read.structured(
      "contentSecurityPolicyDirectives",
      "be a list of directives with name and sources",
      directivesOf,
    ),
    contentSecurityPolicyReportOnly: read.text("contentSecurityPolicyReportOnly"),
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

/** The list, its items as they are: the settings judge them. */
function directivesOf(value: unknown): CspDirectiveArgs[] | undefined {
  return Array.isArray(value) && value.every(isDirective) ? value : undefined;
}

function isDirective(value: unknown): value is CspDirectiveArgs {
  if (typeof value !== "object" || value === null || !("name" in value) || typeof value.name !== "string") return false;
  const sources = "sources" in value ? value.sources : [];
  return Array.isArray(sources) && sources.every((source) => typeof source === "string");
}
