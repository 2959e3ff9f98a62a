import type { FaultInForce, LiveRecord, Route, SiteDescription, Tick } from "../../../../cli/console/wire";

/** A site of two regions that fails over as DESIGN's do. */
export const site: SiteDescription = {
  distribution: "E1",
  domainName: "d1.cloudfront.net",
  edge: "http://127.0.0.1:8080",
  buckets: [],
  members: [
    { origin: "primary", domainName: "p.s3.us-east-1.amazonaws.com", region: "us-east-1", bucket: "p" },
    { origin: "replica", domainName: "r.s3.us-west-2.amazonaws.com", region: "us-west-2", bucket: "r" },
  ],
  originGroup: { id: "site", statusCodes: [403, 404, 500, 502, 503, 504] },
  worstCaseDelayMs: {
    "connection-refused": 0,
    "connection-timeout": 1000,
    "response-timeout": 31_000,
    "response-timeout-options": 31_000,
  },
  pages: ["/"],
  objects: 3,
};

export function fault(target: string, type: string, attributes: Readonly<Record<string, number>> = {}): FaultInForce {
  return { target, type, attributes, toxicity: 1 };
}

export function record(changes: Partial<LiveRecord> = {}): LiveRecord {
  return {
    ...{ id: "1", at: 0, method: "GET", path: "/", status: 200, result: "Miss", origin: "primary", reason: "" },
    ...{ ms: 1, firstByteMs: 1, pop: "SEA19-C1", behavior: "*", exchanges: [], functions: [] },
    ...changes,
  };
}

export function route(changes: Partial<Route> = {}): Route {
  return { origin: "primary", result: "Miss", statusClass: 2, failedOver: false, count: 1, ...changes };
}

export function tick(at: number, routes: readonly Route[], latency: Tick["latency"] = []): Tick {
  const requests = routes.reduce((sum, { count }) => sum + count, 0);
  return { at, requests, routes, latency, worstMs: 0, sample: [] };
}
