import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { printAtLeast } from "./statistics";

const script = resolve(__dirname, "bench-virtual-edge.js");
// One a core of the machine that the goals were set for.
const processes = 2;
const goals = { hit: 200_000, miss: 100_000 };

export interface VirtualRates {
  readonly hit: number;
  readonly miss: number;
}

/** Viewer requests a second on the virtual clock, the embedded S3 as origins, two processes at once. */
export async function measureVirtual(): Promise<boolean> {
  const rates = await Promise.all(Array.from({ length: processes }, ratesOfOneProcess));
  const sum = (work: keyof VirtualRates): number => rates.reduce((total, rate) => total + rate[work], 0);
  const holds = [
    printAtLeast("virtual: hits a second, two processes", sum("hit"), goals.hit),
    printAtLeast("virtual: misses a second, two processes", sum("miss"), goals.miss),
  ];
  return holds.every(Boolean);
}

async function ratesOfOneProcess(): Promise<VirtualRates> {
  const child = spawn(process.execPath, [script], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  return new Promise((done, failed) => {
    child.once("message", (message) => {
      done(message as VirtualRates);
    });
    child.once("exit", (code) => {
      failed(new Error(`the process that measures ended with ${String(code)}`));
    });
  });
}
