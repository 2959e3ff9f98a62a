import { type PreparedCode, PreparedCodes } from "./code";
import type { EventField } from "./eventReads";
import { answerQuestion, type KeyValueStores } from "./keyValueStores";
import type { LanguageLevel } from "./languageLevel";
import { type LoadedCode, ProcessRunner } from "./processRunner";
import type {
  CloudFrontFunctionEvent,
  FunctionResult,
  FunctionRunner,
  FunctionRunOptions,
  LambdaCode,
  LambdaEvent,
  LambdaRunner,
  LambdaViewerRequest,
} from "./runner";

export interface FunctionRunnerOptions {
  /** How long one call may take before its process is ended; default 1000. AWS's own limit is about 1 ms of its CPU (CF-9). */
  readonly timeoutMs?: number;
  /** V8's heap in each of the two processes, for all functions together; Buffers may take as much again; default 64. */
  readonly memoryMb?: number;
  /** Called with what functions log, at most 10 KB a call (CF-8). */
  readonly onLog?: (message: string) => void;
  /** Default `specified` (CF-10). */
  readonly languageLevel?: LanguageLevel;
  /** Default: none (CF-12). */
  readonly keyValueStores?: KeyValueStores;
  /** Asked before every call whether it meets AWS's throttling: `FunctionThrottledError` (CF-9), `LambdaLimitExceeded` (LE-9). */
  readonly isThrottled?: (kind: "function" | "lambda") => boolean;
  /**
   * How many calls of Lambda functions may run at once, for all functions together, as in a region; what comes on top is
   * throttled (LE-24). AWS starts an account with 1000; default: no limit, since this machine takes longer for a call.
   */
  readonly lambdaConcurrency?: number;
}

/** The two runners with their processes. */
export interface EdgeCodeProcesses extends FunctionRunner, LambdaRunner {
  /** Starts the process of CloudFront Functions ahead of the first call, which then need not wait for it. */
  warm(): void;
}

/**
 * A runner of CloudFront Functions and of Lambda@Edge, with a process for each of the two kinds, started at the first
 * call: Node's own modules are for Lambda alone.
 */
export function createFunctionRunner(options: FunctionRunnerOptions = {}): EdgeCodeProcesses {
  return new EdgeCodeRunner(options);
}

type RunnableCode = Extract<PreparedCode, { readonly kind: "code" }>;

const throttled: FunctionResult = { kind: "failed", message: "it was throttled", throttled: true };

class EdgeCodeRunner implements EdgeCodeProcesses {
  private readonly functions: ProcessRunner;
  private readonly lambdas: ProcessRunner;
  private readonly codes: PreparedCodes;
  /** By the key value store that is associated; empty: none. */
  private readonly loaded = new WeakMap<RunnableCode, Map<string, LoadedCode>>();
  private readonly since = new Date();
  private invocations = 0;

  constructor(private readonly options: FunctionRunnerOptions) {
    const { memoryMb = 64, onLog, languageLevel = "specified" } = options;
    this.functions = new ProcessRunner(memoryMb, onLog);
    this.lambdas = new ProcessRunner(memoryMb, onLog);
    this.codes = new PreparedCodes(languageLevel);
  }

  run(code: string, event: CloudFrontFunctionEvent, options: FunctionRunOptions = {}): Promise<FunctionResult> {
    if (this.options.isThrottled?.("function") === true) return Promise.resolve(throttled);
    const prepared = this.codes.of(code, options.runtime ?? "cloudfront-js-2.0");
    const go = (ready: PreparedCode): Promise<FunctionResult> =>
      ready.kind === "refused"
        ? Promise.resolve({ kind: "failed", message: ready.message })
        : this.functions.submit(
            this.loadedFunction(ready, options.keyValueStoreArn),
            functionMessage(ready, event, options),
          );
    return prepared instanceof Promise ? prepared.then(go) : go(prepared);
  }

  async invoke(lambda: LambdaCode, event: LambdaEvent<LambdaViewerRequest>): Promise<FunctionResult> {
    const { isThrottled, lambdaConcurrency = Infinity } = this.options;
    if (isThrottled?.("lambda") === true || this.invocations >= lambdaConcurrency) return throttled;
    this.invocations++;
    try {
      return await this.lambdas.submit(loadedLambda(lambda), lambdaMessage(lambda, event));
    } finally {
      this.invocations--;
    }
  }

  warm(): void {
    this.functions.warm();
  }

  close(): Promise<void> {
    this.functions.close();
    this.lambdas.close();
    return Promise.resolve();
  }

  /** Each association has a context of its own. */
  private loadedFunction(code: RunnableCode, keyValueStoreArn = ""): LoadedCode {
    const byStore = this.loaded.get(code) ?? new Map<string, LoadedCode>();
    const known = byStore.get(keyValueStoreArn);
    if (known !== undefined) return known;
    const loaded = this.newlyLoaded(code.text, keyValueStoreArn);
    this.loaded.set(code, byStore.set(keyValueStoreArn, loaded));
    return loaded;
  }

  private newlyLoaded(text: string, keyValueStoreArn: string): LoadedCode {
    const { timeoutMs = 1000, keyValueStores = {} } = this.options;
    const store = keyValueStoreArn === "" ? undefined : keyValueStoreArn;
    return {
      key: `${keyValueStoreArn}\0${text}`,
      load: (number) => `code\t${number}\t${JSON.stringify(text)}`,
      command: "run",
      limitMs: timeoutMs,
      from: "turn",
      rule: "CF-9",
      onQuestion: (question) => answerQuestion(keyValueStores, store, question, this.since),
    };
  }
}

function loadedLambda({ code, exportName, timeoutMs }: LambdaCode): LoadedCode {
  return {
    key: `${exportName}\0${code}`,
    load: (number) => `lambda\t${number}\t${JSON.stringify(code)}\t${JSON.stringify(exportName)}`,
    command: "invoke",
    // The process itself ends what merely waits; this is for what never lets go of it.
    limitMs: timeoutMs + 500,
    from: "sent",
    rule: "LE-16",
  };
}

function lambdaMessage(
  { name, runtime, timeoutMs, version = "1" }: LambdaCode,
  event: LambdaEvent<LambdaViewerRequest>,
): string {
  const env = {
    AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "128",
    AWS_REGION: "us-east-1",
    AWS_DEFAULT_REGION: "us-east-1",
    LAMBDA_TASK_ROOT: "/var/task",
    TZ: ":UTC",
  };
  const context = JSON.stringify({ functionName: name, timeoutMs, callbacks: takesCallbacks(runtime), env });
  return `${JSON.stringify(event)}\t${context}`;
}

function functionMessage(
  { asksMore, reads }: RunnableCode,
  event: CloudFrontFunctionEvent,
  { rawQueryString, edgeLocation }: FunctionRunOptions,
): string {
  const more = asksMore ? JSON.stringify({ query: rawQueryString, location: edgeLocation }) : "null";
  return `[${eventText(event, reads)},${more}]`;
}

/** As JSON, with the fields that the function can see. */
function eventText(event: CloudFrontFunctionEvent, reads: readonly EventField[]): string {
  let text = "";
  for (const field of reads) {
    const value = event[field];
    if (value !== undefined) text += `${text === "" ? "" : ","}"${field}":${JSON.stringify(value)}`;
  }
  return `{${text}}`;
}

/** LE-22: the runtimes before Node.js 24. */
function takesCallbacks(runtime: string): boolean {
  const version = /^nodejs(\d+)/.exec(runtime)?.[1];
  return version !== undefined && Number(version) < 24;
}
