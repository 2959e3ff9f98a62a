import { expect } from "chai";
import type { Page } from "playwright-core";
import { BrowserStage, picture } from "./stage";

describe("the console in a browser", () => {
  let stage: BrowserStage;
  let page: Page;

  before(async () => {
    stage = await BrowserStage.open();
  });

  after(async () => {
    await stage.close();
  });

  beforeEach(async () => {
    await stage.heal();
    page = await stage.console();
  });

  afterEach(async () => {
    await page.context().close();
    expect(stage.errors.splice(0)).to.deep.equal([]);
  });

  const headline = () => page.locator(".headline");
  const origin = (region: string) => page.locator("article.origin", { hasText: region });

  /** A reader who opens a page that nobody has opened yet. */
  async function read(path: string): Promise<void> {
    await fetch(`${stage.serving.ready.edge}${path}`);
  }

  it("shows the primary failing, requests that turn to the replica, and their way back when it is healed", async () => {
    await headline().getByText("Every origin is healthy").waitFor();
    await read("/about.html");
    const row = (path: string) => page.getByRole("button", { name: `GET ${path}` }).first();
    expect(await row("/about.html").textContent()).to.contain("us-east-1");

    await origin("us-east-1").getByRole("button", { name: "Refuses connections" }).click();
    await headline().getByText("us-east-1: refuses connections. us-west-2 serves").waitFor();
    await origin("us-east-1").getByText("▲ Fault").waitFor();
    await read("/visit.html");
    expect(await row("/visit.html").textContent())
      .to.contain("us-west-2")
      .and.to.contain("Failover:503");

    await origin("us-east-1").getByRole("button", { name: "Heal" }).click();
    await headline().getByText("Every origin is healthy").waitFor();
    await read("/journal.html");
    expect(await row("/journal.html").textContent())
      .to.contain("us-east-1")
      .and.not.to.contain("Failover");
  });

  it("opens a request's exchanges as a timeline", async () => {
    await origin("us-east-1").getByRole("button", { name: "Denies access" }).click();
    await origin("us-east-1").getByText("▲ Fault").waitFor();
    await read("/exhibits.html");
    await page.getByRole("button", { name: "GET /exhibits.html" }).first().click();
    const lines = page.getByRole("dialog").locator(".timeline li");
    expect(await lines.nth(0).textContent())
      .to.contain("primary")
      .and.to.contain("403");
    expect(await lines.nth(1).textContent())
      .to.contain("replica")
      .and.to.contain("200");
    await page.keyboard.press("Escape");
    expect(await page.getByRole("dialog").count()).to.equal(0);
  });

  it("sets a fault with its attributes and a lease that runs down, and says beforehand what it leads to", async () => {
    await origin("us-west-2").getByRole("button", { name: "More…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Late first byte").check();
    await dialog.getByLabel("Late by").fill("-1");
    await dialog.getByRole("button", { name: "Break it" }).click();
    await dialog.getByRole("alert").getByText("must be a number of milliseconds").waitFor();
    // The browser tells of the refusal by itself.
    expect(stage.errors.splice(0).join()).to.contain("400 (Bad Request)");
    await dialog.getByLabel("Late by").fill("1500");
    await dialog.getByLabel("Heals by itself").selectOption("after 30 s");
    await dialog.getByText("Nobody notices while the primary is well").waitFor();
    await dialog.getByRole("button", { name: "Break it" }).click();
    await origin("us-west-2")
      .getByText(/heals by itself in 0:(30|2\d)/)
      .waitFor();
    const faults = (await (await fetch(`${stage.serving.ready.console}/api/faults`)).json()) as object;
    expect(faults).to.deep.equal({
      replica: { type: "latency", attributes: { latency: 1500, jitter: 0 }, toxicity: 1, leaseMs: 30_000 },
    });
  });

  it("fails a whole region with a click", async () => {
    await origin("us-east-1").getByRole("button", { name: "Dark region" }).click();
    await origin("us-east-1").getByText("the whole of us-east-1").waitFor();
    await read("/about.html");
    await page.getByRole("button", { name: "GET /about.html" }).first().getByText("us-west-2").waitFor();
  });

  it("filters the log, and holds it while it is read", async () => {
    await read("/about.html");
    await read("/visit.html");
    await read("/missing-page");
    await page.getByRole("button", { name: "GET /missing-page" }).waitFor();
    await page.getByLabel("Path", { exact: true }).fill("visit");
    await page.getByText(/^\d+ of \d+ requests/).waitFor();
    expect(await page.locator(".row .request").allTextContents()).to.satisfy(
      (all: string[]) => all.length > 0 && all.every((request) => request.includes("visit")),
    );
    await page.getByLabel("Path", { exact: true }).fill("");
    await page.getByRole("combobox", { name: "Status" }).selectOption("4xx");
    expect(await page.locator(".row").count()).to.be.at.least(1);
    expect(await page.locator(".row .status").allTextContents()).to.satisfy((all: string[]) =>
      all.every((status) => status.startsWith("4")),
    );
    await page.getByRole("combobox", { name: "Status" }).selectOption("Any status");
    await page.getByRole("button", { name: "Pause" }).click();
    // A path of its own: the page knows the latest requests of the tests before.
    await read("/journal.html?held");
    await page.getByText("1 more came since").waitFor();
    expect(await page.getByRole("button", { name: "GET /journal.html?held" }).count()).to.equal(0);
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByRole("button", { name: "GET /journal.html?held" }).waitFor();
  });

  it("sends visitors, and shows how long they wait and who serves them", async () => {
    await page.getByRole("button", { name: "Send visitors" }).click();
    await page.getByRole("img", { name: /from us-east-1/ }).waitFor();
    await page.getByText(/\d+ % from the cache/).waitFor();
    expect(await page.locator(".chart canvas").count()).to.equal(2);
    await page.getByRole("button", { name: "Stop the visitors" }).click();
  });

  it("stays usable while thousands of requests a second come", async () => {
    const flood = new AbortController();
    const paths = ["/", "/about.html", "/visit.html"];
    const visitors = Array.from({ length: 24 }, async (_, at) => {
      while (!flood.signal.aborted) await read(paths[at % paths.length] ?? "/");
    });
    await page
      .getByText(/^(\d{3}|\d,\d{3})\/s$/)
      .first()
      .waitFor();
    const frames = await page.evaluate<number>(
      "new Promise((done) => { let n = 0; const end = performance.now() + 2000; const f = (t) => { n++; t < end ? requestAnimationFrame(f) : done(n); }; requestAnimationFrame(f); })",
    );
    const rows = await page.locator(".row").count();
    const started = Date.now();
    await origin("us-east-1").getByRole("button", { name: "Refuses connections" }).click();
    await headline().getByText("us-west-2 serves").waitFor();
    const answered = Date.now() - started;
    flood.abort();
    await Promise.all(visitors);
    expect(frames).to.be.greaterThan(20);
    expect(rows).to.be.at.most(30);
    expect(answered).to.be.at.most(3000);
  });

  it("shows the proof's map, whose cells open the timeline of their case", async () => {
    await page.getByRole("link", { name: "Proof" }).click();
    await page.locator("table.map").first().waitFor();
    await page
      .getByRole("button", { name: /^GET.* on the primary: held.*us-west-2/ })
      .first()
      .click();
    await page.locator(".case-place .timeline").first().waitFor();
    expect(await page.locator(".promises li").count()).to.be.at.least(8);
  });

  it("runs the deleted-index drill, and shows its report", async () => {
    await page.getByRole("link", { name: "Drills" }).click();
    await page.getByRole("button", { name: "Run Deleted index" }).click();
    await page.getByText(/of about \d+ s/).waitFor();
    const report = page.locator(".report");
    await report.getByText("· as expected").waitFor({ timeout: 55_000 });
    const line = (leg: string) => report.getByRole("row", { name: new RegExp(`^${leg}`) });
    expect(await line("control, faulted").textContent()).to.contain("404");
    expect(await line("trial, faulted").textContent())
      .to.contain("us-west-2")
      .and.to.contain("Failover:404");
    expect(await (await fetch(`${stage.serving.ready.console}/api/faults`)).json()).to.deep.equal({});
    await picture(page, "drill-report");
    const [kept] = await Promise.all([
      page.waitForEvent("download"),
      report.getByRole("link", { name: "a page" }).click(),
    ]);
    expect(kept.suggestedFilename()).to.equal("drill.html");
  });

  it("says why a drill ended as it must, in words", async () => {
    await page.getByRole("link", { name: "Drills" }).click();
    await page.getByRole("button", { name: "Run Masking hook" }).click();
    const report = page.locator(".report");
    await report.getByText("· as expected").waitFor({ timeout: 55_000 });
    await report.getByText("viewers do not get what is right while the fault is there: GET / answered 200").waitFor();
    await report.getByText("Every fault is lifted, every object is there").waitFor();
    await picture(page, "drill-report-masking-hook");
  });

  it("comes back by itself when its stream breaks", async () => {
    await page.context().setOffline(true);
    await page.evaluate("fetch('/api/site').catch(() => undefined)");
    await page.context().setOffline(false);
    stage.errors.splice(0);
    await read("/about.html");
    await page.getByRole("button", { name: "GET /about.html" }).first().waitFor();
  });
});
