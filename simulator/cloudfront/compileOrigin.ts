import {
  defaultConnectionAttempts,
  defaultConnectionTimeoutSeconds,
  defaultReadTimeoutSeconds,
} from "../../aws/originTimeouts";
import { itemsOf, type Origin } from "../model/distributionConfig";
import type { OriginPrincipal } from "../s3/transport";
import type { CompiledOrigin } from "./compiled";

/** An origin with its defaults filled in and its access settled. */
export function compileOrigin(origin: Origin, distributionArn: string): CompiledOrigin {
  const principal = principalOf(origin, distributionArn);
  const read =
    origin.S3OriginConfig?.OriginReadTimeout ??
    origin.CustomOriginConfig?.OriginReadTimeout ??
    defaultReadTimeoutSeconds;
  const keepAlive = origin.CustomOriginConfig?.OriginKeepaliveTimeout;
  const completion = origin.ResponseCompletionTimeout;
  return {
    id: origin.Id,
    host: origin.DomainName,
    path: origin.OriginPath ?? "",
    s3: origin.CustomOriginConfig === undefined,
    scheme: schemeOf(origin, principal),
    customHeaders: itemsOf(origin.CustomHeaders).map(({ HeaderName, HeaderValue }) => [
      HeaderName.toLowerCase(),
      HeaderValue,
    ]),
    connectionAttempts: origin.ConnectionAttempts ?? defaultConnectionAttempts,
    connectTimeoutMs: (origin.ConnectionTimeout ?? defaultConnectionTimeoutSeconds) * 1000,
    readTimeoutMs: read * 1000,
    ...(keepAlive === undefined ? {} : { keepAliveTimeoutMs: keepAlive * 1000 }),
    ...(completion === undefined || completion === 0 ? {} : { completionTimeoutMs: completion * 1000 }),
    ...(principal === undefined ? {} : { principal }),
    ...(origin.OriginShield?.Enabled === true ? { shieldRegion: origin.OriginShield.OriginShieldRegion ?? "" } : {}),
  };
}

/** S3-1, S3-2: an access control or an identity, never both; the API prints "" for an absent one. */
function principalOf(origin: Origin, distributionArn: string): OriginPrincipal | undefined {
  if ((origin.OriginAccessControlId ?? "") !== "") return { type: "origin-access-control", distributionArn };
  const identity = origin.S3OriginConfig?.OriginAccessIdentity ?? "";
  if (identity === "") return undefined;
  return { type: "origin-access-identity", id: identity.slice(identity.lastIndexOf("/") + 1) };
}

/** HD-17: S3 is reached by the viewer's scheme, unless an access control signs every request (S3-4). */
function schemeOf(origin: Origin, principal: OriginPrincipal | undefined): "viewer" | "http" | "https" {
  switch (origin.CustomOriginConfig?.OriginProtocolPolicy) {
    case "http-only":
      return "http";
    case "https-only":
      return "https";
    case "match-viewer":
      return "viewer";
    case undefined:
      return principal?.type === "origin-access-control" ? "https" : "viewer";
  }
}
