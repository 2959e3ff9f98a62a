import type { Member, SiteDescription } from "../wire";

/** A member in a word: its region, or the id of an origin that has none. */
export function placeOf(member: Member | undefined): string {
  return member === undefined ? "nowhere" : (member.region ?? member.origin);
}

/** Which member of the group a fault on this target strikes. */
export function roleOf(target: string, { members }: SiteDescription): "primary" | "replica" | "both" | "other" {
  const struck = members.map(({ origin, region }) => origin === target || `region:${region ?? ""}` === target);
  const [primary = false, replica = false] = struck;
  if (primary && replica) return "both";
  if (primary) return "primary";
  return replica ? "replica" : "other";
}

/** Where the answer of an origin comes from, in a word; of no origin: the edge's cache or the edge itself. */
export function placeOfOrigin(origin: string, { members }: Pick<SiteDescription, "members">): string {
  if (origin === "") return "edge";
  const member = members.find((one) => one.origin === origin);
  return member === undefined ? origin : placeOf(member);
}
