import { CodedError } from "../../aws/codedError";
import { type HostProcess, startHost } from "./hostProcess";
import { refusal } from "./code";
import { type Reply, replyOf } from "./reply";
import type {
  CloudFrontFunctionEvent,
  FunctionResult,
  FunctionRunner,
  LambdaCode,
  LambdaEvent,
  LambdaRunner,
} from "./runner";

export interface FunctionRunnerOptions {
  /** How long one call may take before its process is ended; default 1000. AWS's own limit is about 1 ms of its CPU (CF-9). */
  readonly timeoutMs?: number;
  /** V8's heap in the process, for all functions together; default 64. */
  readonly memoryMb?: number;
  /** Called with what functions log, at most 10 KB a call (CF-8). */
  readonly onLog?: (message: string) => void;
}

/** A runner of CloudFront Functions and of Lambda@Edge with one process, started at the first call. */
export function createFunctionRunner(options: FunctionRunnerOptions = {}): FunctionRunner & LambdaRunner {
  return new ProcessRunner(options);
}

interface Job {
  /** Tells one code from another. */
  readonly key: string;
  /** The message that brings the code, under the number that it gets. */
  readonly load: (code: number) => string;
  /** The message that runs it. */
  readonly start: (id: number, code: number) => string;
  readonly limitMs: number;
  /** The rule that the limit comes from. */
  readonly rule: string;
  /** Whether the process ended while it was in flight: from then on it runs alone, so that the guilty one is found. */
  suspect: boolean;
  readonly resolve: (result: FunctionResult) => void;
  readonly reject: (error: CodedError) => void;
}

interface Host {
  readonly process: HostProcess;
  readonly keys: Map<string, number>;
  ready: boolean;
  timedOut: boolean;
}

class ProcessRunner implements FunctionRunner, LambdaRunner {
  private readonly waiting: Job[] = [];
  private readonly inFlight = new Map<number, Job>();
  private host: Host | undefined;
  private watchdog: NodeJS.Timeout | undefined;
  private flushing = false;
  private closed = false;
  private lastId = 0;

  constructor(private readonly options: FunctionRunnerOptions) {}

  run(code: string, event: CloudFrontFunctionEvent): Promise<FunctionResult> {
    const message = refusal(code);
    if (message !== undefined) return Promise.resolve({ kind: "failed", message });
    return this.submit({
      key: code,
      load: (number) => JSON.stringify(["code", number, code]),
      start: (id, number) => JSON.stringify(["run", id, number, event]),
      limitMs: this.options.timeoutMs ?? 1000,
      rule: "CF-9",
    });
  }

  invoke(lambda: LambdaCode, event: LambdaEvent): Promise<FunctionResult> {
    const { name, code, exportName, runtime, timeoutMs } = lambda;
    const context = { functionName: name, timeoutMs, callbacks: takesCallbacks(runtime) };
    return this.submit({
      // No text of a CloudFront Function begins with it.
      key: `\0${exportName}\0${code}`,
      load: (number) => JSON.stringify(["lambda", number, code, exportName]),
      start: (id, number) => JSON.stringify(["invoke", id, number, event, context]),
      // The process itself ends what merely waits; this is for what never lets go of it.
      limitMs: timeoutMs + 500,
      rule: "LE-16",
    });
  }

  private submit(job: Omit<Job, "suspect" | "resolve" | "reject">): Promise<FunctionResult> {
    return new Promise((resolve, reject) => {
      if (this.closed) {
        reject(hostError("it was closed"));
        return;
      }
      this.waiting.push({ ...job, suspect: false, resolve, reject });
      this.flushSoon();
    });
  }

  close(): Promise<void> {
    this.closed = true;
    this.host?.process.kill();
    this.host = undefined;
    this.unwatch();
    this.rejectAll("it was closed");
    return Promise.resolve();
  }

  /** Calls of one turn go out in one write. */
  private flushSoon(): void {
    if (this.flushing) return;
    this.flushing = true;
    setImmediate(() => {
      this.flushing = false;
      this.flush();
    });
  }

