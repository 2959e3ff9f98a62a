import type { ConfigReader } from "../configReader";
import type { AccessArgs } from "./args";
import { MissingKey, OriginAccess } from "./enums";

/** Reads what the stack's configuration says of access. */
export function readAccess(read: ConfigReader): AccessArgs {
  return {
    originAccess: read.choice("originAccess", OriginAccess),
    missingKey: read.choice("missingKey", MissingKey),
  };
}
