// Writes plain JavaScript where a host refuses TypeScript: the command line, what programs import, the process that runs edge code and what is
// loaded into a program's process. With `bench` the benchmarks too, so that they measure what is shipped.
import { chmodSync, readFileSync } from "node:fs";
import * as esbuild from "esbuild";
import { replaceWhole } from "./replaceWhole.mjs";

const bench = {
  bench: "bench/run.ts",
  "bench-hook": "bench/hooks/cold.ts",
  "bench-edge-server": "bench/edge/server.ts",
  "bench-proof-matrix": "bench/proof/matrix.ts",
  "bench-virtual-edge": "bench/edge/virtualEdge.ts",
};

const shared = {
  bundle: true,
  platform: "node",
  target: "node22",
  format: "cjs",
  outdir: "dist",
  sourcemap: true,
  logLevel: "warning",
};

await build({
  entryPoints: {
    cli: "cli/main.ts",
    index: "library/index.ts",
    simulator: "library/simulator.ts",
    "proof-thread": "drills/proof/thread.ts",
    "function-host": "simulator/functions/host.ts",
    "transpile-cache": "simulator/pulumi/transpileCache.cjs",
    "language-host": "simulator/pulumi/languageHost/main.ts",
    ...(process.argv.includes("bench") ? bench : {}),
  },
  ...shared,
  packages: "external",
  banner: { js: "#!/usr/bin/env node" },
});
// The process that runs hooks may read no file but its own. Every start pays for its size.
const examiner = { ...shared, entryPoints: { examiner: "hooks/run/child.ts" }, minify: true };
await build(examiner);
chmodSync("dist/cli.js", 0o755);

// What runs in a browser: the script and the styles of the reports of proofs and drills, which are written into them, and
// those of the console's page.
await build({
  entryPoints: {
    "console/console": "cli/console/page/main.ts",
    "console/style": "cli/console/page/styles/index.css",
    "report-page": "drills/proof/reports/html/page/report.ts",
    "report-style": "drills/proof/reports/html/page/report.css",
    "drill-style": "drills/reports/page/drill.css",
  },
  bundle: true,
  platform: "browser",
  target: ["chrome123", "firefox120", "safari17.5"],
  format: "iife",
  outdir: "dist",
  minify: true,
  charset: "utf8",
  logLevel: "warning",
});
replaceWhole("dist/console/index.html", readFileSync("cli/console/page/index.html"));

// The policy pack: our rooms inside, the SDK outside, which the engine finds from the pack's folder. The process that runs
// hooks stands beside it.
const pack = { outdir: "policy/dist", external: ["@pulumi/*"] };
await build({ ...shared, ...pack, entryPoints: { index: "policy/index.ts" } });
await build({ ...examiner, ...pack });

/** Suites run side by side, and each builds what it starts. */
async function build(options) {
  const { outputFiles } = await esbuild.build({ ...options, write: false });
  for (const { path, contents } of outputFiles) replaceWhole(path, contents);
}
