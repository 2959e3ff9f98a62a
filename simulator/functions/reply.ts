import type { FunctionResult } from "./runner";

/** What the child says of one call. */
export interface Reply {
  readonly id: number;
  readonly result: FunctionResult;
  readonly log: readonly string[];
}

/** What a function asks a key value store while it runs (CF-12). */
export interface Question {
  readonly question: number;
  /** The number of the code that asks. */
  readonly code: number;
  /** As the code named it; empty: the function's own. */
  readonly store: string;
  readonly operation: string;
  readonly key: string;
}

/**
 * A line of the child's. The code that ran may have meddled with how its own result is written, so nothing in there is
 * taken for granted but the call's number, which the child writes itself. Pure.
 */
export function replyOf(line: string): "ready" | Reply | Question {
  if (line === '["ready"]') return "ready";
  if (line.startsWith('["ask",')) return questionOf(line);
  const comma = line.indexOf(",");
  return { id: Number(line.slice(1, comma)), ...outcomeOf(line.slice(comma + 1, -1)) };
}

function questionOf(line: string): Question {
  // The child makes every field of it, three of them from strings.
  const [, question, code, store, operation, key] = JSON.parse(line) as [
    string,
    number,
    number,
    string,
    string,
    string,
  ];
  return { question, code, store, operation, key };
}

function outcomeOf(text: string): Pick<Reply, "result" | "log"> {
  const outcome = parsed(text);
  const { kind, value, log, origin } = outcome;
  const lines = Array.isArray(log) ? log.filter((entry) => typeof entry === "string") : [];
  if (kind === "returned") {
    return { result: { kind, value, ...(origin === undefined ? {} : { origin }) }, log: lines };
  }
  const message = typeof value === "string" ? value : "it left no result";
  return { result: { kind: "failed", message }, log: lines };
}

function parsed(text: string): { kind?: unknown; value?: unknown; log?: unknown; origin?: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
