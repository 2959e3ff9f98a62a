import { oneOf } from "../refusals";
import type { EdgeCodeArgs } from "./args";
import { SiteMode } from "./enums";
import { refuseStatusChanges } from "./examineHooks";
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

/**
 * `criteria` are the failover codes of the site's origin group.
 *
 * @throws CodedError `E_ARGUMENT`, `E_HOOK_CODE` or `E_FUNCTION_SIZE`, and for code on a response event `E_HOOK_STATUS` or
 * `E_HOOK_OPAQUE`, with the argument as its path.
 */
export function resolveEdgeCode(args: EdgeCodeArgs, criteria: readonly number[]): EdgeCodeSettings {
  const { viewerRequestCode, viewerResponseCode, originRequestCode, originResponseCode } = args;
  const hooks = {
    ...(viewerRequestCode === undefined ? {} : { viewerRequestCode }),
    ...(viewerResponseCode === undefined ? {} : { viewerResponseCode }),
    ...(originRequestCode === undefined ? {} : { originRequestCode }),
    ...(originResponseCode === undefined ? {} : { originResponseCode }),
  };
  const settings = { siteMode: oneOf("E_ARGUMENT", "siteMode", args.siteMode ?? SiteMode.Files, SiteMode), hooks };
  judgeHooks(settings);
  refuseStatusChanges(hooks, criteria);
  return settings;
}
