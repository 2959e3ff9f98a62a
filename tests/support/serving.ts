import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { finished, startCli, type Finished } from "./cli";

/** A `serve` that is up, as its ready line tells it. */
export interface Serving {
  readonly ready: Ready;
  readonly child: ChildProcess;
  readonly result: Promise<Finished>;
  /** What it has printed on stderr so far. */
  readonly stderr: () => string;
  /** Ends it by SIGTERM and waits. */
  stop(): Promise<Finished>;
}

export interface Ready {
  readonly edge: string;
  readonly console: string;
  readonly edges?: Readonly<Record<string, string>>;
  readonly s3?: string;
  readonly https?: string;
  readonly distribution: string;
  readonly domainName: string;
  readonly buckets: readonly { readonly name: string; readonly region: string }[];
  readonly drill: { readonly verdict: string } | null;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
}

/** Starts `serve` on free ports; rejects with what it printed when it ends instead of being ready. */
export function startServe(args: readonly string[]): Promise<Serving> {
  return serveIn(".", args);
}

/** The same in another folder than the repository's. */
export async function serveIn(folder: string, args: readonly string[]): Promise<Serving> {
  const free = ["--port", "0", "--console-port", "0", "--s3-port", "0"];
  const child = startCli(["serve", ...free, "--format", "json", ...args], folder);
  const result = finished(child);
  let stderr = "";
  child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const line = await Promise.race([
    firstLine(child),
    result.then((ended): never => {
      throw new Error(`serve ended with ${String(ended.code)}: ${ended.stderr}`);
    }),
  ]);
  return {
    ready: JSON.parse(line) as Ready,
    child,
    result,
    stderr: () => stderr,
    stop: () => {
      child.kill("SIGTERM");
      return result;
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  let text = "";
  for (;;) {
    const [chunk] = (await once(child.stdout ?? child, "data")) as [Buffer];
    text += chunk.toString();
    if (text.includes("\n")) return text.slice(0, text.indexOf("\n"));
  }
}

/** A viewer's request with the record that the log has of it. */
export async function view(
  { ready }: Serving,
  path: string,
  init: RequestInit = {},
  edge: string = ready.edge,
): Promise<{ readonly status: number; readonly headers: Headers; readonly text: string; readonly record: LogLine }> {
  const response = await fetch(`${edge}${path}`, { redirect: "manual", ...init });
  const text = await response.text();
  const lines = (await (await fetch(`${ready.console}/api/log`)).text()).trim().split("\n");
  const id = response.headers.get("x-amz-cf-id");
  const record = lines.map((line) => JSON.parse(line) as LogLine).find((one) => one.id === id);
  if (record === undefined) throw new Error(`the log has no record of ${String(id)}`);
  return { status: response.status, headers: response.headers, text, record };
}

export interface LogLine {
  readonly id: string;
  readonly "r-host": string;
  readonly "sr-reason": string;
  readonly "time-taken-ms": number;
  readonly exchanges: readonly { readonly origin: string; readonly status?: number; readonly failure?: string }[];
}

/** A plain HTTP server on a free port, and what it was asked. */
export interface PlainOrigin {
  readonly url: string;
  readonly requests: IncomingMessage[];
  readonly server: Server;
  close(): Promise<void>;
}

export async function plainOrigin(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  port = 0,
): Promise<PlainOrigin> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    handle(request, response);
  }).listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const actual = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${actual}`,
    requests,
    server,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
