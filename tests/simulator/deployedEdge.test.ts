import { expect } from "chai";
import { chosenSide, sessionCookie, withoutSession } from "../../simulator/cloudfront/continuousDeployment";
import { deployedEdge } from "../../simulator/deployedEdge";
import type { ContinuousDeploymentPolicy } from "../../simulator/model/file/continuousDeploymentFile";
import { stage, viewerRequest } from "../support/edge";
import { answers } from "../support/edgeOrigins";

const policy = (
  TrafficConfig: ContinuousDeploymentPolicy["TrafficConfig"],
  Enabled = true,
): ContinuousDeploymentPolicy => ({
  Enabled,
  StagingDistributionDnsNames: { Quantity: 1, Items: ["d2staging.cloudfront.net"] },
  ...(TrafficConfig === undefined ? {} : { TrafficConfig }),
});
const byHeader = policy({ Type: "SingleHeader", SingleHeaderConfig: { Header: "AWS-CF-CD-drill", Value: "yes" } });
const byWeight = policy({ Type: "SingleWeight", SingleWeightConfig: { Weight: 0.1 } });
const never = (): number => 1;
const at = { now: () => 0 };

function goesToStaging(
  one: ContinuousDeploymentPolicy,
  headers: Record<string, string>,
  random: () => number,
): boolean {
  return chosenSide(one, headers, random, 0).side === "staging";
}

describe("continuous deployment (DR-3)", () => {
  it("sends to staging the requests with the header and its exact value", () => {
    expect(goesToStaging(byHeader, { "aws-cf-cd-drill": "yes" }, never)).to.equal(true);
    expect(goesToStaging(byHeader, { "aws-cf-cd-drill": "Yes" }, never)).to.equal(false);
    expect(goesToStaging(byHeader, {}, never)).to.equal(false);
  });

  it("sends to staging the share that the weight says", () => {
    const drawn = Array.from({ length: 100 }, (_, index) => goesToStaging(byWeight, {}, () => index / 100));
    expect(drawn.filter(Boolean)).to.have.length(10);
  });

  it("sends nothing there while it is disabled or has no traffic", () => {
    expect(goesToStaging({ ...byHeader, Enabled: false }, { "aws-cf-cd-drill": "yes" }, never)).to.equal(false);
    expect(goesToStaging(policy(undefined), { "aws-cf-cd-drill": "yes" }, () => 0)).to.equal(false);
  });

  it("V33: a staging distribution with a broken primary fills its own cache; the production key stays untouched", async () => {
    const production = stage({ primary: answers(200, "production"), replica: answers(200, "replica") });
    const staging = stage({ primary: answers(503), replica: answers(200, "staging's replica") });
    const edge = deployedEdge(production.edge, staging.edge, { policy: byHeader, clock: at, random: never });
    const drill = { headers: { host: "www.example.com", "aws-cf-cd-drill": "yes" } };
    const ask = (request: object = {}): Promise<string[]> =>
      staging.clock.run(async () => {
        const { body, headers, log } = await edge.fetch(viewerRequest("/page.html", request));
        return [Buffer.from(body).toString(), String(headers["x-cache"]), log["sr-reason"]];
      });
    expect(await ask(drill)).to.deep.equal(["staging's replica", "Miss from cloudfront", "Failover:503"]);
    expect(production.origins.calls).to.deep.equal({});
    expect(await ask()).to.deep.equal(["production", "Miss from cloudfront", ""]);
    expect(await ask(drill)).to.deep.equal(["staging's replica", "Hit from cloudfront", ""]);
    expect(await ask()).to.deep.equal(["production", "Hit from cloudfront", ""]);
  });

  describe("with session stickiness", () => {
    const sticky = policy({
      Type: "SingleWeight",
      SingleWeightConfig: { Weight: 0.1, SessionStickinessConfig: { IdleTTL: 300, MaximumTTL: 600 } },
    });
    const second = 1_000;
    const cookieAt = (nowMs: number, headers: Record<string, string>, drawn: number): string =>
      chosenSide(sticky, headers, () => drawn, nowMs).cookie?.split(";")[0] ?? "";

    it("keeps a viewer where it is while it comes again within the idle TTL, up to the maximum TTL (DR-3)", () => {
      let cookie = cookieAt(0, {}, 0);
      expect(cookie).to.equal(`${sessionCookie}=staging.0.0`);
      for (const time of [299, 598, 599]) {
        cookie = cookieAt(time * second, { cookie: `a=1; ${cookie}` }, 1);
        expect(cookie).to.equal(`${sessionCookie}=staging.0.${time * second}`);
      }
      expect(cookieAt(600 * second, { cookie }, 1)).to.equal(`${sessionCookie}=production.600000.600000`);
      expect(cookieAt(300 * second, { cookie: `${sessionCookie}=staging.0.0` }, 1)).to.contain("=production.");
    });

    it("is not taken in by a session that begins later, or is none", () => {
      for (const cookie of ["staging.5.5", "staging.0", "elsewhere.0.0", ""]) {
        expect(cookieAt(0, { cookie: `${sessionCookie}=${cookie}` }, 1), cookie).to.contain("=production.");
      }
    });

    it("gives the cookie to the viewer and keeps it from the distributions", async () => {
      const production = stage({ primary: answers(200, "production", { "set-cookie": "site=1" }) }, { criteria: null });
      const edge = deployedEdge(production.edge, production.edge, { policy: sticky, clock: at, random: never });
      const { headers } = await edge.fetch(viewerRequest("/a"));
      expect(headers["set-cookie"]).to.deep.equal([
        `${sessionCookie}=production.0.0; Max-Age=300; Path=/; HttpOnly; Secure`,
      ]);
      const sent = { cookie: `a=1; ${sessionCookie}=production.0.0; b=2`, host: "h" };
      expect(withoutSession(sent)).to.deep.equal({ cookie: "a=1; b=2", host: "h" });
      expect(withoutSession({ cookie: `${sessionCookie}=production.0.0` })).to.deep.equal({});
    });
  });
});
