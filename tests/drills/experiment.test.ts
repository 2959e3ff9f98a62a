import { expect } from "chai";
import { writeFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { experimentNames, loadExperiment } from "../../drills/catalogue";
import { parseExperiment } from "../../drills/experiment";
import deletedIndex from "../../drills/experiments/deleted-index.json";
import { refusalOf } from "../support/refusal";

describe("an experiment", () => {
  for (const name of experimentNames) {
    it(`${name} comes with the product and is well formed`, async () => {
      expect((await loadExperiment(name)).title).to.not.equal("");
    });
  }

  it("deleted-index marks the index page of the primary as deleted, expects failover on 403 or 404 and restores it", async () => {
    const experiment = await loadExperiment("deleted-index");
    expect(experiment.failover).to.deep.equal([403, 404]);
    expect(experiment.method.map(({ provider }) => provider.func)).to.deep.equal(["set-fault"]);
    expect(experiment.rollbacks.map(({ provider }) => provider.func)).to.deep.equal(["heal"]);
  });

  it("expects a pass, and any failover, unless it says otherwise", () => {
    const experiment = parseExperiment({ ...deletedIndex, expect: undefined, failover: undefined });
    expect(experiment.expect).to.equal("pass");
    expect(experiment.failover).to.deep.equal([]);
  });

  const broken: readonly (readonly [string, unknown, string])[] = [
    ["no object", [], "an experiment must be a JSON object"],
    ["no title", { ...deletedIndex, title: undefined }, "title must be a text"],
    ["no probe", { ...deletedIndex, "steady-state-hypothesis": { title: "x", probes: [] } }, "at least one probe"],
    ["an unknown action", withAction({ func: "explode" }), "method[0].provider.func must be one of set-fault"],
    ["an unknown field", { ...deletedIndex, metod: [] }, "metod is not a field here"],
    [
      "a fault that is none",
      withAction({ func: "set-fault", arguments: { origin: "primary", fault: { type: "x" } } }),
      "method[0].provider.arguments.fault.type must be one of down",
    ],
    ["a foreign provider", withAction({ type: "process" }), "method[0].provider.type"],
    ["a wrong expectation", { ...deletedIndex, expect: "maybe" }, 'expect must be "pass" or "fail", got "maybe"'],
  ];
  for (const [what, input, sentence] of broken) {
    it(`is refused with ${what}`, async () => {
      const refusal = await refusalOf(() => parseExperiment(input));
      expect(refusal.code).to.equal("E_EXPERIMENT");
      expect(refusal.sentence).to.contain(sentence);
    });
  }

  it("of an unknown name is refused with the names that there are", async () => {
    expect((await refusalOf(loadExperiment("deleted-everything"))).sentence).to.contain("deleted-index");
  });

  it("in a file that is missing or no JSON is refused with the file's name", async () => {
    const folder = await mkdtemp(join(tmpdir(), "experiment-"));
    const file = join(folder, "broken.json");
    expect((await refusalOf(loadExperiment(file))).sentence).to.contain("broken.json");
    await writeFile(file, "{");
    expect((await refusalOf(loadExperiment(file))).sentence).to.contain("must be JSON");
    await rm(folder, { recursive: true });
  });
});

function withAction(provider: Record<string, unknown>): unknown {
  const action = deletedIndex.method[0];
  return { ...deletedIndex, method: [{ ...action, provider: { ...action?.provider, ...provider } }] };
}
