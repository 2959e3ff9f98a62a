import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { CodedError } from "../../aws/codedError";
import { type Clock, RealClock } from "../clock";
import type { Registration } from "../model/registration";
import { killGroup, startProgram } from "./child";
import type { Diagnostic } from "./diagnostics";
import type * as GrpcServer from "./grpcServer";
import { listen } from "./listener";
import { ownRefusal, programMessage } from "./programError";
import { readProject } from "./project";
import { Registry } from "./registry";
import { type ConfigMap, readStackConfig } from "./stackConfig";

export interface RunOptions {
  /** The folder with Pulumi.yaml. */
  readonly projectDir: string;
  readonly stack: string;
  /** Whether what AWS computes stays unknown, as in `pulumi preview`; default false. */
  readonly preview?: boolean;
  /** Default 120,000. */
  readonly timeoutMs?: number;
  /** What the timeout is measured with; default the machine's own. */
  readonly clock?: Clock;
  /** Called for every log message as it comes, and for what the program prints. */
  readonly onDiagnostic?: (diagnostic: Diagnostic) => void;
  readonly signal?: AbortSignal;
}

export interface RunResult {
  readonly registrations: readonly Registration[];
  /** What the program exports; secrets unwrapped. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** All but those for debugging. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Runs a Pulumi program, unchanged and in a process of its own, against a resource monitor of ours (D20). Nothing is
 * created anywhere. Throws {@link CodedError}: `E_PROJECT`, `E_STACK`, `E_CONFIG_…` before it starts; `E_INVOKE`,
 * `E_TRANSFORMS`, `E_RESOURCE_TYPE` for what cannot be honoured; `E_PROGRAM` with the program's own message when it
 * ends with an error or logs one, or the code of a refusal of ours that the program passes on; `E_PROGRAM_TIMEOUT`;
 * `E_INTERRUPTED` when the signal is aborted.
 */
export async function runProgram(options: RunOptions): Promise<RunResult> {
  const { stack, preview = false, timeoutMs = 120_000, clock = new RealClock(), signal } = options;
  const project = readProject(options.projectDir);
  const config = readStackConfig(project, stack);
  if (signal?.aborted === true) throw interrupted();

  const region = regionOf(config);
  const registry = new Registry({ project: project.name, stack, preview, region });
  const diagnostics: Diagnostic[] = [];
  const onDiagnostic = (diagnostic: Diagnostic): void => {
    if (diagnostic.severity !== "debug") diagnostics.push(diagnostic);
    options.onDiagnostic?.(diagnostic);
  };

  const listener = await listen();
  const closers: { close(): void }[] = [listener];
  try {
    const child = startProgram({ project, stack, config, preview, address: listener.address });
    // Whatever goes wrong from here on, the program does not outlive its run.
    closers.unshift({
      close() {
        if (isRunning(child)) killGroup(child);
      },
    });
    const run = new Run(child, onDiagnostic);
    const { serve } = grpcServer();
    const onRefusal = (error: CodedError): void => {
      run.fail(error);
    };
    const monitor = { registry, project: project.name, stack, preview, region, onRefusal };
    closers.unshift(serve(listener, monitor, onDiagnostic));
    const { code, stderr } = await run.end({ timeoutMs, clock, signal });
    const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
    if (code !== 0 || errors.length > 0) throw programError(errors, stderr, code);
    return { registrations: registry.registrations, outputs: registry.stackOutputs, diagnostics };
  } finally {
    for (const closer of closers) closer.close();
  }
}

/** gRPC and the messages take as long to load as the program's process takes to boot: they are loaded meanwhile. */
function grpcServer(): typeof GrpcServer {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would be hoisted above the spawn
  return require("./grpcServer") as typeof GrpcServer;
}

/** As the AWS provider looks for it. */
function regionOf(config: ConfigMap): string | undefined {
  return config["aws:region"] ?? process.env["AWS_REGION"] ?? process.env["AWS_DEFAULT_REGION"];
}

function programError(errors: readonly string[], stderr: string, code: number | null): CodedError {
  const message = programMessage(errors, stderr, code);
  const { code: own, sentence, path } = ownRefusal(message) ?? { code: "E_PROGRAM", sentence: message };
  const error = new CodedError(own, sentence, path);
  // The whole text, stacks included, for whoever debugs.
  error.cause = new Error([...errors, stderr].join("\n"));
  return error;
}

function interrupted(): CodedError {
  return new CodedError("E_INTERRUPTED", "the run of the program was interrupted");
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

interface Limits {
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
}

/** How long after the end of a program its output is still read, in milliseconds. */
const lastWordsMs = 500;

/** The process of a program, from its start to its end or to the first thing that ends it early. */
class Run {
  private readonly exit: Promise<number | null>;
  private stderr = "";
  private failure: CodedError | undefined;

  constructor(
    private readonly child: ChildProcess,
    onDiagnostic: (diagnostic: Diagnostic) => void,
  ) {
    this.exit = new Promise((resolve, reject) => {
      child.once("close", resolve);
      // Whatever it started and left behind would keep its pipes open; what made a group of its own still does.
      child.once("exit", () => {
        killGroup(child);
        setTimeout(() => {
          child.stdout?.destroy();
          child.stderr?.destroy();
        }, lastWordsMs).unref();
      });
      child.once("error", (error) => {
        reject(new CodedError("E_PROGRAM", `the program could not be started: ${error.message}`));
      });
    });
    // Awaited in `end`; it must not count as unhandled before.
    this.exit.catch(() => undefined);
    forEachLine(child.stdout, (message) => {
      onDiagnostic({ severity: "info", message });
    });
    forEachLine(child.stderr, (message) => {
      this.stderr += `${message}\n`;
      onDiagnostic({ severity: "info", message });
    });
  }

  /** Ends the program because of `error`, the first of which `end` rejects with. */
  fail(error: CodedError): void {
    this.failure ??= error;
    killGroup(this.child);
  }

  async end({ timeoutMs, clock, signal }: Limits): Promise<{ code: number | null; stderr: string }> {
    const ended = new AbortController();
    const onTimeout = (): void => {
      this.fail(new CodedError("E_PROGRAM_TIMEOUT", `the program did not end within ${timeoutMs / 1000} seconds`));
    };
    clock.sleep(timeoutMs, ended.signal).then(onTimeout, () => undefined);
    const onAbort = (): void => {
      this.fail(interrupted());
    };
    signal?.addEventListener("abort", onAbort, { once: true });
    // It may have been aborted while the program was being started.
    if (signal?.aborted === true) onAbort();
    try {
      const code = await this.exit;
      if (this.failure !== undefined) throw this.failure;
      return { code, stderr: this.stderr };
    } finally {
      ended.abort();
      signal?.removeEventListener("abort", onAbort);
    }
  }
}

function forEachLine(stream: Readable | null, take: (line: string) => void): void {
  if (stream !== null) createInterface({ input: stream, crlfDelay: Infinity }).on("line", take);
}
