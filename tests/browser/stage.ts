import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { chromiumPath, launchChromium } from "../support/chromium";
import { startServe, type Serving } from "../support/serving";

const folder = resolve(__dirname, "../../screenshots");

/** A served site and a browser beside it. */
export class BrowserStage {
  /** What went wrong in any page, as its console tells it. */
  readonly errors: string[] = [];

  private constructor(
    readonly serving: Serving,
    private readonly browser: Browser,
  ) {}

  /** Throws with a sentence on how to install it where there is no Chromium. */
  static async open(args: readonly string[] = []): Promise<BrowserStage> {
    const executablePath = chromiumPath();
    const serving = await startServe(args);
    try {
      return new BrowserStage(serving, await launchChromium(executablePath));
    } catch (error) {
      await serving.stop();
      throw error;
    }
  }

  /** A page of its own, with nothing remembered. `expected`: the errors that its console may show. */
  async page(options: BrowserContextOptions = {}, expected: RegExp = /^$/): Promise<Page> {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type()) && !expected.test(message.text())) {
        this.errors.push(message.text());
      }
    });
    page.on("pageerror", (error) => this.errors.push(error.message));
    return page;
  }

  async console(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.page(options);
    await page.goto(this.serving.ready.console);
    await page.getByText("Live", { exact: true }).last().waitFor();
    return page;
  }

  /** Every test begins with a site that is whole and a cache that is empty. */
  async heal(): Promise<void> {
    const { console } = this.serving.ready;
    await fetch(`${console}/api/faults`, { method: "DELETE" });
    await fetch(`${console}/api/invalidations`, { method: "POST", body: '{"paths":["/*"]}' });
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.serving.stop();
  }
}

/** Keeps a picture of a page, to be looked at. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.evaluate("scrollTo(0, 0)");
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true, animations: "disabled" });
}
