import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { median, printRatio } from "./statistics";

const root = resolve(__dirname, "..");
const rounds = 3;

/** The least that a program with buckets and a distribution must load. */
const bareProgram = `import * as cloudfront from "@pulumi/aws/cloudfront";
import * as s3 from "@pulumi/aws/s3";
export const args: [s3.BucketArgs, cloudfront.DistributionArgs["enabled"]] = [{}, true];
`;

/**
 * `tsc` of the program, types on, against `tsc` of a program with only `@pulumi/aws/s3` and `@pulumi/aws/cloudfront`: both
 * as whole processes with the same options, alternating, medians.
 */
export async function measureTypes(): Promise<boolean> {
  // Inside the repository, so that both find the same packages.
  const folder = mkdtempSync(join(root, "node_modules", ".cache-types-"));
  try {
    writeFileSync(join(folder, "bare.ts"), bareProgram);
    const bareConfig = config(folder, "tsconfig.bare.json", "bare.ts");
    const programConfig = config(folder, "tsconfig.program.json", relative(folder, join(root, "index.ts")));
    const bare: number[] = [];
    const program: number[] = [];
    for (let round = 0; round < rounds; round++) {
      bare.push(await typeCheck(bareConfig));
      program.push(await typeCheck(programConfig));
    }
    process.stdout.write(
      `tsc of s3 and cloudfront: ${median(bare).toFixed(0)} ms, of the program: ${median(program).toFixed(0)} ms\n`,
    );
    return printRatio("types: tsc of the program / of s3 and cloudfront alone", median(program) / median(bare), 2);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function config(folder: string, name: string, file: string): string {
  const path = join(folder, name);
  const settings = {
    extends: relative(folder, join(root, "tsconfig.json")),
    compilerOptions: { rootDir: root, types: ["node"], incremental: false },
    files: [file],
    include: [],
    exclude: [],
  };
  writeFileSync(path, JSON.stringify(settings));
  return path;
}

/** Milliseconds of one process of `tsc`. */
function typeCheck(project: string): Promise<number> {
  return new Promise((done, fail) => {
    const start = performance.now();
    const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
    const child = spawn(process.execPath, [tsc, "--noEmit", "-p", project], {
      cwd: root,
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on("error", fail);
    child.on("close", (code) => {
      if (code === 0) done(performance.now() - start);
      else fail(new Error(`tsc -p ${project} must end with 0 to be measured, got ${code ?? "a signal"}:\n${output}`));
    });
  });
}
