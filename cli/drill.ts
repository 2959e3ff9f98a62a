import { loadExperiment, LocalStage, createTarget, runDrill, toJournal, toText } from "../drills";
import { RealClock } from "../simulator/clock";
import { interruption, refuseInterrupted } from "./interruption";
import { openReport } from "./openReport";
import type { ReportOptions } from "./options/report";
import { sampleSite } from "./packageRoot";
import { loadSite, type SiteOptions } from "./siteOptions";

/** `static-site-ha drill EXPERIMENT`: exit code 0 when the verdict is what the experiment expects, 130 when interrupted, else 1. */
export async function drillCommand(name: string, options: SiteOptions & ReportOptions): Promise<void> {
  const written = await openReport(options.out);
  const experiment = await loadExperiment(name);
  const interrupted = interruption();
  const { model, content, publications, bindings, keyValueStores } = await loadSite(options, sampleSite(), interrupted);
  const target = await createTarget(model, content, {
    clock: new RealClock(options.timeScale),
    publications,
    bindings,
    keyValueStores,
    switches: options.switch ?? {},
    ...(options.lambdaConcurrency === undefined ? {} : { lambdaConcurrency: options.lambdaConcurrency }),
  });
  try {
    refuseInterrupted(interrupted);
    const report = await runDrill(experiment, new LocalStage(target), { signal: interrupted });
    const origin = { platform: process.platform, node: process.version };
    const text = options.format === "json" ? JSON.stringify(toJournal(report, origin)) : toText(report);
    await written.write(text);
    refuseInterrupted(interrupted);
    process.exitCode = report.asExpected ? 0 : 1;
  } finally {
    await target.cloud.close();
  }
}
