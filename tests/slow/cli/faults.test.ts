import { expect } from "chai";
import { faultTypes, type FaultType } from "../../../drills/faults/fault";
import { startServe, view, type Serving } from "../../support/serving";

/** What a viewer gets of a page that is not cached while the primary has the fault. */
interface Expected {
  readonly attributes?: Readonly<Record<string, number>>;
  readonly status: number;
  readonly reason: string;
}

const failsOver = (code: number, attributes?: Expected["attributes"]): Expected => ({
  ...(attributes === undefined ? {} : { attributes }),
  status: 200,
  reason: `Failover:${code}`,
});
const isServed = (attributes?: Expected["attributes"]): Expected => ({
  ...(attributes === undefined ? {} : { attributes }),
  status: 200,
  reason: "",
});

const faults: Readonly<Record<FaultType, Expected>> = {
  down: failsOver(503),
  "connect-timeout": failsOver(503),
  dns: failsOver(503),
  tls: failsOver(503),
  reset_peer: failsOver(503),
  timeout: failsOver(504),
  latency: failsOver(504, { latency: 40_000 }),
  bandwidth: isServed({ rate: 1_000 }),
  slicer: failsOver(504, { average_size: 10, delay: 40_000_000 }),
  limit_data: failsOver(503, { bytes: 10 }),
  slow_close: isServed({ delay: 100 }),
  deny: failsOver(403),
  missing: failsOver(404),
  "delete-marker": failsOver(404),
  "slow-down": failsOver(503),
  "internal-error": failsOver(500),
  "service-unavailable": failsOver(503),
  redirect: { status: 307, reason: "" },
  status: failsOver(502, { code: 502 }),
  region: failsOver(503),
  "replication-paused": isServed(),
  "replication-lag": isServed({ seconds: 60 }),
};

describe("every fault, on the sockets of serve", () => {
  let serving: Serving;
  let page: string;

  before(async () => {
    serving = await startServe(["--time-scale", "20"]);
    page = (await view(serving, "/about.html")).text;
  });
  after(async () => {
    await serving.stop();
  });

  const put = async (path: string, method: string, body?: unknown): Promise<number> =>
    (
      await fetch(`${serving.ready.console}/api/${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
    ).status;

  it("is in this list", () => {
    expect(Object.keys(faults)).to.have.members(faultTypes);
  });

  for (const [type, { attributes = {}, status, reason }] of Object.entries(faults)) {
    const what = reason === "" ? `leaves the answer at ${status}, without failover` : `gives ${reason}, and the page`;
    it(`${type} ${what}`, async () => {
      await put("invalidations", "POST", { paths: ["/*"] });
      expect(await put("faults/primary", "PUT", { type, attributes })).to.equal(200);
      try {
        const seen = await view(serving, "/about.html");
        expect([seen.status, seen.record["sr-reason"]]).to.deep.equal([status, reason]);
        if (status === 200) expect(seen.text).to.equal(page);
        expect(seen.headers.get("x-cache")).to.equal("Miss from cloudfront");
      } finally {
        await put("faults/primary", "DELETE");
      }
    });
  }

  it("that a whole region has strikes the bucket that is there", async () => {
    await put("invalidations", "POST", { paths: ["/*"] });
    expect(await put("faults/region:us-east-1", "PUT", { type: "service-unavailable" })).to.equal(200);
    const { status, record } = await view(serving, "/about.html");
    expect([status, record["sr-reason"]]).to.deep.equal([200, "Failover:503"]);
    await put("faults/region:us-east-1", "DELETE");
  });
});
