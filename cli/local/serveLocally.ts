import { refusePorts } from "../options/ports";
import { serveCommand } from "../serve";

const ports = { port: "8080", consolePort: "8081", s3Port: "9000" } as const;

/** Refuses, before anything is deployed, what would keep the site from being served. Throws `E_PORT`. */
export function refuseServing(): Promise<void> {
  return refusePorts({
    port: Number(ports.port),
    consolePort: Number(ports.consolePort),
    s3Port: Number(ports.s3Port),
  });
}

/** Serves what a stack has on the embedded cloud, until Ctrl-C. */
export function serveLocally(projectDir: string, stack: string): Promise<void> {
  return serveCommand({ ...ports, cwd: projectDir, stack, local: true, timeScale: 1, format: "text" });
}
