import { spawn } from "node:child_process";
import { CodedError } from "../../aws/codedError";

const passedOn = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Runs a command on this terminal, passes signals on, and gives its exit code as a shell would. */
export function runCommand(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(command, args, { env, stdio: "inherit" });
  const pass = (signal: NodeJS.Signals): void => {
    // A terminal's Ctrl-C has reached the child already: two of them would end it at once.
    if (signal === "SIGINT" && process.stdin.isTTY) return;
    child.kill(signal);
  };
  for (const signal of passedOn) process.on(signal, pass);
  return new Promise<number>((resolve, reject) => {
    child.once("error", (error) => {
      reject(new CodedError("E_PULUMI", `${command} cannot be started: ${error.message}`));
    });
    child.once("exit", (code, signal) => {
      resolve(code ?? 128 + (signal === "SIGKILL" ? 9 : signal === "SIGINT" ? 2 : 15));
    });
  }).finally(() => {
    for (const signal of passedOn) process.off(signal, pass);
  });
}

/** Runs a command of which only a failure is told: `E_PULUMI` with its words. */
export function runQuietly(
  command: string,
  args: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<void> {
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "ignore", "pipe"] });
  let words = "";
  child.stderr.on("data", (part: Buffer) => {
    words += part.toString();
  });
  return new Promise((resolve, reject) => {
    child.once("error", (error) => {
      reject(new CodedError("E_PULUMI", `${command} cannot be started: ${error.message}`));
    });
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new CodedError("E_PULUMI", `pulumi ${args.join(" ")} ended with ${String(code)}: ${words.trim()}`));
    });
  });
}
