import { selectBehavior } from "../../../simulator/cloudfront/compiled";
import type { EdgeResponse } from "../../../simulator/cloudfront/exchange";
import { headerValue } from "../../../simulator/http";
import { ownAnswerOf } from "../ownAnswers";
import { resultOf, type CaseResult } from "../result";
import type { CaseRunner } from "../run";
import { judgeHeaders } from "../securityHeaders";
import type { ProofBehavior, ProofSite } from "../site";
import { probeCase, probed, type Probe, type ProbeTools } from "./probe";

/** What a viewer asks for, where a site may send him elsewhere. */
interface Asked {
  readonly url: string;
  readonly ask: (runner: CaseRunner, edge: Parameters<CaseRunner["ask"]>[0]) => Promise<EdgeResponse>;
}

/**
 * Redirects that the site makes, which a function on viewer-response never sees where one on viewer-request made them
 * (PL-5, PL-12), and the one from HTTP to HTTPS, which is CloudFront's own (PL-2).
 */
export const probeRedirects: Probe = async ({ site, behavior, runner, edges, keyValueStores }) => {
  const results: CaseResult[] = [];
  const one = probeCase(behavior);
  const bare = edges.without("bare");
  const judgedAlready = new Set<string>();
  for (const { url, ask } of asksOf(site, behavior, keyValueStores)) {
    const response = await ask(runner, edges.trial);
    const own = url.startsWith("http:") ? ownAnswerOf(response) : undefined;
    if (own !== undefined) results.push(resultOf(one, response, [], own));
    const judgement = isRedirect(response) ? judgeHeaders(response) : undefined;
    // Of redirects that lack the same one is enough.
    if (judgement === undefined || judgedAlready.has(judgement.because)) continue;
    judgedAlready.add(judgement.because);
    const control = await ask(runner, bare);
    // The function that redirects may set them itself: without it there is no redirect.
    const discriminates = judgeHeaders(control)?.met === false ? { discriminates: true } : {};
    const to = headerValue(response.headers, "location") ?? "nowhere";
    const because = `${judgement.because}: ${url} is sent to ${to}`;
    const fix = isGenerated(response) ? `${judgement.fix}; or let the function that redirects set them` : judgement.fix;
    results.push(probed(one, response, { ...judgement, because, fix, ...discriminates }));
  }
  return results;
};

function isRedirect({ status }: EdgeResponse): boolean {
  return status >= 300 && status < 400 && status !== 304;
}

function isGenerated({ log }: EdgeResponse): boolean {
  return log["x-edge-result-type"] === "FunctionGeneratedResponse";
}

/** By HTTP, by every name of the site, and by the paths that sites send elsewhere. */
function asksOf(
  { distribution, compiled }: ProofSite,
  behavior: ProofBehavior,
  stores: ProbeTools["keyValueStores"],
): readonly Asked[] {
  const path = behavior.paths.both;
  const own = distribution.domainName;
  const asked = (scheme: "http" | "https", host: string, asksFor: string): Asked => ({
    url: `${scheme}://${host}${asksFor}`,
    ask: (runner, edge) => {
      edge.invalidate(["/*"]);
      return runner.ask(edge, "GET", asksFor, { scheme, headers: { host } });
    },
  });
  const names = compiled.hosts.filter((host) => host !== own && !host.startsWith("*"));
  const paths = [...variantsOf(path), ...pathsNamedBy(behavior), ...pathsStoredFor(behavior, stores)].filter(
    (variant) => selectBehavior(compiled, variant) === behavior.compiled,
  );
  return [
    asked("http", own, path),
    ...names.map((host) => asked("https", host, path)),
    ...[...new Set(paths)].map((variant) => asked("https", own, variant)),
  ];
}

/** The page without its extension, as a folder with and without a slash, and as the folder's index. */
function variantsOf(path: string): readonly string[] {
  const bare = path.replace(/\.[a-z0-9]+$/, "");
  return [bare, `${bare}/`, `${bare}/index.html`, `${bare}.HTML`];
}

/** Paths of a function's text, and of its store, that are tried. */
const most = 20;

/** What the functions on a request name as paths, such as old pages and where they have gone. */
function pathsNamedBy({ compiled: { viewerRequest, originRequest } }: ProofBehavior): readonly string[] {
  const code = [viewerRequest, originRequest].map((one) => one?.code ?? "").join("\n");
  const literals = [...code.matchAll(/(["'`])(\/[\w./~-]*)\1/g)].map(([, , path = "/"]) => path);
  return [...new Set(literals)].slice(0, most);
}

/** The keys of the function's store that can be paths (CF-12): tables of redirects are kept there. */
function pathsStoredFor(
  { compiled: { viewerRequest } }: ProofBehavior,
  stores: ProbeTools["keyValueStores"],
): readonly string[] {
  const arn =
    viewerRequest !== undefined && "keyValueStoreArn" in viewerRequest ? viewerRequest.keyValueStoreArn : undefined;
  const keys = [...((arn === undefined ? undefined : stores[arn])?.keys() ?? [])];
  const paths = keys.filter((key) => /^[\w./~-]+$/.test(key)).map((key) => (key.startsWith("/") ? key : `/${key}`));
  return paths.slice(0, most);
}
