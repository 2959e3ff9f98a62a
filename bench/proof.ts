import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { measureLoadGenerator } from "./proof/loadGenerator";
import type { MatrixMeasure } from "./proof/matrix";
import { bareRequire } from "./start";
import { median, printAtLeast, printRatio } from "./statistics";

const root = resolve(__dirname, "..");
const rounds = 5;

/** How many behaviors the matrix is run on. */
const curve = [1, 2, 5, 10, 25, 50] as const;

/** The rate is that of one process, and these are the cores that the goal was set for: proofs are run side by side. */
const cores = 2;

/**
 * The proof: the whole command against a bare `require("@pulumi/pulumi")`; the matrix alone over more and more behaviors,
 * what it takes in time and memory; the requests of viewers that are really run a second, controls and flips included;
 * and what the load of a drill reaches. Time of the processor counts where a machine that has other work would tell lies.
 */
export async function measureProof(): Promise<boolean> {
  const cold = await measureCold();
  const measured: MatrixMeasure[] = [];
  for (const behaviors of curve) measured.push(await matrixOf(behaviors, "plain"));
  const asDeployed = await matrixOf(5, "function");
  for (const one of measured) print(lineOf(one));
  print(`with its function at viewer-response: ${lineOf(asDeployed)}`);
  const [small, large] = [measured[2], measured.at(-1)];
  if (small === undefined || large === undefined) throw new Error("the curve has no points");
  const perCase = (one: MatrixMeasure): number => one.cpuMs / one.cases;
  const grown = (large.liveMb - small.liveMb) / (large.behaviors - small.behaviors);
  return [
    cold,
    printRatio("proof: processor time of a case, 50 behaviors / 5", perCase(large) / perCase(small), 1.2),
    printRatio("proof: MB of live memory that a behavior adds", grown, 0.5),
    printAtLeast(`proof: viewer requests a second, ${cores} cores`, cores * ratePerCore(large), 50_000),
    await measureLoadGenerator(),
  ].every(Boolean);
}

/** From the command to the verdict on stack prod, whole processes in turns; one round before fills the caches of files. */
async function measureCold(): Promise<boolean> {
  const bare: number[] = [];
  const proof: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const each = [await bareRequire(), await proveProd()] as const;
    if (round === 0) continue;
    bare.push(each[0]);
    proof.push(each[1]);
  }
  print(`bare require: ${median(bare).toFixed(0)} ms, prove --stack prod: ${median(proof).toFixed(0)} ms`);
  return printRatio("proof: the whole proof of prod / bare require", median(proof) / median(bare), 5);
}

async function proveProd(): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, ["dist/cli.js", "prove", "--stack", "prod"], { cwd: root, stdio: "ignore" });
  const code = await new Promise<number | null>((done, fail) => {
    child.once("error", fail);
    child.once("exit", done);
  });
  if (code !== 0) throw new Error(`the proof of prod must pass to be measured, it ended with ${String(code)}`);
  return performance.now() - start;
}

/** One point of the curve, in a process of its own. */
function matrixOf(behaviors: number, kind: "plain" | "function"): Promise<MatrixMeasure> {
  const script = resolve(__dirname, "bench-proof-matrix.js");
  const child = spawn(process.execPath, ["--expose-gc", script, String(behaviors), kind], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  return new Promise((done, fail) => {
    child.once("message", (message) => {
      done(message as MatrixMeasure);
    });
    child.once("exit", (code) => {
      fail(new Error(`the process that measures ended with ${String(code)}`));
    });
  });
}

function ratePerCore({ requests, cpuMs }: MatrixMeasure): number {
  return (requests / cpuMs) * 1000;
}

function lineOf(one: MatrixMeasure): string {
  const { behaviors, cases, requests, wallMs, cpuMs, peakRssMb, liveMb } = one;
  return (
    `${behaviors} behaviors: ${cases} cases, ${requests} requests in ${cpuMs.toFixed(0)} ms of the processor ` +
    `(${wallMs.toFixed(0)} ms in all), ${ratePerCore(one).toFixed(0)} a second, ${liveMb.toFixed(0)} MB live, at most ${peakRssMb.toFixed(0)} MB`
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
