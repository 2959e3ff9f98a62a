import { expect } from "chai";
import { proofJson, prove } from "../../../drills/proof";
import { BehaviorQueue } from "../../../drills/proof/behaviorQueue";
import { startThreads } from "../../../drills/proof/threads";
import { toItems } from "../../../simulator/model/distributionConfig";
import type { SiteModel } from "../../../simulator/model/siteModel";
import { content } from "../../support/drillSite";
import { site } from "./proofSite";

/** The site with behaviors for parts of it, one of which has no group, and a switch that flips an outcome. */
function large(): SiteModel {
  const model = site({ criteria: [403, 404, 500, 503, 504] });
  const [distribution] = model.distributions;
  if (distribution === undefined) throw new Error("the site has no distribution");
  const { DefaultCacheBehavior: byDefault, Origins } = distribution.config;
  const parts = ["/a/*", "/b/*", "/c/*"].map((PathPattern) => ({ ...byDefault, PathPattern }));
  const alone = { ...byDefault, PathPattern: "/alone/*", TargetOriginId: Origins.Items?.[0]?.Id ?? "" };
  const config = { ...distribution.config, CacheBehaviors: toItems([...parts, alone]) };
  return { ...model, distributions: [{ ...distribution, config }] };
}

const ofTheRun = new Set(["id", "timestamp"]);

const options = { content, budgetSeconds: 120, stopwatch: () => 0 };

describe("a proof on several threads", () => {
  it("comes to what one thread comes to, findings, switches and requests included", async () => {
    const alone = await prove(large(), { ...options, threads: 1 });
    const together = await prove(large(), { ...options, threads: 3 });
    expect(alone.findings).not.to.deep.equal([]);
    expect(alone.switches).not.to.deep.equal([]);
    expect(withoutIds(together.findings)).to.deep.equal(withoutIds(alone.findings));
    expect(together.matrix).to.deep.equal(alone.matrix);
    expect(withoutIds(JSON.parse(proofJson(together)))).to.deep.equal(withoutIds(JSON.parse(proofJson(alone))));
  });

  it("ends when it is interrupted, and leaves no thread behind", async () => {
    const interrupted = new AbortController();
    const running = prove(large(), { ...options, threads: 2, signal: interrupted.signal });
    interrupted.abort();
    const refusal: unknown = await running.catch((error: unknown) => error);
    expect(refusal).to.have.property("code", "E_INTERRUPTED");
  });

  it("fails with the code that a thread fails with", async () => {
    const model = { ...site(), distributions: [] };
    const threads = startThreads(1, { model, content }, new BehaviorQueue(1));
    const refusal: unknown = await Promise.all(threads.parts).catch((error: unknown) => error);
    await threads.stop();
    expect(refusal).to.have.property("code", "E_NO_DISTRIBUTION");
    expect(refusal).to.have.property("sentence").that.contains("must have a CloudFront distribution");
  });
});

/** An edge begins its ids by chance, and which of them and at what time of theirs a case is run on hangs on who was free. */
function withoutIds(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, one: unknown) => (ofTheRun.has(key) ? undefined : one)));
}
