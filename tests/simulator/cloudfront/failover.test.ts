import { expect } from "chai";
import fc from "fast-check";
import { toItems } from "../../../simulator/model/distributionConfig";
import type { OriginExchange } from "../../../simulator/cloudfront/exchange";
import { failoverCode } from "../../../simulator/cloudfront/failover";
import type { MemberOutcome } from "../../../simulator/cloudfront/originFetch";
import { defaultSwitches } from "../../../simulator/cloudfront/switches";
import { stage, type SiteSettings } from "../../support/edge";
import { after, answers, blackHole, fails, hangs, inTurn, type Script } from "../../support/edgeOrigins";

const tuned: SiteSettings = {
  primary: {
    ConnectionAttempts: 1,
    ConnectionTimeout: 2,
    S3OriginConfig: { OriginAccessIdentity: "origin-access-identity/cloudfront/E2QWRUHEXAMPLE", OriginReadTimeout: 5 },
  },
  replica: {
    ConnectionAttempts: 1,
    ConnectionTimeout: 2,
    S3OriginConfig: { OriginAccessIdentity: "origin-access-identity/cloudfront/E2QWRUHEXAMPLE", OriginReadTimeout: 5 },
  },
};

const preflight = toItems(["GET", "HEAD", "OPTIONS"]);
const withOptions = { AllowedMethods: { ...preflight, CachedMethods: preflight } };

describe("the time that a failing member costs", () => {
  const cases: readonly [
    rule: string,
    primary: Script,
    replica: Script,
    method: string,
    byDefault: number,
    tuned: number,
  ][] = [
    [
      "FO-T1: an unreachable primary has the secondary asked after attempts x connection timeout",
      blackHole,
      answers(200),
      "GET",
      30_000,
      2_000,
    ],
    ["FO-T2: both unreachable cost that twice", blackHole, blackHole, "GET", 60_000, 4_000],
    ["FO-T3: a primary that hangs costs a GET attempts x response timeout", hangs, answers(200), "GET", 90_000, 5_000],
    [
      "FO-T4: a primary that hangs costs an OPTIONS one response timeout",
      hangs,
      answers(200),
      "OPTIONS",
      30_000,
      5_000,
    ],
    ["FO-T5: both hanging cost a GET that twice", hangs, hangs, "GET", 180_000, 10_000],
    ["FO-T6: a primary that answers with a failing status costs nothing more", answers(503), answers(200), "GET", 0, 0],
  ];
  for (const [rule, primary, replica, method, byDefault, tunedMs] of cases) {
    it(rule, async () => {
      const time = async (settings: SiteSettings): Promise<number> => {
        const { get } = stage({ primary, replica }, { ...settings, behavior: withOptions });
        return (await get("/page.html", { method })).log["time-taken-ms"];
      };
      expect(await time({})).to.equal(byDefault);
      expect(await time(tuned)).to.equal(tunedMs);
    });
  }

  it("is capped by the response completion timeout over all attempts, which fails over as a 504 (FO-23, SIM-2)", async () => {
    const primary = { ResponseCompletionTimeout: 40 };
    const { get } = stage({ primary: hangs, replica: answers(200) }, { primary });
    const { log } = await get("/page.html");
    expect(log["sr-reason"]).to.equal("Failover:504");
    expect(log.exchanges.at(-1)).to.include({ origin: "replica", startMs: 40_000 });
    const direct = stage(
      { primary: hangs, replica: answers(200) },
      { primary },
      { switches: { "completion-timeout-fails-over": "no" } },
    );
    const response = await direct.get("/page.html");
    expect([response.status, response.log["time-taken-ms"]]).to.deep.equal([504, 40_000]);
  });

  it("leaves a slow but sound origin within the cap alone (FO-23)", async () => {
    const { get } = stage(
      { primary: after(20_000, answers(200)) },
      { criteria: null, primary: { ResponseCompletionTimeout: 40 } },
    );
    expect((await get("/page.html")).status).to.equal(200);
  });
});

describe("attempts at one origin", () => {
  const attempts = (exchanges: readonly OriginExchange[]): number =>
    exchanges.filter(({ origin }) => origin === "primary").length;

  const cases: readonly [rule: string, failure: Parameters<typeof fails>[0], method: string, expected: number][] = [
    ["are three for a refused connection (FO-20)", "connection-refused", "GET", 3],
    ["are three for a refused OPTIONS (FO-20)", "connection-refused", "OPTIONS", 3],
    ["are three for a bad certificate (HD-110)", "tls", "GET", 3],
    ["are one for a name that is not found (PL-8)", "dns", "GET", 1],
    ["are three for a reset GET (SIM-21)", "connection-reset", "GET", 3],
    ["are one for a reset OPTIONS (SIM-21)", "connection-reset", "OPTIONS", 1],
    ["are three for a HEAD that times out (FO-25)", "response-timeout", "HEAD", 3],
    ["are one for an OPTIONS that times out (FO-25)", "response-timeout", "OPTIONS", 1],
  ];
  for (const [rule, failure, method, expected] of cases) {
    it(rule, async () => {
      const { get } = stage({ primary: fails(failure), replica: answers(200) }, { behavior: withOptions });
      expect(attempts((await get("/page.html", { method })).log.exchanges)).to.equal(expected);
    });
  }

  it("end with the first that succeeds", async () => {
    const { get } = stage({ primary: inTurn(fails("connection-refused"), answers(200)), replica: answers(200) });
    const { log } = await get("/page.html");
    expect(log["sr-reason"]).to.equal("");
    expect(log.exchanges.map(({ attempt, status, failure }) => [attempt, status ?? failure])).to.deep.equal([
      [1, "connection-refused"],
      [2, 200],
    ]);
  });

  it("are one for an S3 read timeout when SIM-31 says no", async () => {
    const switches = { "s3-read-timeout-retry": "no" } as const;
    const { get } = stage({ primary: hangs, replica: answers(200) }, {}, { switches });
    expect(attempts((await get("/page.html")).log.exchanges)).to.equal(1);
  });
});

