import type { Machine } from "./machine";
import type { Item, Value } from "./values";

/** So many values are looked at for whether the response is among them. */
const maximumReach = 2000;

/**
 * Whether who holds a value could change the received response. Values hold each other in circles: each is looked at once,
 * and where there are too many it could be.
 */
export function reaches(m: Machine, value: Value, depth = 4): boolean {
  const { response } = m.state;
  const seen = new Set<Item>();
  let level = value;
  for (let at = 0; at <= depth; at++) {
    const next: Item[] = [];
    for (const item of level) {
      if (seen.has(item)) continue;
      if (seen.size >= maximumReach) return true;
      seen.add(item);
      if (item.kind === "path" && (item.path === "" || item.path === response || response.startsWith(`${item.path}.`)))
        return true;
      if (item.kind === "deferred") next.push(...item.value);
      if (item.kind === "object") {
        for (const slots of item.slots.values()) for (const one of slots) next.push(...one.value);
        for (const one of item.rest) next.push(...one.value);
      }
    }
    level = next;
  }
  return false;
}
