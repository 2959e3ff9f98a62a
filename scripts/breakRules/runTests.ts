import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** How a run of test files ended. */
export type TestRun =
  | { readonly kind: "green" }
  /** `first` is the title of the first test that failed. */
  | { readonly kind: "red"; readonly first: string }
  /** No test ran: a file could not be loaded. */
  | { readonly kind: "unloadable"; readonly why: string };

/** Milliseconds after which a run counts as red: a broken loop does not end. */
const patience = 90_000;

const reportSchema = z.object({
  stats: z.object({ failures: z.number() }),
  failures: z.array(z.object({ fullTitle: z.string() })),
});

/** Runs test files below `root` with mocha until the first failure. */
export function runTests(root: string, tests: readonly string[]): TestRun {
  const report = join(root, "break-rules-report.json");
  const mocha = join(root, "node_modules", "mocha", "bin", "mocha.js");
  const options = ["--no-config", "--require", "ts-node/register/transpile-only", "--extension", "ts"];
  const reporter = [
    "--reporter",
    "json",
    "--reporter-option",
    `output=${report}`,
    "--timeout",
    "30000",
    "--bail",
    "--exit",
  ];
  const { error, stdout, stderr } = spawnSync(process.execPath, [mocha, ...options, ...reporter, ...tests], {
    cwd: root,
    encoding: "utf8",
    timeout: patience,
    killSignal: "SIGKILL",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error !== undefined && Reflect.get(error, "code") === "ETIMEDOUT") {
    return { kind: "red", first: `it did not end within ${patience / 1000} s` };
  }
  try {
    const { stats, failures } = reportSchema.parse(JSON.parse(readFileSync(report, "utf8")));
    return stats.failures === 0 ? { kind: "green" } : { kind: "red", first: failures[0]?.fullTitle ?? "" };
  } catch {
    return { kind: "unloadable", why: `${stdout}${stderr}`.trim().split("\n").slice(0, 5).join("\n") };
  } finally {
    rmSync(report, { force: true });
  }
}
