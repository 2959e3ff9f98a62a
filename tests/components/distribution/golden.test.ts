import { expect } from "chai";
import { createRequire } from "node:module";
import { join } from "node:path";
import { run } from "../../support/pulumi";
import { golden, goldenText } from "../../support/pulumiGolden";
import { projectRoot } from "../../support/pulumiProgram";

const load = createRequire(__filename);
const program = join(projectRoot, "tests/fixtures/sites/full-distribution/index.ts");

describe("a site with everything that its distribution can have", () => {
  it("registers what tests/golden/full-distribution.json says", async () => {
    const { resources } = await run(() => {
      // A program registers at its import, and Node imports a file once.
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete
      delete load.cache[program];
      return load(program) as unknown;
    });
    const actual = goldenText(resources);
    const hint = "look at the difference, then accept it with UPDATE_GOLDEN=1";
    expect(actual, hint).to.equal(golden("full-distribution.json", actual));
  });
});
