import { expect } from "chai";
import { runCanary } from "../support/canary";
import { type Serving, startServe } from "../support/serving";

describe("the canary at the served site", () => {
  let serving: Serving;

  before(async function () {
    this.timeout(120_000);
    serving = await startServe(["--stack", "dev"]);
  });

  after(() => serving.stop());

  const probe = () => runCanary({ SITE_URL: serving.ready.edge, SITE_PATH: "/" });

  async function fault(origin: string, method: "PUT" | "DELETE"): Promise<void> {
    const body = method === "PUT" ? JSON.stringify({ type: "down" }) : undefined;
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${serving.ready.console}/api/faults/${origin}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    expect(response.ok, `${method} ${origin}: ${response.status}`).to.equal(true);
  }

  async function forget(): Promise<void> {
    const response = await fetch(`${serving.ready.console}/api/invalidations`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ paths: ["/*"] }),
    });
    expect(response.ok).to.equal(true);
  }

  it("succeeds while the site is well, and when it has failed over; fails when both members do", async () => {
    expect((await probe()).error).to.equal(undefined);
    await fault("primary", "PUT");
    await forget();
    expect((await probe()).error).to.equal(undefined);
    await fault("replica", "PUT");
    await forget();
    expect((await probe()).error)
      .to.have.property("message")
      .that.matches(/expected status 200, got 50[0-9]/);
    await fault("replica", "DELETE");
    await fault("primary", "DELETE");
  });
});
