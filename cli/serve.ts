import { CodedError } from "../aws/codedError";
import { createTarget, loadExperiment, runDrill, toText, type DrillReport, type DrillTarget } from "../drills";
import { RealClock } from "../simulator/clock";
import { serveEdge } from "../simulator/cloudfront";
import { refuseBusyPort } from "../simulator/listen";
import type { LoadedProgram } from "../simulator/loadProgram";
import { RequestLog } from "./console/requestLog";
import { serveConsole } from "./console/server";
import { describeSite } from "./describeSite";
import { interruption, refuseInterrupted } from "./interruption";
import { followKeys } from "./keys";
import { loadedLine, readyText, requestLine } from "./serveText";
import { loadSite, portOption, type SiteOptions } from "./siteOptions";

export interface ServeOptions extends SiteOptions {
  readonly port: string;
  readonly consolePort: string;
}

/** `static-site-ha serve`, which is also `npm start`: until Ctrl-C. Serves whatever the drill's verdict is. */
export async function serveCommand(options: ServeOptions): Promise<void> {
  const started = Date.now();
  const port = portOption("--port", options.port);
  const consolePort = portOption("--console-port", options.consolePort);
  if (port !== 0 && port === consolePort) {
    throw new CodedError("E_USAGE", `--console-port must differ from --port, got ${port} twice`, "--console-port");
  }
  await refuseBusyPort(port, "--port");
  await refuseBusyPort(consolePort, "--console-port");
  const interrupted = interruption();
  const say = options.format === "text" ? print : printAside;

  const site = await loadSite(options, interrupted);
  say(loadedLine(site, Date.now() - started));
  const clock = new RealClock();
  const target = await createTarget(site.model, site.content, { clock });
  try {
    const drill = await runDrill(await loadExperiment("deleted-index"), target, { signal: interrupted });
    refuseInterrupted(interrupted);
    say(toText(drill));
    await serve({ site, target, drill, port, consolePort, options, interrupted });
  } finally {
    await target.cloud.close();
  }
}

interface Serving {
  readonly site: LoadedProgram;
  readonly target: DrillTarget;
  readonly drill: DrillReport;
  readonly port: number;
  readonly consolePort: number;
  readonly options: ServeOptions;
  readonly interrupted: AbortSignal;
}

async function serve({ site, target, drill, port, consolePort, options, interrupted }: Serving): Promise<void> {
  const log = new RequestLog();
  const { id } = target.distribution;
  const onError = (error: unknown): void => {
    printAside(`E_INTERNAL: ${error instanceof Error ? error.message : String(error)}; please report it`);
  };
  const edge = target.cloud.edge({ distributionId: id, origins: target.origins, onLog: log.add, onError });
  const listening = await serveEdge(edge, { port, hosts: edge.hosts, onError });
  const described = describeSite(target, drill);
  const description = { ...described, edge: listening.url, outputs: site.outputs };
  const console = await serveConsole({ target, edge, log, description }, consolePort).catch(async (error: unknown) => {
    await listening.close();
    throw error;
  });
  try {
    if (options.format === "json") {
      print(JSON.stringify({ ...described, edge: listening.url, console: console.url }));
    } else {
      print(readyText(target, listening.url, console.url, isTerminal()));
      log.follow((record) => {
        print(requestLine(record));
      });
    }
    await endOf(interrupted, (quit) => {
      if (options.format === "text" && isTerminal()) followKeys({ terminal: process.stdin, target, say: print, quit });
    });
  } finally {
    await Promise.all([listening.close(), console.close()]);
  }
}

/** Resolves when the user has had enough: by Ctrl-C, SIGTERM or what `offer` was given to call. */
function endOf(interrupted: AbortSignal, offer: (quit: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const quit = (): void => {
      resolve();
    };
    if (interrupted.aborted) quit();
    interrupted.addEventListener("abort", quit, { once: true });
    offer(quit);
  });
}

function isTerminal(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** With `--format json` nothing but the ready line may stand on stdout. */
function printAside(line: string): void {
  process.stderr.write(`${line}\n`);
}
