import { type ChildProcess, spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { Socket } from "node:net";
import { contextTexts } from "./contexts/texts";

/** The child that runs the code, with a line as the unit of both directions. */
export interface HostProcess {
  send(line: string): void;
  /** Keeps this process alive while something is in flight, and only then. */
  setBusy(busy: boolean): void;
  kill(): void;
}

export interface HostEvents {
  readonly onLines: (lines: readonly string[]) => void;
  /** Once, whatever ended it. */
  readonly onEnd: (reason: string) => void;
}

/** Run from source the file is TypeScript, which Node strips; the bundle has plain JavaScript beside itself. */
function hostFile(): string {
  return __filename.endsWith(".ts") ? join(__dirname, "host.ts") : join(__dirname, "function-host.js");
}

const megabyte = 1024 * 1024;

/** What an idle child holds, its watchdog's thread included: 60 MB in memory, 1,000 MB of address space for data. */
const idleResidentMb = 100;
const idleDataMb = 1100;

/** Buffers stand outside of V8's heap: they may take as much again as it does, and no more. */
const residentLimit = (memoryMb: number): number => (idleResidentMb + 2 * memoryMb) * megabyte;
const dataLimitKb = (memoryMb: number): number => (idleDataMb + 3 * memoryMb) * 1024;

/**
 * Starts the child: no files but its own, no processes, no eval, an empty environment, a process group of its own. It
 * ends itself when this process is gone, and when it takes too much memory; where the system has limits on data, one
 * allocation cannot be too large either.
 */
export function startHost(memoryMb: number, events: HostEvents): HostProcess {
  const file = hostFile();
  const command = [
    process.execPath,
    "--permission",
    "--allow-worker",
    `--allow-fs-read=${dirname(file)}`,
    `--max-old-space-size=${memoryMb}`,
    "--disallow-code-generation-from-strings",
    "--frozen-intrinsics",
    "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON",
    "--disable-warning=ExperimentalWarning",
    "--disable-warning=SecurityWarning",
    file,
    String(process.pid),
    String(residentLimit(memoryMb)),
  ];
  const limited = `ulimit -c 0; ulimit -d ${dataLimitKb(memoryMb)} 2>/dev/null; exec "$0" "$@"`;
  const [program, ...args] = process.platform === "linux" ? ["/bin/sh", "-c", limited, ...command] : command;
  const child = spawn(program ?? process.execPath, args, { env: {}, stdio: ["pipe", "pipe", "pipe"], detached: true });
  const host = attach(child, events);
  host.send(`contexts\t${JSON.stringify(contextTexts())}\n`);
  return host;
}

function attach(child: ChildProcess, { onLines, onEnd }: HostEvents): HostProcess {
  const kill = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has ended already.
    }
  };
  let stderr = "";
  let ended = false;
  const end = (reason: string): void => {
    if (ended) return;
    ended = true;
    process.off("exit", kill);
    onEnd(reason);
  };
  process.once("exit", kill);
  child.once("error", (error) => {
    end(error.message);
  });
  child.once("close", (code, signal) => {
    end(/FATAL ERROR: (.+)/.exec(stderr)?.[1] ?? (lastLine(stderr) || `exit ${String(signal ?? code)}`));
  });
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    if (stderr.length < 4096) stderr += chunk;
  });
  let rest = "";
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    if (lines.length > 0 && !ended) onLines(lines);
  });
  // What is written to a child that has just died is sent again to the next one.
  child.stdin?.on("error", () => undefined);

  const pipes = [child.stdin, child.stdout, child.stderr].filter((pipe) => pipe instanceof Socket);
  const setBusy = (busy: boolean): void => {
    for (const handle of [child, ...pipes]) {
      if (busy) handle.ref();
      else handle.unref();
    }
  };
  setBusy(false);
  return { send: (line) => child.stdin?.write(line), setBusy, kill };
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
