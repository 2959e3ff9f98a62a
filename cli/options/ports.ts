import { CodedError } from "../../aws/codedError";
import { refuseBusyPort } from "../../simulator/listen";

/** Where `serve` listens, by option; 0 picks a free port. */
export interface Ports {
  readonly port: number;
  readonly consolePort: number;
  readonly s3Port: number;
  readonly httpsPort?: number;
}

const options: Readonly<Record<keyof Ports, string>> = {
  port: "--port",
  consolePort: "--console-port",
  s3Port: "--s3-port",
  httpsPort: "--https-port",
};

/** Refuses, before anything starts, ports that are named twice (`E_USAGE`) or in use (`E_PORT`). */
export async function refusePorts(ports: Ports): Promise<void> {
  const seen = new Map<number, string>();
  for (const [name, port] of Object.entries(ports) as [keyof Ports, number | undefined][]) {
    if (port === undefined || port === 0) continue;
    const option = options[name];
    const other = seen.get(port);
    if (other !== undefined) {
      throw new CodedError("E_USAGE", `${option} must differ from ${other}, got ${port} twice`, option);
    }
    seen.set(port, option);
  }
  for (const [port, option] of seen) await refuseBusyPort(port, option);
}
