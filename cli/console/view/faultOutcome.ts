import { seconds } from "./format";
import { kindOf, type FaultKind } from "./faultKinds";
import { placeOf, roleOf } from "./places";
import type { FaultInForce, SiteDescription } from "../wire";

/** What a fault leads to, for whoever is about to set it. */
export interface Outcome {
  /** Whether viewers are served by the other region, get an error, wait, or notice nothing. */
  readonly result: "fails-over" | "error" | "slow" | "unnoticed";
  /** What a viewer of a page that is not cached sees, and how long that takes. */
  readonly viewer: string;
}

type Given = Pick<FaultInForce, "target" | "type" | "attributes"> & { readonly toxicity?: number };

/** What a fault on an origin or a region leads to, by the site's criteria and timeouts. */
export function outcomeOf(given: Given, site: SiteDescription): Outcome {
  const kind = kindOf(given.type);
  if (kind === undefined) return { result: "unnoticed", viewer: "Nothing is known of this fault." };
  const { toxicity = 1 } = given;
  const outcome = certainOutcome(kind, given, site);
  if (toxicity >= 1 || outcome.result === "unnoticed") return outcome;
  return { ...outcome, viewer: `About ${Math.round(toxicity * 100)} % of the requests: ${outcome.viewer}` };
}

function certainOutcome(kind: FaultKind, { target, attributes }: Given, site: SiteDescription): Outcome {
  const role = roleOf(target, site);
  if (kind.meets === "replication") {
    const late = kind.type === "replication-lag" ? `${attributes["seconds"] ?? 0} s late` : "not at all";
    return {
      result: "unnoticed",
      viewer: `Viewers notice nothing yet: what is published from now on reaches the replica ${late}.`,
    };
  }
  if (kind.type === "redirect") {
    return { result: "error", viewer: "CloudFront passes the 307 on: a redirect never fails over." };
  }
  if (role === "replica") {
    return {
      result: "unnoticed",
      viewer: "Nobody notices while the primary is well. If the primary fails as well, viewers get an error.",
    };
  }
  if (kind.meets === "latency") return lateOutcome(attributes["latency"] ?? 0, site);
  if (kind.meets === "body") {
    return {
      result: "slow",
      viewer:
        "Once an answer has begun CloudFront stays with it: viewers get it late or cut off, and nothing fails over.",
    };
  }
  return failing(kind, attributes["code"], role === "both", site);
}

/** Where the primary fails before it has begun to answer. */
function failing(kind: FaultKind, code: number | undefined, isBoth: boolean, site: SiteDescription): Outcome {
  const { originGroup } = site;
  const wait = waitFor(kind, site);
  const needed = neededCode(kind, code);
  if (needed < 400) return { result: "unnoticed", viewer: `Viewers get the ${needed} as it is: it is no error.` };
  const status = kind.meets === "response-timeout" ? "504" : kind.meets === "status" ? String(needed) : "an error";
  if (originGroup === null || site.members.length < 2) {
    return {
      result: "error",
      viewer: `${wait}viewers get ${status}: there is no origin group, so nobody else is asked.`,
    };
  }
  if (isBoth) return { result: "error", viewer: `${wait}viewers get ${status}: both members stand in this region.` };
  if (kind.meets === "dark-region") {
    return {
      result: "fails-over",
      viewer: `At once or after up to ${worst("response-timeout", site)}, from ${placeOf(site.members[1])}.`,
    };
  }
  if (!originGroup.statusCodes.includes(needed)) {
    return { result: "error", viewer: `${wait}viewers get ${status}: ${needed} is none of the failover criteria.` };
  }
  return {
    result: "fails-over",
    viewer: `${capital(wait)}from ${placeOf(site.members[1])} instead (Failover:${needed}).`,
  };
}

function lateOutcome(latency: number, site: SiteDescription): Outcome {
  const hang = site.worstCaseDelayMs?.["response-timeout-options"];
  if (hang !== undefined && latency >= hang) {
    return {
      result: "fails-over",
      viewer: `After up to ${worst("response-timeout", site)}, from ${placeOf(site.members[1])}.`,
    };
  }
  return {
    result: "slow",
    viewer: `Every page that is not cached begins ${seconds(latency)} later; nothing fails over.`,
  };
}

/** FO-11, FO-12: which code must be listed. */
function neededCode(kind: FaultKind, code: number | undefined): number {
  if (kind.meets === "status") return code ?? kind.status ?? 500;
  return kind.meets === "response-timeout" ? 504 : 503;
}

function waitFor(kind: FaultKind, site: SiteDescription): string {
  if (kind.meets === "connection-timeout" || kind.meets === "response-timeout")
    return `after up to ${worst(kind.meets, site)}, `;
  return "at once, ";
}

function worst(failure: string, { worstCaseDelayMs }: SiteDescription): string {
  const delay = worstCaseDelayMs?.[failure];
  return delay === undefined ? "CloudFront's timeout" : seconds(delay);
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
