import { oneOf } from "../refusals";
import type { EdgeCodeArgs } from "./args";
import { SiteMode } from "./enums";
import { judgeHooks } from "./judgeHooks";

/** The arguments about code at the edge with every default filled in and every value judged. */
export interface EdgeCodeSettings {
  readonly siteMode: SiteMode;
  readonly hooks: Hooks;
}

/** The site's own code, by the event that it runs on. */
export interface Hooks {
  readonly viewerRequestCode?: string;
  readonly viewerResponseCode?: string;
  readonly originRequestCode?: string;
  readonly originResponseCode?: string;
}

/** @throws CodedError `E_ARGUMENT`, `E_HOOK_CODE` or `E_FUNCTION_SIZE`, with the argument as its path. */
export function resolveEdgeCode(args: EdgeCodeArgs): EdgeCodeSettings {
  const { viewerRequestCode, viewerResponseCode, originRequestCode, originResponseCode } = args;
  const hooks = {
    ...(viewerRequestCode === undefined ? {} : { viewerRequestCode }),
    ...(viewerResponseCode === undefined ? {} : { viewerResponseCode }),
    ...(originRequestCode === undefined ? {} : { originRequestCode }),
    ...(originResponseCode === undefined ? {} : { originResponseCode }),
  };
  const settings = { siteMode: oneOf("E_ARGUMENT", "siteMode", args.siteMode ?? SiteMode.Files, SiteMode), hooks };
  judgeHooks(settings);
  return settings;
}
