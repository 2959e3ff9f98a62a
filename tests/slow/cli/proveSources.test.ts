import { Ajv2020 } from "ajv/dist/2020";
import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCli } from "../../support/cli";
import { exportDistribution, exportState } from "../../support/exportedSite";
import { junitFaults } from "../../support/junitXsd";
import { projectRoot } from "../../support/pulumiProgram";

const isProof = new Ajv2020({ strict: false }).compile(
  JSON.parse(readFileSync("docs/schemas/proof.json", "utf8")) as object,
);

/** What speaks against a report that a site passes its proof. */
const faultsOf: Readonly<Record<string, (report: string, source: string) => unknown>> = {
  text: (report) => (/^proof: passed\n/.test(report) && !report.includes("✗") ? [] : report),
  json: (report) => (isProof(JSON.parse(report)) ? [] : isProof.errors),
  junit: (report) => junitFaults(report),
  markdown: (report) => (report.startsWith("### ✅ Proof of failover: ") ? [] : report),
  html: (report, source) =>
    report.includes(`Proof of failover · ${source}`) && !/(?:src|href)="https?:/.test(report)
      ? []
      : "no page of its own",
};

describe("static-site-ha prove of what is deployed", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "prove-sources-"));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const examples = ["minimal", "kms-oac", "lambda-headers", "custom-domain"];
  const sources = {
    "--state": (example: string) =>
      exportState(join(projectRoot, "examples", example), join(folder, `${example}.json`)),
    "--distribution": (example: string) =>
      exportDistribution(join(projectRoot, "examples", example), join(folder, example)),
  };
  for (const [source, exported] of Object.entries(sources)) {
    Object.keys(faultsOf).forEach((format, at) => {
      const example = examples[at % examples.length] ?? "";
      it(`passes examples/${example} by ${source}, told as ${format}`, async () => {
        const args = await exported(example);
        const out = join(folder, "report");
        const ended = await runCli(["prove", ...args, "--format", format, "--out", out]);
        expect(ended, ended.stderr).to.deep.include({ code: 0, stdout: "" });
        expect(await faultsOf[format]?.(readFileSync(out, "utf8"), args[1] ?? "")).to.deep.equal([]);
      });
    });
  }
});
