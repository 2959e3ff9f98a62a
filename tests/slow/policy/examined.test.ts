import { expect } from "chai";
import { createExamine } from "../../../policy/examine";
import { galleryEntries } from "../../policy/support/galleryEntries";
import { diagnosticsOf, refusedBy } from "../../policy/support/judge";
import { configOf, programs, stackOf } from "../../policy/support/programs";
import { runProgram } from "../../support/pulumiProgram";

describe("the policy pack with the examiner that runs hooks (HA-EDGE-01)", () => {
  const examine = createExamine();

  for (const { what, folder, stack } of programs) {
    it(`finds nothing mandatory in ${what}, whose hooks keep the status`, async () => {
      const run = await runProgram(configOf(stack, folder), { folder });
      const found = await diagnosticsOf(stackOf(run), examine);
      expect(found.filter(({ level }) => level === "mandatory")).to.deep.equal([]);
    });
  }

  for (const entry of galleryEntries) {
    it(`says of a site that ${entry.that} what the gallery says`, async () => {
      expect(await refusedBy(entry.stack(), examine)).to.deep.equal(entry.refusedBy);
    });
  }
});
