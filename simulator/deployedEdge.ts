import { chosenSide, withoutSession, type Choice } from "./cloudfront/continuousDeployment";
import type { Edge } from "./cloudfront/edge";
import type { EdgeRequest } from "./cloudfront/exchange";
import type { Clock } from "./clock";
import type { HeaderMap } from "./http";
import type { ContinuousDeploymentPolicy } from "./model/file/continuousDeploymentFile";
import { seededRandom } from "./random";

/** What viewers and the console need of an edge. */
export type ViewerEdge = Pick<Edge, "fetch" | "serve" | "hosts" | "invalidate">;

export interface DeploymentOptions {
  readonly policy: ContinuousDeploymentPolicy;
  /** Sessions last by it. */
  readonly clock: Pick<Clock, "now">;
  /** A number from 0 up to 1 for each request that is weighed; default: the same ones in every run. */
  readonly random?: () => number;
}

/**
 * A point of presence of two distributions: continuous deployment chooses for every request which one answers, each with
 * a cache of its own (DR-3). Viewers know the production one's names; an invalidation is of production alone.
 */
export function deployedEdge(
  production: ViewerEdge,
  staging: ViewerEdge,
  { policy, clock, random = seededRandom(1) }: DeploymentOptions,
): ViewerEdge {
  const sides = { production, staging };
  const answered = async <R extends { readonly headers: HeaderMap }>(
    request: EdgeRequest,
    ask: (edge: ViewerEdge, request: EdgeRequest) => Promise<R>,
  ): Promise<R> => {
    const choice = chosenSide(policy, request.headers, random, clock.now());
    const asked = choice.cookie === undefined ? request : { ...request, headers: withoutSession(request.headers) };
    const response = await ask(sides[choice.side], asked);
    keepSession(response.headers, choice);
    return response;
  };
  return {
    hosts: production.hosts,
    fetch: (request) => answered(request, (edge, asked) => edge.fetch(asked)),
    serve: (request) => answered(request, (edge, asked) => edge.serve(asked)),
    invalidate: (paths) => {
      production.invalidate(paths);
    },
  };
}

function keepSession(headers: HeaderMap, { cookie }: Choice): void {
  if (cookie === undefined) return;
  const others = headers["set-cookie"] ?? [];
  headers["set-cookie"] = [...(typeof others === "string" ? [others] : others), cookie];
}
