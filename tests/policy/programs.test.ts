import { expect } from "chai";
import { runProgram } from "../support/pulumiProgram";
import { diagnosticsOf } from "./support/judge";
import { configOf, programs, stackOf } from "./support/programs";

describe("the policies on the programs of this repository", () => {
  for (const { what, folder, stack } of programs) {
    for (const preview of [true, false]) {
      it(`find nothing mandatory in ${what}, in ${preview ? "a preview" : "an update"}`, async () => {
        const run = await runProgram(configOf(stack, folder), { preview, folder });
        expect(run.registered.length).to.be.greaterThan(15);
        const found = await diagnosticsOf(stackOf(run));
        expect(found.filter(({ level }) => level === "mandatory")).to.deep.equal([]);
        if (!preview) expect(found.filter(({ message }) => message.includes("not decided"))).to.deep.equal([]);
      });
    }
  }
});
