import { CodedError } from "../../aws/codedError";
import { oneOf } from "../refusals";
import type { AccessArgs } from "./args";
import { MissingKey, OriginAccess } from "./enums";

/** The arguments about access with every default filled in and every value judged. */
export interface AccessSettings {
  readonly originAccess: OriginAccess;
  readonly missingKey: MissingKey;
}

/**
 * `statusCodes` are the failover criteria, already judged.
 *
 * @throws CodedError `E_ARGUMENT` or `E_MISSING_KEY`, with the argument as its path.
 */
export function resolveAccess(args: AccessArgs, statusCodes: readonly number[]): AccessSettings {
  const originAccess = oneOf("E_ARGUMENT", "originAccess", args.originAccess ?? OriginAccess.Oai, OriginAccess);
  const missingKey = oneOf("E_ARGUMENT", "missingKey", args.missingKey ?? MissingKey.NotFound, MissingKey);
  if (missingKey === MissingKey.Forbidden && statusCodes.includes(404) && !statusCodes.includes(403)) {
    throw new CodedError(
      "E_MISSING_KEY",
      `missingKey must be 404 while failoverStatusCodes holds 404 without 403, got 403 with ${statusCodes.join(",")}; ` +
        "a bucket that CloudFront may not list answers 403 for a missing object, so 404 would never fail over (S3-5)",
      "missingKey",
    );
  }
  return { originAccess, missingKey };
}

/** Whether an origin access identity reads the buckets, or still may. */
export function usesIdentity({ originAccess }: Pick<AccessSettings, "originAccess">): boolean {
  return originAccess !== OriginAccess.Oac;
}
