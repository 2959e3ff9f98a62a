import type * as pulumi from "@pulumi/pulumi";
import * as cloudfront from "@pulumi/aws/cloudfront";
import { edgeSource, withSettings } from "../edgeSource";
import type { SiteSettings } from "../settings";
import { HeadersDelivery } from "./enums";
import type { HeaderSettings } from "./settings";

/** Every security header of the site with its value, names in lower case as functions have them (CF-4). */
export function securityHeaders(headers: HeaderSettings): Record<string, string> {
  return {
    "content-security-policy": headers.contentSecurityPolicy,
    "strict-transport-security": strictTransportSecurity(headers),
    "x-content-type-options": "nosniff",
    "x-frame-options": headers.frameOptions,
    "referrer-policy": headers.referrerPolicy,
    ...customHeaders(headers),
  };
}

/** Those that a response headers policy has no field of its own for. */
function customHeaders(headers: HeaderSettings): Record<string, string> {
  const reportOnly = headers.contentSecurityPolicyReportOnly;
  return {
    ...(reportOnly === undefined ? {} : { "content-security-policy-report-only": reportOnly }),
    "permissions-policy": headers.permissionsPolicy,
    "cross-origin-opener-policy": headers.crossOriginOpenerPolicy,
    "cross-origin-resource-policy": headers.crossOriginResourcePolicy,
    ...(headers.crossOriginEmbedderPolicy === undefined
      ? {}
      : { "cross-origin-embedder-policy": headers.crossOriginEmbedderPolicy }),
  };
}

function strictTransportSecurity({ strictTransportSecurity: { maxAgeSeconds, ...flags } }: HeaderSettings): string {
  const subdomains = flags.includeSubdomains ? "; includeSubDomains" : "";
  const preload = flags.preload ? "; preload" : "";
  return `max-age=${maxAgeSeconds}${subdomains}${preload}`;
}

/**
 * The policy with all of {@link securityHeaders}: CloudFront applies it to errors too (RH-7), for which functions do not
 * run (CF-6). It overrides what an object's metadata may say (RH-3).
 */
export function responseHeadersPolicy(headers: HeaderSettings): cloudfront.ResponseHeadersPolicyArgs {
  const override = true;
  const { maxAgeSeconds, includeSubdomains, preload } = headers.strictTransportSecurity;
  return {
    securityHeadersConfig: {
      contentSecurityPolicy: { contentSecurityPolicy: headers.contentSecurityPolicy, override: !keepsPages(headers) },
      contentTypeOptions: { override },
      frameOptions: { frameOption: headers.frameOptions, override },
      referrerPolicy: { referrerPolicy: headers.referrerPolicy, override },
      strictTransportSecurity: { accessControlMaxAgeSec: maxAgeSeconds, includeSubdomains, preload, override },
    },
    customHeadersConfig: {
      items: Object.entries(customHeaders(headers)).map(([header, value]) => ({ header, value, override })),
    },
  };
}

/** The policy comes after Lambda@Edge (PL-11): it must leave a page the policy that the function has given it (RH-3). */
function keepsPages({ delivery, pageContentSecurityPolicies }: HeaderSettings): boolean {
  return delivery === HeadersDelivery.Lambda && Object.keys(pageContentSecurityPolicies).length > 0;
}

/** What the edge header function is made from. */
export interface HeaderParts {
  readonly headers: HeaderSettings;
  readonly distribution: Pick<SiteSettings["distribution"], "defaultRootObject">;
}

/** The code of the CloudFront Function: the site's settings, then the file as it stands in `edge/`. */
export function headerFunctionCode(parts: HeaderParts, source = edgeSource("security-headers.js")): string {
  return withSettings(headerFunctionSettings(parts), source);
}

/** The code of the Lambda@Edge function, made alike. */
export function headerLambdaCode(parts: HeaderParts, source = edgeSource("security-headers-lambda.js")): string {
  return withSettings(headerFunctionSettings(parts), source);
}

function headerFunctionSettings({ headers, distribution }: HeaderParts) {
  return {
    headers: securityHeaders(headers),
    rootPage: `/${distribution.defaultRootObject}`,
    pages: headers.pageContentSecurityPolicies,
  };
}

/** Registers the response headers policy. */
export function createHeadersPolicy(
  name: string,
  settings: SiteSettings,
  opts: pulumi.CustomResourceOptions,
): cloudfront.ResponseHeadersPolicy {
  return new cloudfront.ResponseHeadersPolicy(
    `${name}-headers`,
    { comment: `${name}: security headers of every response`, ...responseHeadersPolicy(settings.headers) },
    opts,
  );
}
