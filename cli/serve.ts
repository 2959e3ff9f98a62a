import {
  createTarget,
  LocalStage,
  loadExperiment,
  runDrill,
  toText,
  whyNoDrill,
  type DrillReport,
  type DrillTarget,
} from "../drills";
import { RealClock } from "../simulator/clock";
import { interruption, refuseInterrupted } from "./interruption";
import { followKeys } from "./keys";
import type { AccessLogOption } from "./options/accessLog";
import { parsePort } from "./options/numbers";
import { refusePorts, type Ports } from "./options/ports";
import { sampleSite } from "./packageRoot";
import { proveFirst } from "./proveFirst";
import { print, printAside } from "./print";
import { loadedLine, readyText, requestLine } from "./serveText";
import { openServers } from "./servers";
import { loadSite, type SiteOptions } from "./siteOptions";

export interface ServeOptions extends SiteOptions {
  readonly format: "text" | "json";
  readonly port: string;
  readonly consolePort: string;
  readonly s3Port: string;
  readonly httpsPort?: string;
  readonly pops?: readonly string[];
  readonly accessLog?: AccessLogOption;
}

/** `static-site-ha serve`, which is also `npm start`: until Ctrl-C. Serves whatever the proof's and the drill's verdicts are. */
export async function serveCommand(options: ServeOptions): Promise<void> {
  const started = Date.now();
  const ports: Ports = {
    port: parsePort("--port", options.port),
    consolePort: parsePort("--console-port", options.consolePort),
    s3Port: parsePort("--s3-port", options.s3Port),
    ...(options.httpsPort === undefined ? {} : { httpsPort: parsePort("--https-port", options.httpsPort) }),
  };
  await refusePorts(ports);
  const interrupted = interruption();
  const json = options.format === "json";
  // With `--format json` nothing but the ready line may stand on stdout.
  const say = json ? printAside : print;

  const site = await loadSite(options, sampleSite(), interrupted);
  say(loadedLine(site, Date.now() - started));
  const target = await createTarget(site.model, site.content, {
    clock: new RealClock(options.timeScale),
    publications: site.publications,
    bindings: site.bindings,
    keyValueStores: site.keyValueStores,
    switches: options.switch ?? {},
    ...(options.lambdaConcurrency === undefined ? {} : { lambdaConcurrency: options.lambdaConcurrency }),
  });
  try {
    const proof = await proveFirst(site, options.switch ?? {}, say, interrupted);
    const drill = await drillFirst(target, say, interrupted);
    refuseInterrupted(interrupted);
    const { pops = [], accessLog } = options;
    const { outputs, keyValueStores, continuousDeployment } = site;
    const servers = await openServers({
      target,
      proof,
      drill,
      outputs,
      keyValueStores,
      ...(continuousDeployment === undefined ? {} : { continuousDeployment }),
      ports,
      pops,
      ...(accessLog === undefined ? {} : { accessLog }),
      onError,
    });
    try {
      print(json ? JSON.stringify(servers.ready) : readyText(target, servers.ready, isTerminal()));
      if (!json) {
        servers.log.follow((record) => {
          print(requestLine(record));
        });
      }
      await endOf(interrupted, (quit) => {
        if (!json && isTerminal()) followKeys({ terminal: process.stdin, target, say: print, quit });
      });
    } finally {
      await servers.close();
    }
  } finally {
    await target.cloud.close();
  }
}

/** One failure in earnest before anybody is served; a site that cannot be drilled is served without one. */
async function drillFirst(
  target: DrillTarget,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<DrillReport | undefined> {
  const reason = whyNoDrill(target);
  if (reason !== undefined) {
    say(`no drill: ${reason}`);
    return undefined;
  }
  const drill = await runDrill(await loadExperiment("deleted-index"), new LocalStage(target), { signal });
  say(toText(drill));
  return drill;
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

function onError(error: unknown): void {
  printAside(`E_INTERNAL: ${error instanceof Error ? error.message : String(error)}; please report it`);
}
