import axe from "axe-core";
import { expect } from "chai";
import type { Page } from "playwright-core";
import { BrowserStage, picture } from "./stage";

interface Found {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

const sizes = {
  phone: { width: 360, height: 740 },
  laptop: { width: 1280, height: 860 },
  wide: { width: 1720, height: 1000 },
};

describe("the console for everybody", () => {
  let stage: BrowserStage;

  before(async () => {
    stage = await BrowserStage.open();
  });

  after(async () => {
    await stage.close();
    expect(stage.errors).to.deep.equal([]);
  });

  beforeEach(async () => {
    await stage.heal();
  });

  /** What axe finds wrong in a page by WCAG 2.2 AA. */
  async function wrong(page: Page): Promise<readonly string[]> {
    // Through the debugger: the page's own policy would not let it in.
    await page.evaluate(axe.source);
    const found = await page.evaluate<readonly Found[]>(
      `axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }).then(({ violations }) => violations)`,
    );
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
  }

  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of ["light", "dark"] as const) {
      it(`has no barrier that axe finds, on a ${size} page in ${colorScheme}`, async () => {
        const page = await stage.console({ viewport, colorScheme });
        await page.getByRole("button", { name: "Send visitors" }).click();
        await page.getByRole("img", { name: /from us-east-1/ }).waitFor();
        await page.getByRole("button", { name: "Black hole" }).first().click();
        await page
          .getByText(/Failover:503/)
          .first()
          .waitFor();
        await page.waitForTimeout(4000);
        await picture(page, `live-${size}-${colorScheme}`);
        const found = [...(await wrong(page))];
        expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).to.be.at.most(0);
        await page.getByRole("button", { name: "More…" }).first().click();
        await picture(page, `fault-${size}-${colorScheme}`);
        found.push(...(await wrong(page)));
        await page.keyboard.press("Escape");
        for (const view of ["Proof", "Drills"]) {
          await page.getByRole("link", { name: view, exact: true }).click();
          await page
            .locator(view === "Proof" ? "table.map" : ".experiment")
            .first()
            .waitFor();
          await picture(page, `${view.toLowerCase()}-${size}-${colorScheme}`);
          found.push(...(await wrong(page)));
        }
        await page.context().close();
        expect(found).to.deep.equal([]);
      });
    }
  }

  it("is used by the keyboard alone", async () => {
    const page = await stage.console();
    const press = async (name: string, key = "Enter"): Promise<void> => {
      for (let i = 0; i < 40; i++) {
        const focused = await page.evaluate<string>("document.activeElement?.textContent ?? ''");
        if (focused === name) {
          await page.keyboard.press(key);
          return;
        }
        await page.keyboard.press("Tab");
      }
      throw new Error(`the tab key does not reach ${name}`);
    };
    await press("Skip to the console");
    await press("Refuses connections");
    await page.locator(".headline").getByText("us-west-2 serves").waitFor();
    await page.getByRole("link", { name: "Live", exact: true }).focus();
    await press("Heal");
    await page.locator(".headline").getByText("Every origin is healthy").waitFor();
    // The focus does not fall back to the page's start.
    expect(await page.evaluate("document.activeElement?.className")).to.contain("quick");
    await page.context().close();
  });

  it("moves nothing for who prefers less motion", async () => {
    const page = await stage.console({ reducedMotion: "reduce" });
    await page.getByRole("button", { name: "Send visitors" }).click();
    await page.getByText(/\d+ % from the cache/).waitFor();
    expect(await page.locator(".dot").count()).to.equal(0);
    await page.context().close();
  });

  it("keeps the colours that somebody chose", async () => {
    const page = await stage.console({ colorScheme: "light" });
    await page.getByRole("button", { name: /^Auto: colours/ }).click();
    await page.reload();
    await page.getByRole("main").waitFor();
    expect(await page.evaluate("document.documentElement.dataset.theme")).to.equal("dark");
    await page.context().close();
  });
});
