import { spawnSync } from "node:child_process";
import type { RunFindings } from "../findings";
import { childCommand } from "./command";
import {
  defaultBudgetMs,
  ended,
  graceMs,
  type HookJob,
  type Message,
  nothing,
  reportOf,
  type RunOptions,
} from "./jobs";

/** From source the child takes its time. */
const startMs = __filename.endsWith(".ts") ? 10_000 : 3000;
const maximumOutput = 256 * 1024 * 1024;

/**
 * Runs hooks in a process of their own and waits for it, for callers that cannot await. One that takes the process with
 * it costs only itself: the rest is run in another. The findings stand in the order of the jobs. Never throws for what
 * the hooks do.
 */
export function runHooksSync(jobs: readonly HookJob[], { budgetMs = defaultBudgetMs }: RunOptions = {}): RunFindings[] {
  const results = new Map<number, RunFindings>();
  let left = jobs.map((job, id): Message => ({ id, ...job, budgetMs }));
  while (left.length > 0) {
    const { program, args, cwd } = childCommand();
    const { stdout, error, signal, stderr, status } = spawnSync(program, args, {
      cwd,
      env: {},
      input: left.map((message) => `${JSON.stringify(message)}\n`).join(""),
      encoding: "utf8",
      timeout: startMs + left.length * (budgetMs + graceMs),
      killSignal: "SIGKILL",
      maxBuffer: maximumOutput,
    });
    let current: number | undefined;
    let isReady = false;
    for (const report of stdout.split("\n").map(reportOf)) {
      if (report === undefined) continue;
      if ("ready" in report) isReady = true;
      else if ("start" in report) current = report.start;
      else {
        results.set(report.id, report.findings);
        current = undefined;
      }
    }
    const isTimeout = (error as { code?: string } | undefined)?.code === "ETIMEDOUT";
    const why = String(error?.message ?? signal ?? (lastLine(stderr) || status));
    if (current !== undefined) {
      results.set(current, isTimeout ? ended("time", `${budgetMs + graceMs} ms`) : ended("process", why));
    } else if (!isReady || left.every(({ id }) => !results.has(id))) {
      for (const { id } of left)
        results.set(id, nothing({ kind: "examiner", message: `nothing can be run here: ${why}` }));
    }
    left = left.filter(({ id }) => !results.has(id));
  }
  return jobs.map((_, id) => results.get(id) ?? nothing());
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
