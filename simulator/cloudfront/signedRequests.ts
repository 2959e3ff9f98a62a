import { headerValue } from "../http";
import type { DefaultCacheBehavior } from "../model/distributionConfig";
import type { EdgeRequest } from "./exchange";
import type { Refusal } from "./refusals";
import type { Switches } from "./switches";
import type { ViewerRequest } from "./viewerRequest";

/** Whether a behaviour serves signed requests only. */
export function isSigned({ TrustedKeyGroups, TrustedSigners }: DefaultCacheBehavior): boolean {
  return TrustedKeyGroups?.Enabled === true || TrustedSigners?.Enabled === true;
}

/** HD-21: what signs a URL, and nothing that the origin or the cache key gets to see. */
const parameters: ReadonlySet<string> = new Set(["Expires", "Key-Pair-Id", "Policy", "Signature"]);

const cookiePrefix = "CloudFront-";

/**
 * A request without any signature is refused; how where the signature alone is missing, SIM-37 says. One that has a
 * signature passes: no key is known to verify it by.
 */
export function unsignedRefusalOf({ path, headers }: EdgeRequest, switches: Switches): Refusal | undefined {
  const mark = path.indexOf("?");
  const query = mark < 0 ? [] : path.slice(mark + 1).split("&");
  const given = (name: string): boolean => query.some((one) => one.startsWith(`${name}=`)) || cookieNames.has(name);
  const cookieNames = new Set(
    (headerValue(headers, "cookie") ?? "")
      .split(";")
      .map((one) => one.trim().split("=", 1)[0] ?? "")
      .filter((name) => name.startsWith(cookiePrefix))
      .map((name) => name.slice(cookiePrefix.length)),
  );
  const refused = { status: 403, detail: "Error" };
  const hasKey = given("Key-Pair-Id");
  if (hasKey && given("Signature")) return undefined;
  return hasKey && switches["missing-signature"] === "AccessDenied"
    ? { ...refused, code: "AccessDenied", reason: "Access denied" }
    : { ...refused, code: "MissingKey", reason: "Missing Key-Pair-Id query parameter or cookie value" };
}

/** HD-21: neither the cache key nor the origin has the parameters that sign a URL. */
export function withoutSignature(request: ViewerRequest): ViewerRequest {
  const kept = request.query.split("&").filter((one) => !parameters.has(one.split("=", 1)[0] ?? ""));
  const query = kept.join("&");
  const { rawQuery: _rawQuery, ...rest } = request;
  return query === request.query ? request : { ...rest, query, ...(query === "" ? {} : { rawQuery: query }) };
}
