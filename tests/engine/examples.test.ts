import { expect } from "chai";
import { join } from "node:path";
import { copyOfRepository } from "./support/project";
import { type EngineStage, openStage } from "./support/stage";

const examples = ["minimal", "custom-domain", "kms-oac", "lambda-headers"];

describe("the examples on the real engine", () => {
  for (const name of examples) {
    describe(name, () => {
      let stage: EngineStage;
      before(async () => {
        stage = await openStage(copyOfRepository(), join("examples", name));
      });
      after(() => {
        stage.close();
      });

      it("comes up, is then unchanged, and is destroyed to the last resource, keys excepted", async () => {
        const up = await stage.done("up", "--stack", "dev", "--yes", "--skip-preview", "--json");
        expect(up.steps.length).to.be.greaterThan(15);
        expect(stage.cloud()).to.have.length(up.steps.length);
        await stage.done("preview", "--stack", "dev", "--expect-no-changes");
        await stage.done("destroy", "--stack", "dev", "--yes", "--skip-preview");
        // Keys outlive their stack: what they have encrypted is lost with them.
        const left = stage.cloud().filter(({ type }) => !/^aws:kms\//.test(type));
        expect(left).to.deep.equal([]);
        if (name !== "kms-oac") expect(stage.cloud()).to.deep.equal([]);
      });
    });
  }
});
