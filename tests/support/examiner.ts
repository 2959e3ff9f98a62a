import { build as bundle } from "esbuild";
import { join } from "node:path";

const root = join(__dirname, "..", "..");

/** Writes the process that runs hooks as the build does, so that tests do not wait for its types to be stripped. */
export async function build(): Promise<void> {
  await bundle({
    entryPoints: { examiner: join(root, "hooks/run/child.ts") },
    outdir: join(root, "dist"),
    bundle: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    sourcemap: true,
    minify: true,
    logLevel: "warning",
  });
}
