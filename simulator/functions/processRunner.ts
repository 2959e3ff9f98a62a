import { CodedError } from "../../aws/codedError";
import { type HostProcess, startHost } from "./hostProcess";
import { InFlight } from "./inFlight";
import { type Question, type Reply, replyOf } from "./reply";
import type { FunctionResult } from "./runner";

/** What all calls of one code have in common. */
export interface LoadedCode {
  /** Tells one code from another. */
  readonly key: string;
  /** The message that brings the code, under the number that it gets. */
  readonly load: (code: number) => string;
  /** How the message begins that runs it. */
  readonly command: "run" | "invoke";
  readonly limitMs: number;
  /**
   * When the limit counts from: `turn` from when the call before it was done, where calls are done one after the other,
   * `sent` from when it was sent, where they are done side by side and the process itself ends what merely waits.
   */
  readonly from: "turn" | "sent";
  /** The rule that the limit comes from. */
  readonly rule: string;
  /** Answers what the code asks while it runs; it rejects with what the code is to be told. */
  readonly onQuestion?: (question: Question) => unknown;
}

/** A call on its way. */
interface Pending {
  readonly code: LoadedCode;
  /** What its message says behind the numbers of call and code. */
  readonly message: string;
  /** Whether the process ended while it was in flight: from then on it runs alone, so that the guilty one is found. */
  suspect: boolean;
  sentAt: number;
  readonly resolve: (result: FunctionResult) => void;
  readonly reject: (error: CodedError) => void;
}

interface Host {
  readonly process: HostProcess;
  readonly numbers: Map<string, number>;
  readonly codes: LoadedCode[];
  ready: boolean;
  timedOut: boolean;
}

/** Gives calls to one process, started at the first of them unless it was before, and finds out which call it was that ended it. */
export class ProcessRunner {
  private readonly waiting: Pending[] = [];
  private readonly inFlight = new InFlight<Pending>();
  private host: Host | undefined;
  private watchdog: NodeJS.Timeout | undefined;
  private flushing = false;
  private closed = false;

  constructor(
    private readonly memoryMb: number,
    private readonly onLog: ((message: string) => void) | undefined,
  ) {}

  /** Starts the process, so that the first call need not wait for it. */
  warm(): void {
    if (!this.closed) this.host ??= this.start();
  }

  /** Runs a code once. `message` tells what with: JSON, fields apart by tabs. */
  submit(code: LoadedCode, message: string): Promise<FunctionResult> {
    return new Promise((resolve, reject) => {
      if (this.closed) {
        reject(hostError("it was closed"));
        return;
      }
      this.waiting.push({ code, message, suspect: false, sentAt: 0, resolve, reject });
      this.flushSoon();
    });
  }

  close(): void {
    this.closed = true;
    this.host?.process.kill();
    this.host = undefined;
    this.unwatch();
    this.rejectAll("it was closed");
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
    const sentAt = performance.now();
    let lines = "";
    for (const job of jobs) {
      job.sentAt = sentAt;
      const id = this.inFlight.add(job);
      const { code, message } = job;
      let number = host.numbers.get(code.key);
      if (number === undefined) {
        number = host.codes.push(code) - 1;
        host.numbers.set(code.key, number);
        lines += `${code.load(number)}\n`;
      }
      lines += `${code.command}\t${id}\t${number}\t${message}\n`;
    }
    host.process.setBusy(true);
    host.process.send(lines);
    // A running watchdog is left alone: new calls must not give more time to one that hangs.
    if (this.watchdog === undefined || jobs.some(({ code }) => code.from === "sent")) this.watch();
  }

  /** Suspects go first, and each of them alone; everybody else goes at once. */
  private nextJobs(): Pending[] {
    const [first] = this.waiting;
    if (this.inFlight.oldest()?.suspect === true) return [];
    if (first?.suspect !== true) return this.waiting.splice(0);
    return this.inFlight.size > 0 ? [] : this.waiting.splice(0, 1);
  }

  private start(): Host {
    const host: Host = {
      process: startHost(this.memoryMb, {
        onLines: (lines) => {
          this.take(host, lines);
        },
        onEnd: (reason) => {
          this.ended(host, reason);
        },
      }),
      numbers: new Map(),
      codes: [],
      ready: false,
      timedOut: false,
    };
    return host;
  }

  /** The earliest end of what is in flight. */
  private watch(): void {
    this.unwatch();
    const { host } = this;
    if (this.inFlight.size === 0 || host === undefined) return;
    const now = performance.now();
    let limit = Infinity;
    for (const { code, sentAt } of this.inFlight.all()) {
      const { limitMs, from } = code;
      limit = Math.min(limit, from === "turn" ? limitMs : Math.max(sentAt + limitMs - now, 1));
      // They all have the same limit, and wait for each other.
      if (from === "turn") break;
    }
    this.watchdog = setTimeout(
      () => {
        host.timedOut = true;
        host.process.kill();
      },
      // Booting is not the code's fault: the first call waits longer.
      limit + (host.ready ? 0 : 10_000),
    );
  }

  private unwatch(): void {
    clearTimeout(this.watchdog);
    this.watchdog = undefined;
  }

  private take(host: Host, lines: readonly string[]): void {
    for (const line of lines) {
      const reply = replyOf(line);
      if (reply === "ready") this.begin(host);
      else if ("question" in reply) this.answer(host, reply);
      else this.settle(reply);
    }
    if (this.inFlight.size === 0) host.process.setBusy(false);
    this.watch();
    if (this.waiting.length > 0) this.flushSoon();
  }

  private begin(host: Host): void {
    host.ready = true;
    const now = performance.now();
    for (const job of this.inFlight.all()) job.sentAt = now;
  }

  private answer(host: Host, question: Question): void {
    const send = (ok: boolean, value: unknown): void => {
      if (this.host === host) {
        host.process.send(`answer\t${question.question}\t${String(ok)}\t${JSON.stringify(value ?? null)}\n`);
      }
    };
    try {
      send(true, host.codes[question.code]?.onQuestion?.(question));
    } catch (error) {
      send(false, error instanceof Error ? error.message : String(error));
    }
  }

  private settle({ id, result, log }: Reply): void {
    const job = this.inFlight.take(id);
    if (this.onLog !== undefined) for (const message of log) this.onLog(message);
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
    const jobs = this.inFlight.takeAll();
    const [only] = jobs;
    if (only !== undefined && jobs.length === 1)
      only.resolve({ kind: "failed", message: causeOf(host, only.code, reason) });
    else this.waiting.unshift(...jobs.map((job) => Object.assign(job, { suspect: true })));
    if (this.waiting.length > 0) this.flushSoon();
  }

  private rejectAll(reason: string): void {
    for (const job of [...this.inFlight.takeAll(), ...this.waiting.splice(0)]) job.reject(hostError(reason));
  }
}

function causeOf({ timedOut }: Host, { limitMs, rule }: LoadedCode, reason: string): string {
  return timedOut
    ? `it ran for more than ${limitMs} ms (${rule})`
    : `it ended the process that ran it: ${reason} (CF-8)`;
}

function hostError(reason: string): CodedError {
  return new CodedError("E_FUNCTION_HOST", `the process that runs edge code has no answer: ${reason}`);
}
