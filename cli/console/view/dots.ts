import type { Route, Tick } from "../wire";

/** The way of a dot through the picture. */
export type Way = "edge" | "primary" | "replica" | "failover" | "other";

export interface DotGroup {
  readonly way: Way;
  readonly bad: boolean;
  readonly count: number;
}

const maximumDots = 10;

/** What is drawn of a tick: dots in the proportions of its requests, at least one for each way that was gone. */
export function dotsOf({ routes, requests }: Tick, primary: string, replica: string | undefined): readonly DotGroup[] {
  const counts = new Map<string, DotGroup>();
  for (const route of routes) {
    const way = wayOf(route, primary, replica);
    const bad = route.statusClass >= 5;
    const key = `${way} ${String(bad)}`;
    counts.set(key, { way, bad, count: (counts.get(key)?.count ?? 0) + route.count });
  }
  const share = Math.min(1, maximumDots / Math.max(1, requests));
  return [...counts.values()].map((group) => ({ ...group, count: Math.max(1, Math.round(group.count * share)) }));
}

function wayOf({ origin, failedOver }: Route, primary: string, replica: string | undefined): Way {
  if (origin === "") return "edge";
  if (failedOver) return "failover";
  if (origin === primary) return "primary";
  return origin === replica ? "replica" : "other";
}
