import { existsSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

/** What notices a process that wants to leave this machine. */
export interface Traps {
  readonly env: NodeJS.ProcessEnv;
  /** Every attempt so far. */
  caught(): readonly string[];
  close(): void;
}

/** Sets in `folder`, which goes with them, a file of what Node.js processes tried, and on loopback a proxy for everybody else. */
export async function setTraps(folder: string): Promise<Traps> {
  const file = join(folder, "net-trap");
  const asked: string[] = [];
  const proxy: Server = createServer((socket) => {
    socket.once("data", (data) => asked.push(data.toString().split("\r\n")[0] ?? ""));
    socket.on("error", () => undefined);
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${String((proxy.address() as AddressInfo).port)}`;
  const names = ["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY"];
  return {
    env: {
      ...Object.fromEntries(names.map((name) => [name, address])),
      NET_TRAP_FILE: file,
      NODE_OPTIONS: `--require ${JSON.stringify(join(__dirname, "netTrap.cjs"))}`,
    },
    caught: () => [...(existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : []), ...asked],
    close: () => {
      proxy.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
