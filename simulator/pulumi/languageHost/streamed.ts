import { spawn } from "node:child_process";
import type { ServerWritableStream } from "@grpc/grpc-js";

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** What a command has to tell: output as it comes, and its end. */
export interface Part {
  readonly stdout?: Uint8Array;
  readonly stderr?: Uint8Array;
  readonly exitCode?: number;
}

/** Runs a command for a streaming call: it ends when the engine cancels, and the call when the command has. */
export function streamed<Request, Response>(
  call: ServerWritableStream<Request, Response>,
  { command, args, cwd, env }: Command,
  tell: (part: Part) => void,
): void {
  const child = spawn(command, args, { cwd, ...(env === undefined ? {} : { env }), stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.on("data", (stdout: Buffer) => {
    tell({ stdout });
  });
  child.stderr.on("data", (stderr: Buffer) => {
    tell({ stderr });
  });
  call.on("cancelled", () => child.kill());
  child.once("error", (error) => {
    tell({ stderr: Buffer.from(`${error.message}\n`), exitCode: 1 });
    call.end();
  });
  child.once("close", (code) => {
    tell({ exitCode: code ?? 1 });
    call.end();
  });
}
