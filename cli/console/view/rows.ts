/** Which rows of a long list are drawn. */
export interface Window {
  readonly first: number;
  readonly count: number;
}

const beyond = 6;

/** The rows that a list shows of so many, and a few above and below. */
export function windowOf(scrollTop: number, height: number, rowHeight: number, total: number): Window {
  const first = Math.max(0, Math.min(Math.floor(scrollTop / rowHeight) - beyond, total - 1));
  const last = Math.min(total, Math.ceil((scrollTop + height) / rowHeight) + beyond);
  return { first, count: Math.max(0, last - first) };
}
