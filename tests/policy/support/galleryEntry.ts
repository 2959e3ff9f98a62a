import type { Fault } from "../../../drills/faults/fault";
import type { PromiseName } from "../../../drills/proof/promises";
import { createTarget, type DrillTarget } from "../../../drills/target";
import { VirtualClock } from "../../../simulator/clock";
import type { EdgeResponse } from "../../../simulator/cloudfront/exchange";
import { modelFromRegistrations } from "../../../simulator/model/fromRegistrations";
import type { HandStack } from "./handStack";

/** A stack that looks well and does not fail over. */
export interface GalleryEntry {
  /** What is wrong with it, after "a site". */
  readonly that: string;
  stack(): HandStack;
  /** Ids of the policies that refuse it, all of them. */
  readonly refusedBy: readonly string[];
  /** What goes wrong for its viewers, after "and". */
  readonly so: string;
  /** Which promise its proof breaks, and what the finding says: why, by which rule, and what to change. None: it passes. */
  readonly proof?: {
    readonly promise: PromiseName;
    readonly because: string;
    readonly rule: string;
    readonly fix: string;
    /** How many things are to be repaired; default: this one. */
    readonly causes?: number;
  };
  /** Runs it and looks; rejects when it does not fail in this way. */
  fails(site: RunningSite): Promise<void>;
}

/** A gallery entry on the embedded cloud, its pages published. */
export interface RunningSite {
  readonly target: DrillTarget;
  /** What a viewer gets, with its body as text. */
  get(path: string, method?: string): Promise<{ status: number; text: string; response: EdgeResponse }>;
  /** Takes a region away. */
  lose(region: string, type?: "down" | "timeout" | "service-unavailable"): void;
}

/** What a site of the gallery publishes. */
export const pages = ["index.html", "about.html", "sorry.html", "errors/404.html"].map((key) => ({
  key,
  body: Buffer.from(`<p>${key}</p>`),
  contentType: "text/html; charset=utf-8",
  cacheControl: "public, max-age=60",
}));

/** Runs a stack on a virtual clock; the edge keeps its cache from one request to the next. */
export async function withSite<T>(stack: HandStack, act: (site: RunningSite) => Promise<T>): Promise<T> {
  const clock = new VirtualClock();
  return clock.run(async () => {
    const target = await createTarget(modelFromRegistrations(stack.registrations), pages, { clock });
    try {
      const edge = target.cloud.edge({ distributionId: target.distribution.id, origins: target.origins });
      return await act({
        target,
        async get(path, method = "GET") {
          const response = await edge.fetch({
            method,
            path,
            headers: { host: target.distribution.domainName },
            scheme: "https",
            httpVersion: "2",
            viewerAddress: "192.0.2.1",
          });
          return { status: response.status, text: Buffer.from(response.body).toString(), response };
        },
        lose(region, type = "down") {
          const attributes = type === "timeout" ? { timeout: 0 } : {};
          target.origins.setFault(`region:${region}`, { type, attributes, toxicity: 1 } as Fault);
        },
      });
    } finally {
      await target.cloud.close();
    }
  });
}
