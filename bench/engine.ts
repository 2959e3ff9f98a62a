import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { localEnvironment } from "../cli/local/environment";
import { makeLocalFolder } from "../cli/local/folder";
import { findPulumi, standInHosts } from "../cli/local/pulumi";
import { runQuietly } from "../cli/local/run";
import { openCloudFile, ResourceCloud } from "../simulator/pulumi/provider";
import { serveProvider } from "../simulator/pulumi/provider/server";
import { median, printAtLeast, printRatio } from "./statistics";

const root = resolve(__dirname, "..");
const rounds = 3;
const path = [join(root, "node_modules", ".bin"), process.env["PATH"] ?? ""].join(":");

/** What the engine's own runs cost: the program's process in a preview, and the embedded cloud in an update. */
export async function measureEngine(): Promise<boolean> {
  return [await measureTypeCheck(), await measureProvider()].every(Boolean);
}

/**
 * The process of the program in `pulumi preview` of stack dev: with Pulumi's default, which checks types, and with the
 * project's own settings, which keep what was made of it. Alternating, medians, in processor time, which other work on the machine disturbs least.
 */
async function measureTypeCheck(): Promise<boolean> {
  const checked = projectFolder("index.ts", "");
  const ours = projectFolder("index.ts", ownOptions());
  try {
    const times: Record<"checked" | "ours", number[]> = { checked: [], ours: [] };
    for (let round = 0; round < rounds; round++) {
      times.checked.push(await programTime(checked));
      times.ours.push(await programTime(ours));
    }
    const [slow, fast] = [median(times.checked), median(times.ours)];
    process.stdout.write(
      `program in a preview: Pulumi's default ${slow.toFixed(0)} ms, as set ${fast.toFixed(0)} ms\n`,
    );
    return printAtLeast("engine: program with Pulumi's default / with the settings of Pulumi.yaml", slow / fast, 3);
  } finally {
    for (const folder of [checked, ours]) rmSync(folder, { recursive: true, force: true });
  }
}

/** What the project's own Pulumi.yaml sets, seen from below `dist`: what Node loads is named from the program's folder. */
function ownOptions(): string {
  const text = readFileSync(join(root, "Pulumi.yaml"), "utf8");
  return text.slice(text.indexOf("  options:")).replace("tsconfig: ", "tsconfig: ../../");
}

/** A project beside the program's own, so that both load the same packages. */
function projectFolder(main: string, options: string): string {
  mkdirSync(join(root, "dist"), { recursive: true });
  const folder = mkdtempSync(join(root, "dist", "bench-engine-"));
  writeFileSync(
    join(folder, "Pulumi.yaml"),
    `name: static-site-ha\nmain: ../../${main}\nruntime:\n  name: nodejs\n${options}`,
  );
  cpSync(join(root, "Pulumi.dev.yaml"), join(folder, "Pulumi.dev.yaml"));
  return folder;
}

/** Milliseconds of processor time that the program's process took, as it noted itself at its end. */
async function programTime(folder: string): Promise<number> {
  const [note, meter] = [join(folder, "time"), join(folder, "meter.cjs")];
  writeFileSync(
    meter,
    `if (/cmd.run(?:.index[.]js)?$/.test(process.argv[1] ?? "")) process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  require("node:fs").writeFileSync(${JSON.stringify(note)}, String((user + system) / 1000));
});\n`,
  );
  rmSync(note, { force: true });
  const env = { ...process.env, PATH: path, NODE_OPTIONS: `--require ${JSON.stringify(meter)}` };
  const words = [join(root, "dist", "cli.js"), "local", "--no-serve", "--", "pulumi", "preview", "--stack", "dev"];
  await runQuietly(process.execPath, words, { cwd: folder, env });
  return Number(readFileSync(note, "utf8"));
}

/** `pulumi up` of thirty resources: what part of its time the embedded cloud works. */
async function measureProvider(): Promise<boolean> {
  const folder = mkdtempSync(join(root, "dist", "bench-engine-"));
  try {
    writeFileSync(join(folder, "Pulumi.yaml"), "name: thirty\nmain: index.js\nruntime: nodejs\n");
    writeFileSync(join(folder, "Pulumi.dev.yaml"), "config:\n  aws:region: us-east-1\n");
    writeFileSync(join(folder, "package.json"), '{"name":"thirty"}');
    writeFileSync(
      join(folder, "index.js"),
      `const s3 = require("@pulumi/aws/s3");
for (let index = 0; index < 15; index++) {
  const { id } = new s3.Bucket("content-" + index, { forceDestroy: true });
  new s3.BucketVersioning("versioning-" + index, { bucket: id, versioningConfiguration: { status: "Enabled" } });
}\n`,
    );
    const local = makeLocalFolder(folder);
    let worked = 0;
    const cloud = new ResourceCloud({ store: openCloudFile(local.cloudFile) });
    const onTime = (milliseconds: number): void => {
      worked += milliseconds;
    };
    const provider = await serveProvider({ cloud, projectDir: folder, onTime });
    try {
      const pulumi = findPulumi("pulumi", path, [root]);
      const env = localEnvironment(process.env, {
        folder: local,
        attachment: provider.attachment,
        binFolders: [join(root, "node_modules", ".bin")],
        hostFolders: standInHosts(pulumi, path, local),
        stack: "dev",
      });
      await runQuietly(pulumi, ["stack", "init", "dev"], { cwd: folder, env });
      worked = 0;
      const started = performance.now();
      await runQuietly(pulumi, ["up", "--yes", "--skip-preview"], { cwd: folder, env });
      const wall = performance.now() - started;
      if (cloud.resources.length !== 30)
        throw new Error(`thirty resources must be there, got ${cloud.resources.length}`);
      process.stdout.write(
        `up of 30 resources: ${wall.toFixed(0)} ms, of them in the provider ${worked.toFixed(0)} ms\n`,
      );
      return printRatio("engine: time in the provider / time of the up", worked / wall, 0.3);
    } finally {
      provider.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
