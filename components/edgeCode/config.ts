import type { ConfigReader } from "../configReader";
import type { EdgeCodeArgs } from "./args";
import { SiteMode } from "./enums";

/** Reads what the stack's configuration says of code at the edge. */
export function readEdgeCode(read: ConfigReader): EdgeCodeArgs {
  return {
    siteMode: read.choice("siteMode", SiteMode),
    viewerRequestCode: read.text("viewerRequestCode"),
    viewerResponseCode: read.text("viewerResponseCode"),
    originRequestCode: read.text("originRequestCode"),
    originResponseCode: read.text("originResponseCode"),
  };
}
