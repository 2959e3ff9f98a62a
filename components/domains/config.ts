import type { ConfigReader } from "../configReader";
import type { DomainArgs } from "./args";

/** Reads what the stack's configuration says of the host names. */
export function readDomains(read: ConfigReader): DomainArgs {
  return {
    aliases: read.textList("aliases"),
    redirectHosts: read.textList("redirectHosts"),
    certificateArn: read.text("certificateArn"),
    hostedZoneId: read.text("hostedZoneId"),
  };
}
