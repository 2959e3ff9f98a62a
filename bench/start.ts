import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { median, printRatio } from "./statistics";

const root = resolve(__dirname, "..");
const rounds = 7;

/**
 * From the command to the finished model of stack dev, against a bare `require("@pulumi/pulumi")`: both as whole
 * processes, alternating, medians. The command counts until it says that it has the model.
 */
export async function measureStart(): Promise<boolean> {
  const bare: number[] = [];
  const command: number[] = [];
  // One round of each to fill the file system's and the compile cache.
  await bareRequire();
  await commandToModel();
  for (let round = 0; round < rounds; round++) {
    bare.push(await bareRequire());
    command.push(await commandToModel());
  }
  process.stdout.write(
    `bare require: ${median(bare).toFixed(0)} ms, command to model: ${median(command).toFixed(0)} ms\n`,
  );
  return printRatio("start: command to the model of dev / bare require", median(command) / median(bare), 3.5);
}

/** Milliseconds of a process that only loads Pulumi's SDK. */
export function bareRequire(): Promise<number> {
  return timed(["-e", 'require("@pulumi/pulumi")'], undefined);
}

function commandToModel(): Promise<number> {
  return timed(["dist/cli.js", "serve", "--stack", "dev", "--port", "0", "--console-port", "0"], "program: ");
}

/** Milliseconds until the process prints a line that starts with `until`, or until it ends. */
function timed(args: readonly string[], until: string | undefined): Promise<number> {
  return new Promise((done, fail) => {
    const start = performance.now();
    const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    let seen: number | undefined;
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (seen === undefined && until !== undefined && output.includes(until)) {
        seen = performance.now() - start;
        child.kill("SIGTERM");
      }
    });
    // Shown only with a failure: a command that is stopped as soon as it is ready says that it was interrupted.
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.on("error", fail);
    child.on("close", (code) => {
      if (until === undefined && code === 0) done(performance.now() - start);
      else if (seen !== undefined) done(seen);
      else fail(new Error(`node ${args.join(" ")} ended with ${code ?? "a signal"} before it was ready:\n${output}`));
    });
  });
}
