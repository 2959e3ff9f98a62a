import { expect } from "chai";
import { toItems } from "../../../simulator/model/distributionConfig";
import { says, SocketStage } from "../../support/socketStage";

/** What is fresh for five seconds is so for one; a machine that is busy still answers in time. */
const timeScale = 5;

const copied = says(200, "copy", { "cache-control": "max-age=5" });

describe("conformance vectors of caching, on sockets", () => {
  const open: SocketStage[] = [];
  afterEach(async () => {
    for (const one of open.splice(0)) await one.close();
  });

  async function staged(...given: Parameters<typeof SocketStage.open>): Promise<SocketStage> {
    const stage = await SocketStage.open(...given);
    open.push(stage);
    return stage;
  }

  /** A copy that has expired, both servers changed. */
  async function expired(
    primary: ReturnType<typeof says>,
    replica: ReturnType<typeof says>,
    copy = copied,
  ): Promise<SocketStage> {
    const stage = await staged({ primary: copy, replica: copy }, { timeScale });
    await stage.get("/page.html");
    stage.set("primary", primary);
    stage.set("replica", replica);
    await stage.pass(6_000);
    return stage;
  }

  it("V20: a failover's 200 goes before an expired copy (CA-9, FO-10)", async () => {
    const { status, text } = await (await expired(says(503), says(200, "new"))).get("/page.html");
    expect([status, text]).to.deep.equal([200, "new"]);
  });

  it("V21: a failover's 404 goes before an expired copy (CA-18)", async () => {
    const { status, text } = await (await expired(says(503), says(404, "gone"))).get("/page.html");
    expect([status, text]).to.deep.equal([404, "gone"]);
  });

  it("V22: an expired copy is served when both fail, and again for 10 s without asking (CA-9)", async () => {
    const stage = await expired(says(503), says(503));
    const text = async (): Promise<string> => (await stage.get("/page.html")).text;
    expect(await text()).to.equal("copy");
    const asked = stage.asked.length;
    expect(await text()).to.equal("copy");
    expect(stage.asked.length).to.equal(asked);
    await stage.pass(11_000);
    expect(await text()).to.equal("copy");
    expect(stage.asked.length).to.equal(asked + 2);
  });

  it("V23: stale-if-error=0 gives the error (CA-11)", async () => {
    const copy = says(200, "copy", { "cache-control": "max-age=5, stale-if-error=0" });
    expect((await (await expired(says(503), says(503), copy)).get("/page.html")).status).to.equal(503);
  });

  it("V24: a viewer's no-cache does not bypass the cache (CA-6)", async () => {
    const stage = await staged({ primary: says(200), replica: says(200) });
    await stage.get("/page.html");
    const { headers } = await stage.get("/page.html", { headers: { "cache-control": "no-cache", pragma: "no-cache" } });
    expect(headers.get("x-cache")).to.equal("Hit from cloudfront");
  });

  it("V25: a 403 without max-age is asked for each time, a 404 once (CA-14, CA-16)", async () => {
    const stage = await staged({ primary: says(403) }, { criteria: null });
    for (let time = 0; time < 5; time++) await stage.get("/denied.html");
    expect(stage.calls).to.deep.equal({ primary: 5 });
    stage.set("primary", says(404));
    for (let time = 0; time < 5; time++) await stage.get("/missing.html");
    expect(stage.calls).to.deep.equal({ primary: 6 });
  });

  it("V26: an error minimum TTL of 0 still keeps an S3 origin's 404 for 1 s (CA-13)", async () => {
    const config = { CustomErrorResponses: toItems([{ ErrorCode: 404, ErrorCachingMinTTL: 0 }]) };
    const stage = await staged({ primary: says(404) }, { criteria: null, config });
    await stage.get("/missing.html");
    await stage.get("/missing.html");
    expect(stage.calls).to.deep.equal({ primary: 1 });
    await stage.pass(1_100);
    await stage.get("/missing.html");
    expect(stage.calls).to.deep.equal({ primary: 2 });
  });

  it("V31: ten misses at once during a failover ask each member once: one miss, nine hits (PL-7)", async () => {
    const late =
      (listener: ReturnType<typeof says>): ReturnType<typeof says> =>
      (message, response) => {
        setTimeout(() => {
          listener(message, response);
        }, 150);
      };
    const stage = await staged({ primary: late(says(503)), replica: late(says(200)) });
    const answers = await Promise.all(Array.from({ length: 10 }, () => stage.get("/page.html")));
    expect(stage.calls).to.deep.equal({ primary: 1, replica: 1 });
    const results = answers.map(({ log }) => log["x-edge-result-type"]).sort();
    expect(results).to.deep.equal([...Array.from({ length: 9 }, () => "Hit"), "Miss"]);
  });

  it("V32: with the primary dead a warm point of presence still answers from its cache, a cold one fails over (CA-21)", async () => {
    const pops = ["SEA19-C1", "FRA56-P1"];
    const stage = await staged({ primary: says(200, "primary"), replica: says(200, "replica") }, {}, pops);
    await stage.get("/a");
    stage.set("primary", says(503));
    const [warm, cold] = [await stage.get("/a", {}, "SEA19-C1"), await stage.get("/a", {}, "FRA56-P1")];
    expect([warm.text, warm.headers.get("x-cache")]).to.deep.equal(["primary", "Hit from cloudfront"]);
    expect([cold.text, cold.log["sr-reason"]]).to.deep.equal(["replica", "Failover:503"]);
  });
});
