import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { median, printRatio } from "./statistics";

const root = resolve(__dirname, "..");
const rounds = 7;
const bound = 1.5;

/**
 * From the start of the process that the engine starts for a policy pack to the line with its port: ours against an empty
 * one in plain JavaScript, alternating, medians.
 */
export async function measurePackBoot(): Promise<boolean> {
  mkdirSync(join(root, "dist"), { recursive: true });
  // Within the project, so that both load the same SDK.
  const empty = mkdtempSync(join(root, "dist", "empty-pack-"));
  try {
    writeFileSync(join(empty, "package.json"), JSON.stringify({ name: "empty", version: "1.0.0", main: "index.js" }));
    writeFileSync(
      join(empty, "index.js"),
      'const { PolicyPack } = require("@pulumi/policy");\nnew PolicyPack("empty", { policies: [] });\n',
    );
    writeFileSync(join(empty, "PulumiPolicy.yaml"), "runtime: nodejs\n");
    const bare: number[] = [];
    const ours: number[] = [];
    // One round of each to fill the file system's cache.
    await boot(empty);
    await boot(join(root, "policy"));
    for (let round = 0; round < rounds; round++) {
      bare.push(await boot(empty));
      ours.push(await boot(join(root, "policy")));
    }
    process.stdout.write(`pack: an empty one ${median(bare).toFixed(0)} ms, ours ${median(ours).toFixed(0)} ms\n`);
    return printRatio("pack: boot / boot of an empty JavaScript pack", median(ours) / median(bare), bound);
  } finally {
    rmSync(empty, { recursive: true });
  }
}

/** Milliseconds until a pack listens. */
function boot(folder: string): Promise<number> {
  return new Promise((done, fail) => {
    const start = performance.now();
    const host = join(root, "node_modules", "@pulumi", "pulumi", "cmd", "run-policy-pack");
    // The address of an engine that nobody asks anything.
    const child = spawn(process.execPath, [host, "127.0.0.1:1", folder], {
      cwd: folder,
      stdio: ["ignore", "pipe", "inherit"],
    });
    let seen: number | undefined;
    child.stdout.on("data", (chunk: Buffer) => {
      if (seen !== undefined || !/^\d+\s/.test(chunk.toString())) return;
      seen = performance.now() - start;
      child.kill();
    });
    child.on("error", fail);
    child.on("exit", () => {
      if (seen === undefined) fail(new Error(`the pack in ${folder} must print its port, and ended before`));
      else done(seen);
    });
  });
}
