import { loadExperiment, createTarget, runDrill, toJournal, toText } from "../drills";
import { RealClock } from "../simulator/clock";
import { loadSite, type SiteOptions } from "./siteOptions";

/** `static-site-ha drill EXPERIMENT`: exit code 0 when the verdict is what the experiment expects, else 1. */
export async function drillCommand(name: string, options: SiteOptions): Promise<void> {
  const experiment = await loadExperiment(name);
  const interrupted = new AbortController();
  const interrupt = (): void => {
    interrupted.abort(new Error("interrupted"));
  };
  process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
  const site = await loadSite(options, interrupted.signal);
  const target = await createTarget(site.model, site.content, { clock: new RealClock() });
  try {
    const report = await runDrill(experiment, target, { signal: interrupted.signal });
    const origin = { platform: process.platform, node: process.version };
    const text = options.format === "json" ? JSON.stringify(toJournal(report, origin), undefined, 2) : toText(report);
    process.stdout.write(`${text}\n`);
    process.exitCode = report.asExpected ? 0 : 1;
  } finally {
    await target.cloud.close();
  }
}
