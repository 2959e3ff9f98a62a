import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { median } from "./statistics";
import { nginxConfiguration, wrkScript, type Work } from "./edge/contest";

const root = resolve(__dirname, "..");
const rounds = 3;
const works: readonly Work[] = ["hit", "miss", "failover"];

/**
 * Requests a second of the edge against nginx (`proxy_cache`, `proxy_next_upstream`), one server core each, 2 KB bodies,
 * alternating, medians. A first figure without a goal: nginx fetches from another server over sockets, the edge from
 * origins in its own process.
 */
export async function measureEdge(): Promise<boolean> {
  const missing = ["nginx", "wrk", "taskset"].filter((tool) => spawnSync("which", [tool]).status !== 0);
  if (missing.length > 0) {
    process.stdout.write(`edge: not measured, ${missing.join(" and ")} not installed\n`);
    return true;
  }
  const folder = mkdtempSync(join(tmpdir(), "edge-bench-"));
  const running: ChildProcess[] = [];
  try {
    const ports = {
      edge: await freePort(),
      nginx: await freePort(),
      origin: await freePort(),
      failing: await freePort(),
    };
    writeFileSync(join(folder, "nginx.conf"), nginxConfiguration(folder, ports));
    for (const work of works) writeFileSync(join(folder, `${work}.lua`), wrkScript(work));
    running.push(
      start("taskset", [
        "-c",
        "0",
        "nginx",
        "-p",
        folder,
        "-c",
        join(folder, "nginx.conf"),
        "-e",
        join(folder, "error.log"),
      ]),
    );
    running.push(start("taskset", ["-c", "0", process.execPath, "dist/bench-edge-server.js", String(ports.edge)]));
    await Promise.all([answers(ports.edge), answers(ports.nginx)]);
    for (const work of works) {
      const rates = { edge: [] as number[], nginx: [] as number[] };
      for (let round = 0; round < rounds; round++) {
        for (const contestant of ["nginx", "edge"] as const) {
          rates[contestant].push(requestsPerSecond(ports[contestant], join(folder, `${work}.lua`), round));
        }
      }
      const [edge, nginx] = [median(rates.edge), median(rates.nginx)];
      process.stdout.write(
        `edge: ${work}: ${(edge / nginx).toFixed(2)} of nginx (${edge.toFixed(0)} against ${nginx.toFixed(0)} requests/s)\n`,
      );
    }
    return true;
  } finally {
    for (const child of running) child.kill("SIGTERM");
    for (const child of running) if (child.exitCode === null) await once(child, "exit");
    rmSync(folder, { recursive: true });
  }
}

function start(command: string, args: readonly string[]): ChildProcess {
  return spawn(command, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
}

function requestsPerSecond(port: number, script: string, round: number): number {
  const args = ["-c", "1", "wrk", "-t1", "-c32", "-d3s", "-s", script, `http://127.0.0.1:${port}`, "--", String(round)];
  const { stdout } = spawnSync("taskset", args, { encoding: "utf8" });
  const failures = /Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)/.exec(stdout);
  if (failures !== null) throw new Error(`wrk got wrong answers: ${failures[0]}`);
  return Number(/Requests\/sec:\s*([\d.]+)/.exec(stdout)?.[1]);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (typeof address !== "object" || address === null) throw new Error("no port");
  return address.port;
}

async function answers(port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const response = await fetch(`http://127.0.0.1:${port}/hit/0`).catch(() => undefined);
    if (response?.status === 200) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`nobody answers on port ${port}`);
}
