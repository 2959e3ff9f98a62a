import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { curveWork, largeBytes, works, wrkScript, type Work } from "./edge/contest";
import { clientCore, startContestants, type Contestant, type Contestants } from "./edge/processes";
import { median, printAtLeast, printRatio } from "./statistics";

const rounds = 3;
const seconds = 3;
const curve = [1_000, 10_000, 100_000];
// So many objects miss the processor's caches more often; a search through them would cost far more than half.
const curveGoal = 0.5;
const memoryBound = 2;
// What wrk breaks off when its time is over has not been anywhere yet.
const everyOne = 0.999;

/**
 * The edge against nginx (`proxy_cache`, `proxy_next_upstream`): each server on one core, wrk and the origins of both on
 * the other, alternating, medians.
 */
export async function measureEdge(): Promise<boolean> {
  const missing = ["nginx", "wrk", "taskset"].filter((tool) => spawnSync("which", [tool]).status !== 0);
  if (missing.length > 0) {
    process.stdout.write(`edge: not measured, ${missing.join(" and ")} not installed\n`);
    return true;
  }
  const folder = mkdtempSync(join(tmpdir(), "edge-bench-"));
  writeFileSync(join(folder, "large"), Buffer.alloc(largeBytes, "x"));
  const contestants = await startContestants(folder);
  try {
    // First, while neither has seen anything else.
    const results = [measureCurve(contestants, folder)];
    for (const work of works) results.push(contest(contestants, folder, work));
    results.push(await everyOneAskedThePrimary(contestants));
    return results.every(Boolean);
  } finally {
    await contestants.stop();
    rmSync(folder, { recursive: true });
  }
}

function contest({ ports }: Contestants, folder: string, work: Work): boolean {
  const rates: Record<Contestant, number[]> = { edge: [], nginx: [] };
  for (let round = 0; round < rounds; round++) {
    for (const contestant of ["nginx", "edge"] as const) {
      rates[contestant].push(rateOf(ports[contestant], folder, work, round));
    }
  }
  const [edge, nginx] = [median(rates.edge), median(rates.nginx)];
  const figures = `${shown(edge, work)} against ${shown(nginx, work)}`;
  return printAtLeast(`edge: ${work.name}: of nginx, ${figures}`, edge / nginx, work.goal);
}

/** Hits over more and more objects, and what the most of them weigh. */
function measureCurve(contestants: Contestants, folder: string): boolean {
  const rates = curve.map((urls) => {
    const work = curveWork(urls);
    for (const contestant of ["nginx", "edge"] as const) warm(contestants.ports[contestant], folder, work, urls);
    const rate = rateOf(contestants.ports.edge, folder, work, 0);
    process.stdout.write(`edge: ${work.name}: ${shown(rate, work)}\n`);
    return rate;
  });
  const [first = Number.NaN, last = Number.NaN] = [rates[0], rates.at(-1)];
  const [edge, nginx] = [contestants.bytesHeld("edge"), contestants.bytesHeld("nginx")];
  const figures = `${(edge / 1e6).toFixed(0)} MB against ${(nginx / 1e6).toFixed(0)} MB`;
  const holds = [
    printAtLeast("edge: hits over the most objects / over the fewest", last / first, curveGoal),
    printRatio(
      `edge: memory at ${String(curve.at(-1))} objects / nginx's memory and disk, ${figures}`,
      edge / nginx,
      memoryBound,
    ),
  ];
  return holds.every(Boolean);
}

async function everyOneAskedThePrimary(contestants: Contestants): Promise<boolean> {
  const holds = await Promise.all(
    (["edge", "nginx"] as const).map(async (contestant) => {
      const { requests, triedPrimary } = await contestants.refusals(contestant);
      return printAtLeast(
        `edge: refused: share that asked the primary first, ${contestant}`,
        triedPrimary / requests,
        everyOne,
      );
    }),
  );
  return holds.every(Boolean);
}

/** Asks for every object once; more often than once costs nothing but time. */
function warm(port: number, folder: string, work: Work, urls: number): void {
  let asked = 0;
  while (asked < urls) asked += wrk(port, folder, work, 0, Math.ceil(urls / 10_000)).requests;
}

function rateOf(port: number, folder: string, work: Work, round: number): number {
  // What nginx's cache still has to write to the disk would take the processor from whoever is measured next.
  spawnSync("sync");
  const { requestsPerSecond, bytesPerSecond } = wrk(port, folder, work, round, seconds);
  return work.unit === "bytes" ? bytesPerSecond : requestsPerSecond;
}

function wrk(port: number, folder: string, work: Work, round: number, duration: number) {
  const script = join(folder, "work.lua");
  writeFileSync(script, wrkScript(work));
  const { stdout } = spawnSync(
    "taskset",
    [
      ...["-c", clientCore, "wrk", "-t1", `-c${work.connections}`, `-d${duration}s`, "-s", script],
      ...[`http://127.0.0.1:${port}`, "--", String(round)],
    ],
    { encoding: "utf8" },
  );
  const failures = /Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)/.exec(stdout);
  if (failures !== null) throw new Error(`wrk got wrong answers from port ${port}: ${failures[0]}`);
  const numbers = /summary (\d+) (\d+) (\d+)/.exec(stdout);
  const [requests, bytes, microseconds] = (numbers ?? []).slice(1).map(Number);
  if (requests === undefined || bytes === undefined || microseconds === undefined)
    throw new Error(`wrk said: ${stdout}`);
  return {
    requests,
    requestsPerSecond: (requests / microseconds) * 1e6,
    bytesPerSecond: (bytes / microseconds) * 1e6,
  };
}

function shown(rate: number, work: Work): string {
  return work.unit === "bytes" ? `${(rate / 1e6).toFixed(0)} MB/s` : `${rate.toFixed(0)} requests/s`;
}
