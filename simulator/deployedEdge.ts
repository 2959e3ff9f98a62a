import { goesToStaging } from "./cloudfront/continuousDeployment";
import type { Edge } from "./cloudfront/edge";
import type { EdgeRequest } from "./cloudfront/exchange";
import type { ContinuousDeploymentPolicy } from "./model/file/continuousDeploymentFile";

/** What viewers and the console need of an edge. */
export type ViewerEdge = Pick<Edge, "fetch" | "serve" | "hosts" | "invalidate">;

/**
 * A point of presence of two distributions: continuous deployment chooses for every request which one answers, each with
 * a cache of its own (DR-3). Viewers know the production one's names; an invalidation is of production alone.
 */
export function deployedEdge(
  production: ViewerEdge,
  staging: ViewerEdge,
  policy: ContinuousDeploymentPolicy,
  random: () => number = Math.random,
): ViewerEdge {
  const chosen = (request: EdgeRequest): ViewerEdge =>
    goesToStaging(policy, request.headers, random) ? staging : production;
  return {
    hosts: production.hosts,
    fetch: (request) => chosen(request).fetch(request),
    serve: (request) => chosen(request).serve(request),
    invalidate: (paths) => {
      production.invalidate(paths);
    },
  };
}
