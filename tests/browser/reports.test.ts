import { expect } from "chai";
import { writeFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runCli } from "../support/cli";
import { BrowserStage, picture } from "./stage";

describe("the pages of reports in a browser", () => {
  let stage: BrowserStage;
  let folder: string;

  before(async () => {
    stage = await BrowserStage.open();
    folder = mkdtempSync(join(tmpdir(), "report-"));
  });

  after(async () => {
    await stage.close();
    rmSync(folder, { recursive: true });
  });

  const commands = {
    drill: ["drill", "denied-bucket", "--duration", "4"],
    proof: ["prove"],
  };

  for (const [what, command] of Object.entries(commands)) {
    it(`of a ${what} opens without a network, asks for nothing and tells of no error`, async () => {
      const { stdout, code } = await runCli([...command, "--format", "html"]);
      expect(code).to.equal(0);
      const file = join(folder, `${what}.html`);
      writeFileSync(file, stdout);
      for (const colorScheme of ["light", "dark"] as const) {
        const page = await stage.page({ offline: true, colorScheme });
        const asked: string[] = [];
        page.on("request", (request) => asked.push(request.url()));
        const address = pathToFileURL(file).href;
        await page.goto(address);
        expect(await page.locator("h1").textContent()).to.match(/passed\.|promises hold\./);
        expect(asked).to.deep.equal([address]);
        // A style that the page's own policy refused would leave the browser's.
        expect(await page.evaluate("getComputedStyle(document.body).maxWidth")).to.equal("1380px");
        await picture(page, `report-${what}-${colorScheme}`);
        await page.context().close();
      }
      expect(stage.errors.splice(0)).to.deep.equal([]);
    });
  }
});
