import { CodedError } from "../aws/codedError";
import { createTarget, loadExperiment, runDrill, toText, type DrillReport, type DrillTarget } from "../drills";
import { RealClock } from "../simulator/clock";
import { serveEdge } from "../simulator/cloudfront";
import { refuseBusyPort } from "../simulator/listen";
import type { LoadedProgram } from "../simulator/loadProgram";
import { RequestLog } from "./console/requestLog";
import { serveConsole } from "./console/server";
import { describeSite } from "./describeSite";
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
  await refuseBusyPort(port, "--port");
  await refuseBusyPort(consolePort, "--console-port");
  const end = endOfProcess();
  const say = options.format === "text" ? print : printAside;

  const site = await loadSite(options, end.signal);
  say(loadedLine(site, Date.now() - started));
  const clock = new RealClock();
  const target = await createTarget(site.model, site.content, { clock });
  try {
    const drill = await runDrill(await loadExperiment("deleted-index"), target, { signal: end.signal });
    end.signal.throwIfAborted();
    say(toText(drill));
    await serve({ site, target, drill, port, consolePort, options, end });
  } catch (error) {
    if (!end.signal.aborted) throw error;
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
  readonly end: EndOfProcess;
}

async function serve({ site, target, drill, port, consolePort, options, end }: Serving): Promise<void> {
  const log = new RequestLog();
  const { id } = target.distribution;
  const edge = target.cloud.edge({ distributionId: id, origins: target.origins, onLog: log.add });
  const listening = await serveEdge(edge, { port, hosts: edge.hosts });
  const description = { ...describeSite(target, drill), edge: listening.url, outputs: site.outputs };
  const console = await serveConsole({ target, edge, log, description }, consolePort).catch(async (error: unknown) => {
    await listening.close();
    throw error;
  });
  try {
    if (options.format === "json") {
      print(JSON.stringify({ ...describeSite(target, drill), edge: listening.url, console: console.url }));
    } else {
      print(readyText(target, listening.url, console.url, isTerminal()));
      log.follow((record) => {
        print(requestLine(record));
      });
      if (isTerminal()) followKeys({ terminal: process.stdin, target, say: print, quit: end.quit });
    }
    await end.asked;
  } finally {
    await Promise.all([listening.close(), console.close()]);
  }
}

interface EndOfProcess {
  readonly signal: AbortSignal;
  /** Resolves when the process is asked to end. */
  readonly asked: Promise<void>;
  readonly quit: () => void;
}

/** Ctrl-C, SIGTERM or `q`: all end in the same orderly way. */
function endOfProcess(): EndOfProcess {
  const controller = new AbortController();
  const quit = (): void => {
    controller.abort(new CodedError("E_INTERRUPTED", "interrupted before the end"));
  };
  process.once("SIGINT", quit).once("SIGTERM", quit);
  const asked = new Promise<void>((resolve) => {
    controller.signal.addEventListener("abort", () => {
      resolve();
    });
  });
  return { signal: controller.signal, asked, quit };
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
