import type { OutsideCase } from "../proof";

/** Why cases were not judged, and how many of them; the most first. */
export function outsideCounts(
  outside: readonly Pick<OutsideCase, "because" | "rule">[],
): readonly { readonly because: string; readonly rule: string; readonly count: number }[] {
  const counts = new Map<string, { because: string; rule: string; count: number }>();
  for (const { because, rule } of outside) {
    const key = JSON.stringify([because, rule]);
    const before = counts.get(key);
    counts.set(key, { because, rule, count: (before?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}
