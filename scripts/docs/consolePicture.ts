import { join } from "node:path";
import { BrowserStage } from "../../tests/browser/stage";

/** Takes the picture of the console: one region fails and the other serves. */
export async function takeConsolePicture(folder: string): Promise<void> {
  const stage = await BrowserStage.open();
  try {
    const { console, edge } = stage.serving.ready;
    const page = await stage.console({ viewport: { width: 1280, height: 800 } });
    await page.getByRole("button", { name: "Send visitors" }).click();
    await fetch(`${console}/api/faults/region:us-east-1`, { method: "PUT", body: '{"type":"down"}' });
    await page.getByText(/us-west-2 serves/).waitFor();
    // The rates are those of the last seconds: until every miss among them is the replica's.
    for (let seen = 0; seen < 40; seen += 1) {
      await fetch(`${edge}/exhibits.html`);
      await page.waitForTimeout(250);
    }
    await page.screenshot({ path: join(folder, "console.png"), clip: { x: 0, y: 0, width: 1280, height: 545 } });
  } finally {
    await stage.close();
  }
}
