import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { nginxConfiguration, originConfiguration, type Ports } from "./contest";

const root = resolve(__dirname, "..");
const serverCore = "0";
/** wrk and the origins run there. */
export const clientCore = "1";

export type Contestant = "edge" | "nginx";

export interface Contestants {
  readonly ports: Ports;
  /** Requests under `/refused/` so far, and those of them that asked the primary first. */
  refusals(contestant: Contestant): Promise<Refusals>;
  /** What it holds in memory, and for nginx what its cache takes on the disk, in bytes. */
  bytesHeld(contestant: Contestant): number;
  stop(): Promise<void>;
}

export interface Refusals {
  readonly requests: number;
  readonly triedPrimary: number;
}

/** Starts nginx, the edge and the origins that both share. */
export async function startContestants(folder: string): Promise<Contestants> {
  const ports: Ports = {
    edge: await freePort(),
    nginx: await freePort(),
    origin: await freePort(),
    failing: await freePort(),
    refused: await freePort(),
  };
  writeFileSync(join(folder, "origin.conf"), originConfiguration(folder, ports));
  writeFileSync(join(folder, "nginx.conf"), nginxConfiguration(folder, ports));
  const startNginx = (core: string, name: string): ChildProcess =>
    start(core, "nginx", ["-p", folder, "-c", join(folder, `${name}.conf`), "-e", join(folder, `${name}-error.log`)]);
  const origins = startNginx(clientCore, "origin");
  const proxy = startNginx(serverCore, "nginx");
  // The flags of `npm start`. What lives for one request is thrown away often enough not to take more than what is cached,
  // and bodies count with everything else: by themselves, every few large ones would have all objects looked through.
  const flags = [
    "--max-semi-space-size=32",
    "--external-memory-accounted-in-global-limit",
    "--heap-growing-percent=50",
  ];
  const server = [...flags, "dist/bench-edge-server.js", JSON.stringify(ports), folder];
  const ours = start(serverCore, process.execPath, server);
  try {
    await Promise.all([answers(ports.origin), answers(ports.edge), answers(ports.nginx)]);
  } catch (error) {
    await stop([ours, proxy, origins]);
    throw error;
  }
  return {
    ports,
    refusals: (contestant) => (contestant === "edge" ? askFor(ours) : Promise.resolve(refusalsOf(folder))),
    bytesHeld: (contestant) =>
      contestant === "edge"
        ? residentBytes(ours.pid)
        : residentBytes(proxy.pid) +
          childrenOf(proxy.pid).reduce((sum, pid) => sum + residentBytes(pid), 0) +
          bytesIn(join(folder, "cache")),
    stop: () => stop([ours, proxy, origins]),
  };
}

export function start(core: string, command: string, args: readonly string[]): ChildProcess {
  return spawn("taskset", ["-c", core, command, ...args], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
}

export async function stop(children: readonly ChildProcess[]): Promise<void> {
  for (const child of children) child.kill("SIGTERM");
  for (const child of children) if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}

async function askFor(child: ChildProcess): Promise<Refusals> {
  child.send("refusals");
  const [answer] = (await once(child, "message")) as [Refusals];
  return answer;
}

/** From the access log: whoever asked two servers names both. */
function refusalsOf(folder: string): Refusals {
  const lines = readFileSync(join(folder, "access.log"), "utf8")
    .split("\n")
    .filter((line) => line.includes("/refused/"));
  return { requests: lines.length, triedPrimary: lines.filter((line) => / "[^",]+, [^",]+"$/.test(line)).length };
}

function residentBytes(pid: number | undefined): number {
  const kilobytes = /VmRSS:\s*(\d+) kB/.exec(readFileSync(`/proc/${String(pid)}/status`, "utf8"))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

function childrenOf(pid: number | undefined): number[] {
  const text = readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, "utf8").trim();
  return text === "" ? [] : text.split(" ").map(Number);
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (typeof address !== "object" || address === null) throw new Error("no port");
  return address.port;
}

export async function answers(port: number): Promise<void> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const response = await fetch(`http://127.0.0.1:${port}/hit/0`, { signal: AbortSignal.timeout(1_000) }).catch(
      () => undefined,
    );
    if (response?.status === 200) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`nobody answers on port ${port}`);
}
