import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { Socket } from "node:net";
import type { RunFindings } from "../findings";
import { childCommand, residentLimit } from "./command";
import { ended, graceMs, type HookJob, nothing, type Report, reportOf } from "./jobs";

const startMs = 10_000;
const memoryCheckMs = 50;
/** What hooks leave behind adds up. */
const hooksPerChild = 200;

interface Waiting extends HookJob {
  readonly id: number;
  readonly budgetMs: number;
  /** A hook that ended a process in which others had run before gets one of its own before it is blamed. */
  wasRetried: boolean;
  readonly resolve: (findings: RunFindings) => void;
}

/** One process that runs hooks one after the other, and another when it ends. */
export class ChildPool {
  private readonly queue: Waiting[] = [];
  private current: Waiting | undefined;
  private child: ChildProcess | undefined;
  private isReady = false;
  private done = 0;
  private lastId = 0;
  private isTimeout = false;
  private timer: NodeJS.Timeout | undefined;
  private memoryTimer: NodeJS.Timeout | undefined;

  /** Rejects only with `E_HOOK_EXAMINER`, when there is no process to run anything in. */
  run(job: HookJob, budgetMs: number): Promise<RunFindings> {
    return new Promise((resolve) => {
      if (this.child === undefined) childCommand();
      this.queue.push({ ...job, id: ++this.lastId, budgetMs, wasRetried: false, resolve });
      this.next();
    });
  }

  /** Starts the process while its caller is still reading what is to be run. */
  warm(): void {
    if (this.child !== undefined) return;
    try {
      this.child = this.start();
    } catch {
      // `run` says why, if anything is run at all.
      return;
    }
    this.setBusy(false);
  }

  close(): void {
    this.kill();
  }

  private readonly kill = (): void => {
    try {
      if (this.child?.pid !== undefined) process.kill(-this.child.pid, "SIGKILL");
    } catch {
      // It has ended already.
    }
  };

  private next(): void {
    if (this.current !== undefined) return;
    const job = this.queue.shift();
    if (job === undefined) {
      this.setBusy(false);
      return;
    }
    this.current = job;
    this.child ??= this.start();
    this.setBusy(true);
    const { id, source, entry, budgetMs } = job;
    this.child.stdin?.write(`${JSON.stringify({ id, source, entry, budgetMs })}\n`);
    this.watch(budgetMs + graceMs + (this.isReady ? 0 : startMs));
  }

  private start(): ChildProcess {
    const { program, args, cwd } = childCommand();
    const child = spawn(program, args, { cwd, env: {}, stdio: ["pipe", "pipe", "pipe"], detached: true });
    this.isReady = false;
    this.isTimeout = false;
    this.done = 0;
    let stderr = "";
    let rest = "";
    let hasEnded = false;
    const end = (why: string): void => {
      if (hasEnded) return;
      hasEnded = true;
      process.off("exit", this.kill);
      this.ended(child, why);
    };
    process.once("exit", this.kill);
    child.once("error", (error) => {
      end(error.message);
    });
    child.once("close", (code, signal) => {
      end(/FATAL ERROR: (.+)/.exec(stderr)?.[1] ?? `exit ${String(signal ?? code)}`);
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      if (stderr.length < 8192) stderr += chunk;
    });
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) this.take(child, reportOf(line));
    });
    child.stdin.on("error", () => undefined);
    return child;
  }

  private take(child: ChildProcess, report: Report | undefined): void {
    if (report === undefined || child !== this.child) return;
    if ("ready" in report) {
      this.isReady = true;
      if (this.current !== undefined) this.watch(this.current.budgetMs + graceMs);
    } else if ("id" in report && report.id === this.current?.id) {
      this.settle(this.current, report.findings);
      this.done++;
      if (this.done >= hooksPerChild) {
        this.kill();
        this.child = undefined;
      }
      this.next();
    }
  }

  private settle(job: Waiting, findings: RunFindings): void {
    clearTimeout(this.timer);
    clearInterval(this.memoryTimer);
    this.current = undefined;
    job.resolve(findings);
  }

  private watch(limitMs: number): void {
    clearTimeout(this.timer);
    clearInterval(this.memoryTimer);
    this.timer = setTimeout(() => {
      this.isTimeout = true;
      this.kill();
    }, limitMs);
    this.memoryTimer = setInterval(() => {
      if (residentBytes(this.child?.pid) > residentLimit) this.kill();
    }, memoryCheckMs);
  }

  private ended(child: ChildProcess, why: string): void {
    if (child !== this.child) return;
    this.child = undefined;
    const job = this.current;
    if (job !== undefined) {
      this.current = undefined;
      if (!this.isReady) this.settle(job, nothing({ kind: "examiner", message: `nothing can be run here: ${why}` }));
      else if (this.isTimeout) this.settle(job, ended("time", `${job.budgetMs + graceMs} ms`));
      else if (this.done > 0 && !job.wasRetried) this.queue.unshift(Object.assign(job, { wasRetried: true }));
      else this.settle(job, ended("process", why));
    }
    this.next();
  }

  /** Keeps this process alive while something is in flight, and only then. */
  private setBusy(isBusy: boolean): void {
    const { child } = this;
    if (child === undefined) return;
    const pipes = [child.stdin, child.stdout, child.stderr].filter((pipe) => pipe instanceof Socket);
    for (const handle of [child, ...pipes]) {
      if (isBusy) handle.ref();
      else handle.unref();
    }
  }
}

/** Of a process in memory; 0 where the system does not say. */
function residentBytes(pid: number | undefined): number {
  if (process.platform !== "linux" || pid === undefined) return 0;
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, "latin1").split(" ")[1]) * 4096;
  } catch {
    return 0;
  }
}
