import { resolve } from "node:path";
import { createTarget, LocalStage, loadExperiment, readContent, runDrill } from "../drills";
import { VirtualClock } from "../simulator/clock";
import { loadProgram } from "../simulator/loadProgram";
import { bareRequire } from "./start";
import { median, printRatio } from "./statistics";

const root = resolve(__dirname, "..");
const rounds = 7;

/**
 * The deleted-index drill on the virtual clock, publishing the sample site and starting the process for edge code
 * included, against a bare `require("@pulumi/pulumi")`. The first round, with everything cold, counts like the others.
 */
export async function measureDrill(): Promise<boolean> {
  const { model } = await loadProgram({ projectDir: root, stack: "dev" });
  const content = await readContent(resolve(root, "examples/site"));
  const experiment = await loadExperiment("deleted-index");
  const drill: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round++) {
    bare.push(await bareRequire());
    const start = performance.now();
    const clock = new VirtualClock();
    const { target, report } = await clock.run(async () => {
      const created = await createTarget(model, content, { clock });
      return { target: created, report: await runDrill(experiment, new LocalStage(created)) };
    });
    drill.push(performance.now() - start);
    await target.cloud.close();
    if (report.verdict !== "passed") throw new Error(`the drill must pass to be measured, got ${report.verdict}`);
  }
  process.stdout.write(
    `drill on the virtual clock: ${median(drill).toFixed(0)} ms, first ${drill[0]?.toFixed(0) ?? "?"} ms\n`,
  );
  return printRatio("drill: virtual time / bare require", median(drill) / median(bare), 0.2);
}
