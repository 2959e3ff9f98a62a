import type { MapCase } from "./mapCase";

/** Milliseconds as a person says them: `0 s`, `12 ms`, `2 s`, `1 min 38 s`. */
export function durationWords(milliseconds: number): string {
  const ms = Math.round(milliseconds);
  if (ms === 0) return "0 s";
  if (ms < 1_000) return `${ms} ms`;
  // A tenth of a second counts only where there are few of them.
  const seconds = ms < 10_000 ? Math.round(ms / 100) / 10 : Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const rest = seconds % 60;
  return rest === 0 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 60)} min ${rest} s`;
}

const objects: Readonly<Record<string, string>> = {
  both: "in both regions",
  "primary-only": "in the primary alone",
  "replica-only": "in the replica alone",
  absent: "never published",
  "delete-marked": "deleted in the primary",
  "replica-older": "older in the replica",
};

/** What the regions have of an object. */
export function objectWords(object: string): string {
  return objects[object] ?? object;
}

const caches: Readonly<Record<string, string>> = { cold: "not cached", fresh: "cached", expired: "expired copy" };

export function cacheWords(cache: string): string {
  return caches[cache] ?? cache;
}

const sides: Readonly<Record<string, string>> = {
  none: "",
  primary: "The primary fails",
  replica: "The replica fails",
  both: "Both fail",
};

/** Who fails, as a heading; none where nobody does. */
export function sideWords(struck: string): string {
  return sides[struck] ?? struck;
}

type Named = Pick<MapCase, "behavior" | "method" | "object" | "fault" | "struck" | "cache">;

/** What happens to whom: `down on the primary`. */
export function strikeWords({ struck, fault }: Pick<Named, "struck" | "fault">): string {
  if (struck === "none") return "no fault";
  return `${fault} on ${struck === "both" ? "both members" : `the ${struck}`}`;
}

/** A case in a line: `GET, in both regions, not cached; down on the primary`. */
export function caseWords(one: Named): string {
  return `${one.method}, ${objectWords(one.object)}, ${cacheWords(one.cache)}; ${strikeWords(one)}`;
}

/** What the viewer got: `200 Miss from us-west-2 after 2 s (Failover:503)`. */
export function gotWords({ status, resultType, region, failover, delayMs }: MapCase): string {
  const from = region === undefined ? "" : ` from ${region}`;
  const because = failover === undefined ? "" : ` (Failover:${failover})`;
  return `${status} ${resultType}${from} after ${durationWords(delayMs)}${because}`;
}
