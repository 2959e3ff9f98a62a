import {
  createTarget,
  experimentList,
  loadExperiment,
  LocalStage,
  progressText,
  runDrill,
  type DrillReport,
  type Experiment,
} from "../drills";
import { RealClock } from "../simulator/clock";
import { drillReport, type Drilled } from "./drillReports";
import { interruption, refuseInterrupted } from "./interruption";
import { openReport } from "./openReport";
import { consoleUrlOf, experimentNamed, withLoad, type DrillCommandOptions } from "./options/drill";
import { sampleSite } from "./packageRoot";
import { statusLine } from "./print";
import { drillServed } from "./servedDrill";
import { loadSite } from "./siteOptions";

/** `static-site-ha drill EXPERIMENT`: exit code 0 when the verdict is what the experiment expects, 130 when interrupted, else 1. */
export async function drillCommand(name: string | undefined, options: DrillCommandOptions): Promise<void> {
  const written = await openReport(options.out);
  if (options.list === true) {
    await written.write(listing(options.format));
    return;
  }
  const experiment = withLoad(await loadExperiment(experimentNamed(name)), options);
  const interrupted = interruption();
  const { format, site } = options;
  const { text, asExpected } =
    site === undefined
      ? await drillHere(experiment, options, interrupted)
      : await drillServed(experiment, { url: consoleUrlOf(site), format, signal: interrupted });
  await written.write(text);
  refuseInterrupted(interrupted);
  process.exitCode = asExpected ? 0 : 1;
}

async function drillHere(
  experiment: Experiment,
  options: DrillCommandOptions,
  interrupted: AbortSignal,
): Promise<Drilled> {
  const { model, content, publications, bindings, keyValueStores } = await loadSite(options, sampleSite(), interrupted);
  const target = await createTarget(model, content, {
    clock: new RealClock(options.timeScale),
    publications,
    bindings,
    keyValueStores,
    switches: options.switch ?? {},
    ...(options.lambdaConcurrency === undefined ? {} : { lambdaConcurrency: options.lambdaConcurrency }),
  });
  const status = statusLine();
  try {
    refuseInterrupted(interrupted);
    const { hook } = experiment;
    const stage = new LocalStage(target, hook === undefined ? {} : { hook });
    const report: DrillReport = await runDrill(experiment, stage, {
      signal: interrupted,
      load: true,
      onProgress: (progress) => {
        status.show(progressText(progress));
      },
    });
    return { text: drillReport(report, options.format), asExpected: report.asExpected };
  } finally {
    status.clear();
    await target.cloud.close();
  }
}

function listing(format: DrillCommandOptions["format"]): string {
  const experiments = experimentList();
  if (format === "json") return JSON.stringify(experiments);
  return experiments
    .map(({ name, description, expect }) => `${name}${expect === "fail" ? " (must fail)" : ""}\n  ${description}`)
    .join("\n");
}
