import type * as pulumi from "@pulumi/pulumi";
import * as cloudfront from "@pulumi/aws/cloudfront";
import { CodedError } from "../../aws/codedError";
import { functionBytes, maximumFunctionBytes } from "../../aws/functionSize";
import { edgeSource } from "../edgeCode/edgeSource";
import type { DistributionSettings } from "../distribution/settings";
import type { SiteSettings } from "../settings";
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
  return {
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
      contentSecurityPolicy: { contentSecurityPolicy: headers.contentSecurityPolicy, override },
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

/** What the edge header function is made from. */
export interface HeaderParts {
  readonly headers: HeaderSettings;
  readonly distribution: Pick<DistributionSettings, "defaultRootObject">;
}

/**
 * The code of the edge header function: the site's settings, then the file as it stands in `edge/`.
 *
 * @throws CodedError `E_FUNCTION_SIZE` when the pages' policies make it larger than CloudFront accepts (CF-8).
 */
export function headerFunctionCode(
  { headers, distribution }: HeaderParts,
  source = edgeSource("security-headers.js"),
): string {
  const settings = {
    headers: securityHeaders(headers),
    rootPage: `/${distribution.defaultRootObject}`,
    pages: headers.pageContentSecurityPolicies,
  };
  const code = `const settings = ${asciiJson(settings)};\n${source}`;
  const bytes = functionBytes(code);
  if (bytes <= maximumFunctionBytes) return code;
  throw new CodedError(
    "E_FUNCTION_SIZE",
    `headers.pageContentSecurityPolicies must leave the edge function at most ${maximumFunctionBytes} bytes (CF-8), ` +
      `got ${bytes}; supply fewer or shorter policies`,
    "headers.pageContentSecurityPolicies",
  );
}

/** JSON that is also ES5.1 source: two line separators are legal in the one and not in the other. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Registers the policy and the function. */
export function createHeaders(
  name: string,
  settings: SiteSettings,
  code: string,
  opts: pulumi.CustomResourceOptions,
): { policy: cloudfront.ResponseHeadersPolicy; headerFunction: cloudfront.Function } {
  const policy = new cloudfront.ResponseHeadersPolicy(
    `${name}-headers`,
    { comment: `${name}: security headers of every response`, ...responseHeadersPolicy(settings.headers) },
    opts,
  );
  const headerFunction = new cloudfront.Function(
    `${name}-headers`,
    {
      comment: `${name}: security headers, and a policy of its own for a page that has one`,
      runtime: "cloudfront-js-2.0",
      publish: true,
      code,
      tags: settings.tags,
    },
    opts,
  );
  return { policy, headerFunction };
}