  private flush(): void {
    const jobs = this.nextJobs();
    if (jobs.length === 0) return;
    const host = (this.host ??= this.start());
    const lines = jobs.flatMap((job) => {
      const id = ++this.lastId;
      this.inFlight.set(id, job);
      const known = host.keys.get(job.key);
      const number = known ?? host.keys.size;
      const run = job.start(id, number);
      if (known !== undefined) return [run];
      host.keys.set(job.key, number);
      return [job.load(number), run];
    });
    host.process.setBusy(true);
    host.process.send(`${lines.join("\n")}\n`);
    // A running watchdog is left alone: new calls must not give more time to one that hangs.
    if (this.watchdog === undefined) this.watch();
  }

  /** Suspects go first, and each of them alone; everybody else goes at once. */
  private nextJobs(): Job[] {
    const [first] = this.waiting;
    if ([...this.inFlight.values()].some(({ suspect }) => suspect)) return [];
    if (first?.suspect !== true) return this.waiting.splice(0);
    return this.inFlight.size > 0 ? [] : this.waiting.splice(0, 1);
  }

  private start(): Host {
    const host: Host = {
      process: startHost(this.options.memoryMb ?? 64, {
        onLines: (lines) => {
          this.take(host, lines);
        },
        onEnd: (reason) => {
          this.ended(host, reason);
        },
      }),
      keys: new Map(),
      ready: false,
      timedOut: false,
    };
    return host;
  }

  /** The clock starts anew with every sign of life: a call counts from when the one before it was done. */
  private watch(): void {
    this.unwatch();
    const { host } = this;
    if (this.inFlight.size === 0 || host === undefined) return;
    // Booting is not the code's fault: the first call waits longer.
    const slowest = Math.max(...[...this.inFlight.values()].map(({ limitMs }) => limitMs));
    const limit = slowest + (host.ready ? 0 : 10_000);
    this.watchdog = setTimeout(() => {
      host.timedOut = true;
      host.process.kill();
    }, limit);
  }

  private unwatch(): void {
    clearTimeout(this.watchdog);
    this.watchdog = undefined;
  }

  private take(host: Host, lines: readonly string[]): void {
    for (const line of lines) {
      const reply = replyOf(line);
      if (reply === "ready") host.ready = true;
      else this.settle(reply);
    }
    if (this.inFlight.size === 0) host.process.setBusy(false);
    this.watch();
    if (this.waiting.length > 0) this.flushSoon();
  }

  private settle({ id, result, log }: Reply): void {
    const job = this.inFlight.get(id);
    this.inFlight.delete(id);
    for (const message of log) this.options.onLog?.(message);
    job?.resolve(result);
  }

  private ended(host: Host, reason: string): void {
    if (this.host !== host) return;
    this.host = undefined;
    this.unwatch();
    if (!host.ready) {
      this.rejectAll(reason);
      return;
    }
    const jobs = [...this.inFlight.values()];
    this.inFlight.clear();
    const [only] = jobs;
    if (only !== undefined && jobs.length === 1) only.resolve({ kind: "failed", message: causeOf(host, only, reason) });
    else this.waiting.unshift(...jobs.map((job) => Object.assign(job, { suspect: true })));
    if (this.waiting.length > 0) this.flushSoon();
  }

  private rejectAll(reason: string): void {
    const jobs = [...this.inFlight.values(), ...this.waiting.splice(0)];
    this.inFlight.clear();
    for (const job of jobs) job.reject(hostError(reason));
  }
}

function causeOf({ timedOut }: Host, { limitMs, rule }: Job, reason: string): string {
  return timedOut
    ? `it ran for more than ${limitMs} ms (${rule})`
    : `it ended the process that ran it: ${reason} (CF-8)`;
}

/** LE-22: the runtimes before Node.js 24. */
function takesCallbacks(runtime: string): boolean {
  const version = /^nodejs(\d+)/.exec(runtime)?.[1];
  return version !== undefined && Number(version) < 24;
}

function hostError(reason: string): CodedError {
  return new CodedError("E_FUNCTION_HOST", `the process that runs edge code has no answer: ${reason}`);
}
