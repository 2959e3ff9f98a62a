/** A judgement that may be impossible: `unknown` where the request's context is not modelled. */
export type Ternary = boolean | "unknown";

/** False as soon as one is false, else unknown as soon as one is. */
export function and(terms: readonly Ternary[]): Ternary {
  if (terms.includes(false)) return false;
  return terms.includes("unknown") ? "unknown" : true;
}

/** True as soon as one is true, else unknown as soon as one is. */
export function or(terms: readonly Ternary[]): Ternary {
  if (terms.includes(true)) return true;
  return terms.includes("unknown") ? "unknown" : false;
}

export function not(term: Ternary): Ternary {
  return term === "unknown" ? term : !term;
}
