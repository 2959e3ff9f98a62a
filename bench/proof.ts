import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { measureLoadGenerator } from "./proof/loadGenerator";
import type { MatrixMeasure } from "./proof/matrix";
import { bareRequire } from "./start";
import { median, printAtLeast, printRatio } from "./statistics";

const root = resolve(__dirname, "..");
const rounds = 5;

/** How many behaviors the matrix is run on: up to 50 as the goals have it, and on to where nothing should grow any more. */
const curve = [1, 2, 5, 10, 25, 50, 200] as const;

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
  const at = (behaviors: number): MatrixMeasure => {
    const found = measured.find((one) => one.behaviors === behaviors);
    if (found === undefined) throw new Error(`the curve has no point at ${behaviors} behaviors`);
    return found;
  };
  const perCase = (one: MatrixMeasure): number => one.cpuMs / one.cases;
  return [
    cold,
    printRatio("proof: processor time of a case, 50 behaviors / 5", perCase(at(50)) / perCase(at(5)), 1.2),
    printRatio("proof: MB of live memory that a behavior adds, 5 to 50", growth(at(5), at(50), "liveMb"), 0.5),
    printRatio("proof: MB of peak memory that a behavior adds, 50 to 200", growth(at(50), at(200), "peakRssMb"), 1),
    printAtLeast("proof: viewer requests a second, 50 behaviors", rateOf(at(50)), 50_000),
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

/** Of one proof by the wall, all of its threads together. */
function rateOf({ requests, wallMs }: MatrixMeasure): number {
  return (requests / wallMs) * 1000;
}

function growth(from: MatrixMeasure, to: MatrixMeasure, what: "liveMb" | "peakRssMb"): number {
  return (to[what] - from[what]) / (to.behaviors - from.behaviors);
}

function lineOf(one: MatrixMeasure): string {
  const { behaviors, cases, requests, wallMs, cpuMs, peakRssMb, liveMb } = one;
  return (
    `${behaviors} behaviors: ${cases} cases, ${requests} requests in ${cpuMs.toFixed(0)} ms of the processor ` +
    `(${wallMs.toFixed(0)} ms in all), ${rateOf(one).toFixed(0)} a second, ${liveMb.toFixed(0)} MB live, at most ${peakRssMb.toFixed(0)} MB`
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
