import { explained } from "./code";
import type { FunctionResult } from "./runner";

/** What the child says of one call. */
export interface Reply {
  readonly id: number;
  readonly result: FunctionResult;
  readonly log: readonly string[];
}

/**
 * A line of the child's. The code that ran may have meddled with how its own result is written, so nothing in there is
 * taken for granted but the call's number, which the child writes itself. Pure.
 */
export function replyOf(line: string): "ready" | Reply {
  if (line === '["ready"]') return "ready";
  const comma = line.indexOf(",");
  return { id: Number(line.slice(1, comma)), ...outcomeOf(line.slice(comma + 1, -1)) };
}

function outcomeOf(text: string): Pick<Reply, "result" | "log"> {
  const outcome = parsed(text);
  const { kind, value, log } = outcome;
  const lines = Array.isArray(log) ? log.filter((entry) => typeof entry === "string") : [];
  if (kind === "returned") return { result: { kind, value }, log: lines };
  const message = typeof value === "string" ? value : "it left no result";
  return { result: { kind: "failed", message: explained(message) }, log: lines };
}

function parsed(text: string): { kind?: unknown; value?: unknown; log?: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
