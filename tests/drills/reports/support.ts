import { builtInExperiment } from "../../../drills/catalogue";
import type { DrillReport } from "../../../drills/drillReport";
import { LocalStage } from "../../../drills/localStage";
import { runDrill, type DrillOptions } from "../../../drills/runDrill";
import { drillTarget, type DrillSiteSettings } from "../../support/drillSite";

/** What a drill of a small site reports, under its load. */
export async function reportOf(
  name: string,
  settings: DrillSiteSettings = {},
  options: DrillOptions = {},
): Promise<DrillReport> {
  const experiment = builtInExperiment(name);
  if (experiment === undefined) throw new Error(`there is no experiment ${name}`);
  const target = await drillTarget(settings);
  try {
    const { hook } = experiment;
    const stage = new LocalStage(target, hook === undefined ? {} : { hook });
    return await target.clock.run(() => runDrill(experiment, stage, { load: true, ...options }));
  } finally {
    await target.cloud.close();
  }
}

/** The reports that can be: of each verdict, as expected and not, and broken off. */
export const reports: readonly (readonly [what: string, make: () => Promise<DrillReport>])[] = [
  ["passed", () => reportOf("deleted-index")],
  ["failed", () => reportOf("denied-bucket", { criteria: null })],
  ["failed as it must", () => reportOf("masking-hook")],
  ["without a steady state", () => reportOf("deleted-index", { primaryBucket: { policy: { Statement: [] } } })],
  ["without a load", () => reportOf("replication-paused", {}, { load: false })],
  ["interrupted", () => reportOf("hang", {}, { signal: AbortSignal.abort() })],
  ["of a fault that does not always strike", () => reportOf("slow-down")],
];
