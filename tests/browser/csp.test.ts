import { expect } from "chai";
import { BrowserStage } from "./stage";

interface Violation {
  readonly violatedDirective: string;
  readonly blockedURI: string;
  readonly disposition: string;
}

/** Listens for violations, then does what an injected text would do. */
const inject = `new Promise((done) => {
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, disposition }) =>
    done({ violatedDirective, blockedURI, disposition }));
  const script = document.createElement("script");
  script.textContent = "window.injected = true";
  document.body.append(script);
  setTimeout(() => done(null), 3000);
})`;

describe("the security headers in a browser", () => {
  let stage: BrowserStage;

  before(async () => {
    stage = await BrowserStage.open();
  });

  after(async () => {
    await stage.close();
  });

  const blocked = /violates the following Content Security Policy directive/;

  for (const [what, path] of [
    ["the served site", "/"],
    ["its error page", "/no-such-page"],
  ] as const) {
    it(`the policy of ${what} blocks an injected inline script and reports it`, async () => {
      const page = await stage.page({}, /Content Security Policy|404/);
      const said: string[] = [];
      page.on("console", (message) => said.push(message.text()));
      await page.goto(`${stage.serving.ready.edge}${path}`);
      const violation = await page.evaluate<Violation | null>(inject);
      expect(violation).to.deep.include({ blockedURI: "inline", disposition: "enforce" });
      expect(violation?.violatedDirective).to.match(/^script-src/);
      expect(await page.evaluate("window.injected")).to.equal(undefined);
      expect(said.some((text) => blocked.test(text))).to.equal(true);
      await page.context().close();
    });
  }

  it("the pages of the sample site load whole under that policy, the failed over ones too", async () => {
    const { console, edge } = stage.serving.ready;
    await fetch(`${console}/api/invalidations`, { method: "POST", body: '{"paths":["/*"]}' });
    await fetch(`${console}/api/faults/primary`, { method: "PUT", body: '{"type":"down"}' });
    const page = await stage.page();
    const failed: string[] = [];
    page.on("response", (response) => {
      if (response.status() >= 400) failed.push(`${response.status()} ${response.url()}`);
    });
    for (const path of ["/", "/about.html", "/exhibits.html"]) {
      await page.goto(`${edge}${path}`, { waitUntil: "networkidle" });
      expect(await page.title()).not.to.equal("");
    }
    expect([stage.errors, failed]).to.deep.equal([[], []]);
    await page.context().close();
    await fetch(`${console}/api/faults`, { method: "DELETE" });
  });

  it("the console's own policy lets nothing inline run, and no text become markup or code", async () => {
    const page = await stage.page({}, /Content Security Policy|Trusted/);
    await page.goto(stage.serving.ready.console);
    await page.getByRole("main").waitFor();
    for (const deed of [
      "document.body.innerHTML = '<img src=x onerror=\"injected = true\">'",
      "document.body.append(Object.assign(document.createElement('script'), { text: 'injected = true' }))",
      "document.body.append(Object.assign(document.createElement('script'), { src: 'data:,injected = true' }))",
      "document.body.setAttribute('onclick', 'injected = true')",
    ]) {
      const outcome = await page.evaluate(
        `(() => { try { ${deed}; return "done"; } catch (error) { return error.name; } })()`,
      );
      expect(outcome, deed).to.equal("TypeError");
    }
    expect(await page.evaluate("window.injected")).to.equal(undefined);
    await page.context().close();
  });
});
