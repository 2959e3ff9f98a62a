import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromiumPath, launchChromium } from "../../tests/support/chromium";
import { outputOf } from "./consoleBlocks";

const site = "tests/fixtures/sites/masking-hook";

/** The same drill of the same site, with the hook that masks and with the one that does not. */
const pictures = { "hook-masking": "around", "hook-fixed": "fixed" };

/** Leaves of the load its title, the plot of the site and the key. */
const theSiteAlone = `document.querySelectorAll("#load > :not(h2, .key, figure:first-of-type)").forEach((one) => one.remove())`;

/** Takes the pictures of docs/hooks-and-failover.md: what viewers got while the primary failed. */
export async function takeHookPictures(folder: string): Promise<void> {
  const executablePath = chromiumPath();
  const reports = mkdtempSync(join(tmpdir(), "hooks-"));
  const browser = await launchChromium(executablePath);
  try {
    const page = await browser.newPage({ viewport: { width: 1000, height: 900 }, deviceScaleFactor: 1.5 });
    for (const [name, stack] of Object.entries(pictures)) {
      const report = join(reports, `${name}.html`);
      await outputOf(
        `npx static-site-ha drill denied-bucket -C ${site} --stack ${stack} --rate 40 --format html --out ${report}`,
      );
      await page.goto(pathToFileURL(report).href);
      await page.evaluate(theSiteAlone);
      await page.locator("#load").screenshot({ path: join(folder, `${name}.png`) });
    }
  } finally {
    await browser.close();
    rmSync(reports, { recursive: true });
  }
}
