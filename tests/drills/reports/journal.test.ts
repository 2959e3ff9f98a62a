import Ajv from "ajv/dist/2020";
import { expect } from "chai";
import type { DrillReport } from "../../../drills/drillReport";
import own from "../../../drills/experiments/deleted-index.json";
import { toJournal } from "../../../drills/reports";
import { schemaFiles } from "../../../scripts/docs/schemas";
import { reportOf, reports } from "./support";

const formats = { "date-time": (text: string) => !Number.isNaN(Date.parse(text)) };

function schema(name: string): ReturnType<Ajv["compile"]> {
  const text = schemaFiles()[`docs/schemas/${name}.json`];
  if (text === undefined) throw new Error(`there is no schema ${name}`);
  return new Ajv({ strict: true, strictTypes: false, allErrors: true, formats }).compile(JSON.parse(text) as object);
}

function faults(validate: ReturnType<typeof schema>, value: unknown): unknown {
  return validate(value) === true ? [] : validate.errors;
}

function journalOf(report: DrillReport): Record<string, unknown> {
  const journal = toJournal(report, { platform: "linux", node: "v24.0.0" });
  return JSON.parse(JSON.stringify(journal)) as Record<string, unknown>;
}

describe("the journal of a drill", () => {
  const valid = schema("journal");

  for (const [what, make] of reports) {
    it(`of a drill ${what} is what its published schema says`, async () => {
      expect(faults(valid, journalOf(await make()))).to.deep.equal([]);
    });
  }

  it("has a schema that notices what is missing, unknown or of another type", async () => {
    const journal = journalOf(await reportOf("deleted-index"));
    expect(valid({ ...journal, verdict: "perhaps" })).to.equal(false);
    expect(valid({ ...journal, extra: 1 })).to.equal(false);
    expect(valid({ ...journal, "as-expected": undefined })).to.equal(false);
    expect(valid({ ...journal, restoration: { complete: true } })).to.equal(false);
  });

  it("holds the experiment as a file that could be run again", async () => {
    const { experiment } = journalOf(await reportOf("masking-hook"));
    const fits = schema("experiment");
    expect(faults(fits, experiment)).to.deep.equal([]);
  });
});

describe("the schema of experiments", () => {
  const valid = schema("experiment");

  it("takes what the product's own files say, and refuses what the product refuses", () => {
    expect(valid({ $schema: "docs/schemas/experiment.json", ...own })).to.equal(true);
    expect(valid({ ...own, method: [{ type: "action", name: "x", provider: { func: "rm" } }] })).to.equal(false);
    expect(valid({ ...own, expect: "maybe" })).to.equal(false);
    expect(valid({ ...own, typo: 1 })).to.equal(false);
  });
});
