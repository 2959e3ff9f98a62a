import { itemsOf } from "../model/distributionConfig";
import type { ResponseHeadersPolicy } from "../model/policies";

/** A header that a policy adds; with `override` in place of the origin's own (RH-3). */
export interface AddedHeader {
  readonly name: string;
  readonly value: string;
  readonly override: boolean;
}

export interface CompiledCors {
  readonly origins: readonly string[];
  readonly credentials: boolean;
  readonly override: boolean;
  /** On every CORS response. */
  readonly always: readonly (readonly [string, string])[];
  /** On the answer to a preflight. */
  readonly preflight: readonly (readonly [string, string])[];
}

export interface CompiledHeadersPolicy {
  /** In lower case; removed before anything is added (RH-5). */
  readonly remove: readonly string[];
  readonly add: readonly AddedHeader[];
  readonly cors?: CompiledCors;
  /** RH-9: the share of responses in percent that get `Server-Timing`; absent: none does. */
  readonly serverTimingRate?: number;
}

/** Headers that a policy cannot remove (RH-5). */
const kept: ReadonlySet<string> = new Set([
  "via",
  "x-cache",
  "content-length",
  "content-encoding",
  "transfer-encoding",
  "connection",
]);

/** A response headers policy as a list of headers, names in lower case. */
export function compileHeadersPolicy(policy: ResponseHeadersPolicy): CompiledHeadersPolicy {
  const custom = itemsOf(policy.CustomHeadersConfig).map(({ Header, Value, Override }) => ({
    name: Header.toLowerCase(),
    value: Value,
    override: Override,
  }));
  return {
    remove: itemsOf(policy.RemoveHeadersConfig)
      .map(({ Header }) => Header.toLowerCase())
      .filter((name) => !kept.has(name) && !name.startsWith("x-amz-cf-")),
    add: [...securityHeaders(policy.SecurityHeadersConfig), ...custom],
    ...(policy.ServerTimingHeadersConfig?.Enabled === true
      ? { serverTimingRate: policy.ServerTimingHeadersConfig.SamplingRate ?? 0 }
      : {}),
    ...(policy.CorsConfig === undefined ? {} : { cors: compileCors(policy.CorsConfig) }),
  };
}

function securityHeaders(config: ResponseHeadersPolicy["SecurityHeadersConfig"] = {}): AddedHeader[] {
  const {
    ContentSecurityPolicy,
    ContentTypeOptions,
    FrameOptions,
    ReferrerPolicy,
    StrictTransportSecurity,
    XSSProtection,
  } = config;
  const added: AddedHeader[] = [];
  const add = (name: string, part: { readonly Override: boolean } | undefined, value: () => string): void => {
    if (part !== undefined) added.push({ name, value: value(), override: part.Override });
  };
  add("content-security-policy", ContentSecurityPolicy, () => ContentSecurityPolicy?.ContentSecurityPolicy ?? "");
  add("x-content-type-options", ContentTypeOptions, () => "nosniff");
  add("x-frame-options", FrameOptions, () => FrameOptions?.FrameOption ?? "");
  add("referrer-policy", ReferrerPolicy, () => ReferrerPolicy?.ReferrerPolicy ?? "");
  add("strict-transport-security", StrictTransportSecurity, () => transportSecurity(StrictTransportSecurity));
  add("x-xss-protection", XSSProtection, () => xssProtection(XSSProtection));
  return added;
}

type Security = NonNullable<ResponseHeadersPolicy["SecurityHeadersConfig"]>;

function transportSecurity(config: Security["StrictTransportSecurity"]): string {
  const parts = [`max-age=${config?.AccessControlMaxAgeSec ?? 0}`];
  if (config?.IncludeSubdomains === true) parts.push("includeSubDomains");
  if (config?.Preload === true) parts.push("preload");
  return parts.join("; ");
}

function xssProtection(config: Security["XSSProtection"]): string {
  if (config?.Protection !== true) return "0";
  if (config.ModeBlock === true) return "1; mode=block";
  return (config.ReportUri ?? "") === "" ? "1" : `1; report=${config.ReportUri ?? ""}`;
}

function compileCors(config: NonNullable<ResponseHeadersPolicy["CorsConfig"]>): CompiledCors {
  const exposed = itemsOf(config.AccessControlExposeHeaders);
  const methods = itemsOf(config.AccessControlAllowMethods).flatMap((method) =>
    method === "ALL" ? ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"] : [method],
  );
  const headers = itemsOf(config.AccessControlAllowHeaders);
  const always: [string, string][] = [];
  if (exposed.length > 0) always.push(["access-control-expose-headers", exposed.join(", ")]);
  if (config.AccessControlAllowCredentials) always.push(["access-control-allow-credentials", "true"]);
  const preflight: [string, string][] = [];
  if (methods.length > 0) preflight.push(["access-control-allow-methods", methods.join(", ")]);
  if (headers.length > 0) preflight.push(["access-control-allow-headers", headers.join(", ")]);
  if (config.AccessControlMaxAgeSec !== undefined) {
    preflight.push(["access-control-max-age", String(config.AccessControlMaxAgeSec)]);
  }
  return {
    origins: itemsOf(config.AccessControlAllowOrigins),
    credentials: config.AccessControlAllowCredentials,
    override: config.OriginOverride,
    always,
    preflight,
  };
}