describe("the decision to fail over", () => {
  const group = (codes: readonly number[]): { criteria: ReadonlySet<number> } => ({ criteria: new Set(codes) });
  const response = (status: number): MemberOutcome => ({
    kind: "response",
    response: { status, headers: {}, body: new Uint8Array() },
  });
  const reads = { cachedMethods: new Set(["GET", "HEAD"]) };

  it("is taken exactly for a listed 4xx or 5xx of a GET or HEAD (FO-7, FO-10, FO-14, FO-15)", () => {
    const status = fc.constantFrom(200, 206, 301, 307, 400, 403, 404, 416, 499, 500, 503, 504);
    fc.assert(
      fc.property(
        status,
        fc.uniqueArray(status),
        fc.constantFrom("GET", "HEAD", "POST", "OPTIONS"),
        (got, listed, method) => {
          const code = failoverCode(group(listed), reads, method, response(got), defaultSwitches);
          const expected = (method === "GET" || method === "HEAD") && got >= 400 && listed.includes(got);
          expect(code).to.equal(expected ? got : undefined);
        },
      ),
    );
  });

  it("asks each member for the same path under its own prefix, with its own headers (FO-19)", async () => {
    const header = (value: string): object => ({
      CustomHeaders: toItems([{ HeaderName: "X-Member", HeaderValue: value }]),
    });
    const { get, origins } = stage(
      { primary: answers(404), replica: answers(200) },
      { primary: { OriginPath: "/live", ...header("one") }, replica: { OriginPath: "/copy", ...header("two") } },
    );
    await get("/a%20b//c.html?x=1");
    expect(
      origins.seen.map(({ path, host, headers }) => [path, host, headers["host"], headers["x-member"]]),
    ).to.deep.equal([
      [
        "/live/a%20b//c.html",
        "primary-bucket.s3.us-east-1.amazonaws.com",
        "primary-bucket.s3.us-east-1.amazonaws.com",
        "one",
      ],
      [
        "/copy/a%20b//c.html",
        "replica-bucket.s3.us-west-2.amazonaws.com",
        "replica-bucket.s3.us-west-2.amazonaws.com",
        "two",
      ],
    ]);
  });

  it("remembers a failure of the primary for the error caching minimum TTL where SIM-3 says so (CA-17, FO-16)", async () => {
    const noCache = { "cache-control": "no-cache" };
    const scripts = { primary: answers(503), replica: answers(200, "replica", noCache) };
    const behavior = { CachePolicyId: "4cc15a8a-d715-48a4-82b8-cc0b614638fe" };
    const yes = stage(scripts, { behavior }, { switches: { "primary-failure-remembered": "yes" } });
    await yes.get("/a");
    await yes.clock.advance(9_000);
    expect((await yes.get("/a")).log["sr-reason"]).to.equal("Failover:503");
    expect(yes.origins.calls).to.deep.equal({ primary: 1, replica: 2 });
    await yes.get("/b");
    expect(yes.origins.calls).to.deep.equal({ primary: 2, replica: 3 });
    yes.edge.invalidate(["/b"]);
    await yes.get("/b");
    await yes.clock.advance(1_000);
    await yes.get("/a");
    expect(yes.origins.calls).to.deep.equal({ primary: 4, replica: 5 });
    const no = stage(scripts, { behavior });
    await no.get("/a");
    await no.get("/a");
    expect(no.origins.calls).to.deep.equal({ primary: 2, replica: 2 });
  });

  it("asks again after a reply that is no HTTP where SIM-22 says so, but for what is sent once (HD-113, HD-114)", async () => {
    for (const failure of ["bad-response", "headers-too-big"] as const) {
      const script = (): Script => inTurn(fails(failure), answers(200));
      const retry = stage({ primary: script() }, { criteria: null }, { switches: { "bad-reply": "retry" } });
      expect((await retry.get("/a")).status).to.equal(200);
      expect((await stage({ primary: script() }, { criteria: null }).get("/a")).status).to.equal(502);
    }
  });

  it("never takes gRPC to the secondary: its calls are POSTs (FO-29)", async () => {
    const all = toItems(["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]);
    const { get, origins } = stage(
      { primary: answers(503), replica: answers(200) },
      { behavior: { AllowedMethods: all } },
    );
    const call = { method: "POST", headers: { "content-type": "application/grpc" } };
    expect((await get("/service/method", call)).status).to.equal(503);
    expect(origins.calls).to.deep.equal({ primary: 1 });
  });
});
