import { CodedError } from "../../aws/codedError";
import { maximumLambdaEdgeBytes } from "../../aws/edgeFunctions";
import { functionBytes, maximumFunctionBytes } from "../../aws/functionSize";
import { HeadersDelivery } from "../headers/enums";
import { headerFunctionCode, headerLambdaCode, type HeaderParts } from "../headers/headers";
import type { SiteSettings } from "../settings";
import { edgeSource, withSettings } from "../edgeSource";
import { composeFunctions, composeLambdas, type Piece } from "./compose";
import { SiteMode } from "./enums";

/** The text of every function at the edge, by its event; absent where nothing runs (CF-1: one per event). */
export interface EdgeCode {
  readonly viewerRequest?: string;
  readonly viewerResponse?: string;
  readonly originRequest?: string;
  readonly originResponse?: string;
}

/** What the functions are made from. */
export type EdgeCodeParts = HeaderParts & Pick<SiteSettings, "edgeCode" | "domains">;

/**
 * The functions of a site: the component's own code and the site's, one of each event.
 *
 * @throws CodedError `E_FUNCTION_SIZE` when a function becomes larger than AWS accepts (CF-8, LE-16).
 */
export function edgeCodeOf(parts: EdgeCodeParts): EdgeCode {
  const { hooks } = parts.edgeCode;
  const { delivery } = parts.headers;
  const viewerRequest = [
    ...redirects(parts),
    ...hook("viewerRequestCode", hooks.viewerRequestCode),
    ...siteMode(parts),
  ];
  // The headers come last: what the site's own code does cannot take them away.
  const viewerResponse = [
    ...hook("viewerResponseCode", hooks.viewerResponseCode),
    ...(delivery === HeadersDelivery.Function ? [{ title: "security headers", code: headerFunctionCode(parts) }] : []),
  ];
  const originRequest = hook("originRequestCode", hooks.originRequestCode);
  const originResponse = [
    ...hook("originResponseCode", hooks.originResponseCode),
    ...(delivery === HeadersDelivery.Lambda ? [{ title: "security headers", code: headerLambdaCode(parts) }] : []),
  ];
  const code = {
    ...given("viewerRequest", viewerRequest, (pieces) => composeFunctions("viewer-request", pieces)),
    ...given("viewerResponse", viewerResponse, (pieces) => composeFunctions("viewer-response", pieces)),
    ...given("originRequest", originRequest, (pieces) => composeLambdas("origin-request", pieces)),
    ...given("originResponse", originResponse, (pieces) => composeLambdas("origin-response", pieces)),
  };
  judgeSizes(code, parts);
  return code;
}

function given<N extends string>(
  name: N,
  pieces: readonly Piece[],
  compose: (pieces: readonly Piece[]) => string,
): { [K in N]?: string } {
  const object: { [K in N]?: string } = {};
  if (pieces.length > 0) object[name] = compose(pieces);
  return object;
}

function hook(title: string, code: string | undefined): readonly Piece[] {
  return code === undefined ? [] : [{ title, code }];
}

function redirects({ domains, distribution }: EdgeCodeParts): readonly Piece[] {
  const [target] = domains.aliases;
  if (target === undefined || domains.redirectHosts.length === 0) return [];
  const settings = { hosts: domains.redirectHosts, target, rootPage: `/${distribution.defaultRootObject}` };
  return [{ title: "redirect hosts", code: withSettings(settings, edgeSource("redirect-hosts.js")) }];
}

function siteMode({ edgeCode, distribution }: EdgeCodeParts): readonly Piece[] {
  if (edgeCode.siteMode === SiteMode.Files) return [];
  const settings = { page: `/${distribution.defaultRootObject}` };
  return [
    { title: `site mode ${edgeCode.siteMode}`, code: withSettings(settings, edgeSource(`${edgeCode.siteMode}.js`)) },
  ];
}

function judgeSizes(code: EdgeCode, { edgeCode: { hooks }, headers, domains }: EdgeCodeParts): void {
  const pages = Object.keys(headers.pageContentSecurityPolicies).length > 0;
  const long = "headers.pageContentSecurityPolicies";
  const rows = [
    [code.viewerRequest, hooks.viewerRequestCode === undefined ? "redirectHosts" : "viewerRequestCode"],
    [code.viewerResponse, pages || hooks.viewerResponseCode === undefined ? long : "viewerResponseCode"],
  ] as const;
  for (const [text = "", argument] of rows) judgeSize(text, argument, maximumFunctionBytes, "CF-8", domains);
  const lambdas = [
    [code.originRequest, "originRequestCode"],
    [code.originResponse, hooks.originResponseCode === undefined ? long : "originResponseCode"],
  ] as const;
  for (const [text = "", argument] of lambdas) judgeSize(text, argument, maximumLambdaEdgeBytes, "LE-16", domains);
}

function judgeSize(
  text: string,
  argument: string,
  maximum: number,
  rule: string,
  { redirectHosts }: SiteSettings["domains"],
): void {
  const bytes = functionBytes(text);
  if (bytes <= maximum) return;
  const supply: Readonly<Record<string, string>> = {
    "headers.pageContentSecurityPolicies": "supply fewer or shorter policies",
    redirectHosts: `supply fewer than ${redirectHosts.length} hosts`,
  };
  throw new CodedError(
    "E_FUNCTION_SIZE",
    `${argument} must leave the edge function at most ${maximum} bytes (${rule}), ` +
      `got ${bytes}; ${supply[argument] ?? "supply shorter code: the component's own is in the same function"}`,
    argument,
  );
}
