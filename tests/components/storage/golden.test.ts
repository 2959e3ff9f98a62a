import { expect } from "chai";
import { createRequire } from "node:module";
import { join } from "node:path";
import { run } from "../../support/pulumi";
import { golden, goldenText } from "../../support/pulumiGolden";
import { projectRoot } from "../../support/pulumiProgram";

const load = createRequire(__filename);

/** The program of a fixture, run afresh: it registers at its import, and Node imports a file once. */
function program(folder: string): unknown {
  const file = join(projectRoot, "tests/fixtures/sites", folder, "index.ts");
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete
  delete load.cache[file];
  return load(file);
}

for (const site of ["kms-oac", "existing-buckets"]) {
  describe(`the site ${site}`, () => {
    it(`registers what tests/golden/${site}.json says`, async () => {
      const { resources } = await run(() => program(site));
      const actual = goldenText(resources);
      const hint = `tests/golden/${site}.json differs; look at the difference, then accept it with UPDATE_GOLDEN=1`;
      expect(actual, hint).to.equal(golden(`${site}.json`, actual));
    });

    it("registers the same in a preview", async () => {
      const names = async (preview: boolean) =>
        (await run(() => program(site), { preview })).resources.map(({ type, name }) => `${type} ${name}`);
      expect(await names(true)).to.deep.equal(await names(false));
    });
  });
}
