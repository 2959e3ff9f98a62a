/** Which names of a kind (headers, cookies, query parameters) a policy lets through. */
export type Selection =
  | { readonly kind: "none" }
  | { readonly kind: "all" }
  | { readonly kind: "list"; readonly names: ReadonlySet<string> }
  | { readonly kind: "except"; readonly names: ReadonlySet<string> }
  /** Of legacy settings only; they join no other selection. */
  | { readonly kind: "patterns"; readonly patterns: readonly RegExp[] };

/** What policies can say. */
export type PolicySelection = Exclude<Selection, { readonly kind: "patterns" }>;

export const selectNone: PolicySelection = { kind: "none" };

/** A selection from a policy's behaviour word and list. */
export function selectionOf(
  behavior: "none" | "whitelist" | "allExcept" | "all",
  names: readonly string[],
): PolicySelection {
  if (behavior === "none" || behavior === "all") return { kind: behavior };
  return { kind: behavior === "whitelist" ? "list" : "except", names: new Set(names) };
}

/** Whether a name is let through. Case counts for query parameters and cookies (HD-21, HD-23). */
export function selects(selection: Selection, name: string): boolean {
  switch (selection.kind) {
    case "none":
      return false;
    case "all":
      return true;
    case "list":
      return selection.names.has(name);
    case "except":
      return !selection.names.has(name);
    case "patterns":
      return selection.patterns.some((pattern) => pattern.test(name));
  }
}

/**
 * What is sent when the cache policy selects `one` and the origin request policy `other` (HD-2): an allow list beats a
 * block list, `all` beats everything, and two block lists both block.
 */
export function unionOf(one: PolicySelection, other: PolicySelection): PolicySelection {
  if (one.kind === "none") return other;
  if (other.kind === "none") return one;
  if (one.kind === "all" || other.kind === "all") return { kind: "all" };
  if (one.kind === other.kind) return { kind: one.kind, names: new Set([...one.names, ...other.names]) };
  const [list, except] = one.kind === "list" ? [one, other] : [other, one];
  return { kind: "except", names: new Set([...except.names].filter((name) => !list.names.has(name))) };
}

/** The selected part of a query: order, case and repetition as the viewer sent them (HD-21, HD-22). */
export function selectQuery(query: string, selection: Selection): string {
  if (selection.kind === "none" || query === "") return "";
  if (selection.kind === "all") return query;
  return query
    .split("&")
    .filter((pair) => selects(selection, nameOf(pair)))
    .join("&");
}

/** The selected cookies as a header's value, sorted by name (HD-23); empty when none is left. */
export function selectCookies(header: string | undefined, selection: Selection): string {
  if (selection.kind === "none" || header === undefined) return "";
  return header
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.includes("=") && !pair.startsWith("$") && selects(selection, nameOf(pair)))
    .sort((one, other) => compare(nameOf(one), nameOf(other)))
    .join("; ");
}

function nameOf(pair: string): string {
  const equals = pair.indexOf("=");
  return equals < 0 ? pair : pair.slice(0, equals);
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
