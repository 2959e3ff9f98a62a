import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";

const root = resolve(__dirname, "../..");

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line as it is built into `dist`, started in a folder of the repository. */
export function startCli(args: readonly string[], folder = ".", stdin: "ignore" | "pipe" = "ignore"): ChildProcess {
  return spawn(process.execPath, [resolve(root, "dist/cli.js"), ...args], {
    cwd: resolve(root, folder),
    stdio: [stdin, "pipe", "pipe"],
  });
}

/** Runs it to its end. */
export async function runCli(args: readonly string[], folder = "."): Promise<Finished> {
  return finished(startCli(args, folder));
}

/** What a child printed and how it ended; call it right after the start. */
export async function finished(child: ChildProcess): Promise<Finished> {
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  await once(child, "close");
  return { code: child.exitCode, stdout, stderr };
}
