import type { MaybePromise } from "../maybePromise";
import { selectBehavior, type CompiledBehavior, type ErrorRule } from "./compiled";
import { conditionalHeaders } from "./conditional";
import type { Trace } from "./log";
import { pathToMatch } from "./pathPattern";
import type { EdgeRuntime } from "./runtime";
import type { Served } from "./served";
import type { StoredResponse } from "./storedResponse";
import type { ViewerRequest } from "./viewerRequest";

const personalHeaders: ReadonlySet<string> = new Set<string>([...conditionalHeaders, "range"]);

/** Gives an object from the cache or the origins without asking for error pages again. */
export type ServePage = (behavior: CompiledBehavior, request: ViewerRequest, trace: Trace) => MaybePromise<Served>;

/**
 * The page that a custom error response puts in place of an error (CE-1..CE-7). The page is fetched by the behaviour that
 * its path matches, from that one's origin or group, which may be another than the site's (CE-12); when that fails, the
 * viewer gets the status of the fetch (CE-6). A code that is a criterion too has cost both members before (CE-11).
 */
export async function withErrorPage(
  runtime: EdgeRuntime,
  error: StoredResponse,
  rule: ErrorRule | undefined,
  request: ViewerRequest,
  trace: Trace,
  servePage: ServePage,
): Promise<StoredResponse> {
  if (rule?.page === undefined) return error;
  const { distribution, switches } = runtime;
  const behavior = selectBehavior(distribution, pathToMatch(rule.page.path, switches));
  const { response } = await servePage(behavior, pageRequest(request, rule.page.path), trace.nested());
  if (response.error) return response;
  // CA-24: the answer stays an error, whatever status it is shown with.
  return { ...response, status: rule.page.status, error: true, edgeMade: false };
}

/** What the page is asked with: the viewer's request without what concerns the object alone. No function runs (CE-5). */
function pageRequest(request: ViewerRequest, path: string): ViewerRequest {
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !personalHeaders.has(name)));
  return { ...request, method: "GET", uri: path, query: "", headers };
}
