import { itemsOf } from "../../simulator/model/distributionConfig";
import type { ResponseHeadersPolicy } from "../../simulator/model/policies";

/** The headers that HA-HDR-01 asks for, as they are written on the wire. */
export const securityHeaders = [
  "strict-transport-security",
  "content-security-policy",
  "x-content-type-options",
  "x-frame-options",
  "referrer-policy",
] as const;

/** The security headers that a response headers policy sets. */
export function headersOf(policy: ResponseHeadersPolicy): ReadonlySet<string> {
  const config = policy.SecurityHeadersConfig;
  const found: Readonly<Record<(typeof securityHeaders)[number], boolean>> = {
    "strict-transport-security": config?.StrictTransportSecurity !== undefined,
    "content-security-policy": config?.ContentSecurityPolicy !== undefined,
    "x-content-type-options": config?.ContentTypeOptions !== undefined,
    "x-frame-options": config?.FrameOptions !== undefined,
    "referrer-policy": config?.ReferrerPolicy !== undefined,
  };
  const custom = itemsOf(policy.CustomHeadersConfig).map(({ Header }) => Header.toLowerCase());
  // A policy that names its frame ancestors needs no older header beside it (CSP Level 3, 6.4.2).
  const framed = /(?:^|;)\s*frame-ancestors\s/i.test(cspOf(policy) ?? "") ? ["x-frame-options"] : [];
  return new Set([...securityHeaders.filter((header) => found[header]), ...custom, ...framed]);
}

/** The content security policy that a response headers policy sets, wherever it stands. */
export function cspOf(policy: ResponseHeadersPolicy): string | undefined {
  const custom = itemsOf(policy.CustomHeadersConfig).find(
    ({ Header }) => Header.toLowerCase() === "content-security-policy",
  );
  return policy.SecurityHeadersConfig?.ContentSecurityPolicy?.ContentSecurityPolicy ?? custom?.Value;
}
