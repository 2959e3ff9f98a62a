import { createFunctionRunner } from "../../simulator/functions";
import { RequestLog } from "../../cli/console/requestLog";
import { RealClock } from "../../simulator/clock";
import { Edge, serveEdge } from "../../simulator/cloudfront";
import type { LogRecord } from "../../simulator/cloudfront/exchange";
import { createHttpOrigins } from "../../simulator/origins";
import type { Ports } from "./contest";
import { distributionId, model } from "./model";
import type { Refusals } from "./processes";

/** The edge of the contest, as `serve` puts it together: real origins, functions in their process, the request log on. */
async function main(ports: Ports): Promise<void> {
  const clock = new RealClock();
  const address = (port: number): URL => new URL(`http://127.0.0.1:${port}`);
  const origins = createHttpOrigins({
    bindings: {
      origins: new Map([
        ["healthy", address(ports.origin)],
        ["replica", address(ports.origin)],
        ["failing", address(ports.failing)],
        ["refused", address(ports.refused)],
      ]),
      hosts: new Map(),
    },
    fallback: {
      exchange: ({ originId }) => Promise.reject(new Error(`the contest has no origin ${originId}`)),
    },
    clock,
  });
  const log = new RequestLog();
  let requests = 0;
  let triedPrimary = 0;
  const onLog = (record: LogRecord): void => {
    log.add(record);
    if (!record["cs-uri-stem"].startsWith("/refused/")) return;
    requests++;
    const [first, second] = record.exchanges;
    if (first?.failure === "connection-refused" && second?.origin === "replica") triedPrimary++;
  };
  const functions = createFunctionRunner();
  // As much as nginx may keep on its disk.
  const cacheBytes = 2 * 1024 ** 3;
  const edge = new Edge(model, distributionId, { clock, origins, functions, onLog, cacheBytes });
  const onError = (error: unknown): void => {
    process.stderr.write(`${String(error)}\n`);
  };
  await serveEdge(edge, { port: ports.edge, hosts: [], onError });
  process.on("message", () => {
    process.send?.({ requests, triedPrimary } satisfies Refusals);
  });
  // Whoever started it ends it; its own open channel must not keep it alive.
  process.on("SIGTERM", () => process.exit(0));
}

void main(JSON.parse(process.argv[2] ?? "{}") as Ports);
