import { expect } from "chai";
import { parseFault, type Fault } from "../../../drills/faults/fault";
import { FaultyTransport } from "../../../drills/faults/faultyTransport";
import { VirtualClock } from "../../../simulator/clock";
import { bytesOf } from "../../../simulator/http";
import { regionOfHost } from "../../../simulator/model/members";
import type { OriginOutcome, OriginRequest, OriginTransport } from "../../../simulator/s3/transport";

const limits = { connectTimeoutMs: 2_000, readTimeoutMs: 30_000 };

const request: OriginRequest = {
  originId: "primary",
  host: "bucket.s3.us-east-1.amazonaws.com",
  secure: true,
  method: "GET",
  path: "/index.html",
  headers: {},
};

describe("faults on the way to an origin", () => {
  let clock: VirtualClock;
  let asked: OriginRequest[];
  let chance: number;
  let origins: FaultyTransport;

  const healthy: OriginTransport = {
    exchange: (one) => {
      asked.push(one);
      const status = one.path === "/index.html" ? 200 : 404;
      return Promise.resolve({ kind: "response", response: { status, headers: {}, body: new Uint8Array() } });
    },
  };

  beforeEach(() => {
    clock = new VirtualClock();
    asked = [];
    chance = 0.5;
    origins = new FaultyTransport(healthy, clock, regionOfHost, { random: () => chance });
  });

  /** What the edge sees, and after how many milliseconds. */
  async function see(changes: Partial<OriginRequest> = {}): Promise<readonly [string | number, number]> {
    const start = clock.now();
    const outcome = await clock.run(() => origins.exchange({ ...request, ...changes }, limits));
    return [seen(outcome), clock.now() - start];
  }

  function seen(outcome: OriginOutcome): string | number {
    return outcome.kind === "failure" ? outcome.failure : outcome.response.status;
  }

  it("ends a name before a function of the edge's could change it, unless it strikes some requests alone (LE-11)", async () => {
    const found = (): Promise<boolean> => origins.resolves(request);
    expect(await found()).to.equal(true);
    const faults: readonly (readonly [Record<string, unknown>, boolean])[] = [
      [{ type: "dns" }, false],
      [{ type: "dns", toxicity: 0.5 }, true],
      [{ type: "dns", keys: ["a"] }, true],
      [{ type: "down" }, true],
    ];
    for (const [fault, expected] of faults) {
      origins.setFault("primary", parseFault(fault));
      expect(await found(), JSON.stringify(fault)).to.equal(expected);
    }
  });

  const table: readonly (readonly [string, Record<string, unknown>, string | number, number])[] = [
    ["refuses the connection", { type: "down" }, "connection-refused", 0],
    ["is a black hole until the connection timeout", { type: "connect-timeout" }, "connection-timeout", 2_000],
    ["has no name", { type: "dns" }, "dns", 0],
    ["fails the TLS handshake", { type: "tls" }, "tls", 0],
    ["accepts and resets", { type: "reset_peer", attributes: { timeout: 100 } }, "connection-reset", 100],
    ["accepts and is silent for ever", { type: "timeout" }, "response-timeout", 30_000],
    ["accepts, is silent and closes", { type: "timeout", attributes: { timeout: 500 } }, "connection-reset", 500],
    [
      "closes just when the edge gives up",
      { type: "timeout", attributes: { timeout: 30_000 } },
      "response-timeout",
      30_000,
    ],
    [
      "closes later than the edge waits",
      { type: "timeout", attributes: { timeout: 40_000 } },
      "response-timeout",
      30_000,
    ],
    ["is slow, but not too slow", { type: "latency", attributes: { latency: 29_999 } }, 200, 29_999],
    ["is too slow", { type: "latency", attributes: { latency: 30_000 } }, "response-timeout", 30_000],
    // The head of the healthy answer has 17 bytes.
    ["comes over a slow line", { type: "bandwidth", attributes: { rate: 1 } }, 200, 100],
    ["comes in slices", { type: "slicer", attributes: { average_size: 1, delay: 1_000 } }, 200, 16],
    [
      "comes in slices that are too far apart",
      { type: "slicer", attributes: { average_size: 10, delay: 30_000_000 } },
      "response-timeout",
      30_000,
    ],
    ["closes within the head", { type: "limit_data", attributes: { bytes: 16 } }, "connection-reset", 0],
    ["closes after the head", { type: "limit_data", attributes: { bytes: 17 } }, 200, 0],
    ["closes late what is complete", { type: "slow_close", attributes: { delay: 40_000 } }, 200, 0],
    ["denies", { type: "deny" }, 403, 0],
    ["has lost the object", { type: "missing" }, 404, 0],
    ["has a delete marker on it", { type: "delete-marker" }, 404, 0],
    ["asks to slow down (S3-9)", { type: "slow-down" }, 503, 0],
    ["fails inside (S3-9)", { type: "internal-error" }, 500, 0],
    ["is not available (S3-9)", { type: "service-unavailable" }, 503, 0],
    ["redirects", { type: "redirect" }, 307, 0],
    ["answers a status", { type: "status", attributes: { code: 418 } }, 418, 0],
  ];
  for (const [what, fault, outcome, after] of table) {
    it(`shows an origin that ${what} (${String(fault["type"])})`, async () => {
      origins.setFault("primary", parseFault(fault));
      expect(await see()).to.deep.equal([outcome, after]);
    });
  }

  it("shows a dark region as each of what it may be, in turn (S3-10)", async () => {
    origins.setFault("region:us-east-1", parseFault({ type: "region" }));
    const outcomes = [];
    for (let count = 0; count < 6; count++) outcomes.push((await see())[0]);
    expect(outcomes).to.deep.equal([
      "connection-refused",
      "connection-timeout",
      "response-timeout",
      500,
      503,
      "connection-refused",
    ]);
  });

  it("lets an exchange that a fault holds up end when nobody waits for it any more (FO-23)", async () => {
    origins.setFault("primary", parseFault({ type: "timeout" }));
    const gone = new AbortController();
    const exchange = origins.exchange(request, { ...limits, signal: gone.signal });
    gone.abort();
    expect(seen(await exchange)).to.equal("connection-reset");
  });

  it("adds jitter to latency, both ways", async () => {
    origins.setFault("primary", parseFault({ type: "latency", attributes: { latency: 100, jitter: 50 } }));
    chance = 0;
    expect(await see()).to.deep.equal([200, 50]);
    chance = 0.999999;
    expect((await see())[1]).to.be.closeTo(150, 0.01);
  });

  it("leaves other origins alone", async () => {
    origins.setFault("primary", down());
    expect(await see({ originId: "replica" })).to.deep.equal([200, 0]);
  });

  it("strikes every origin of a region", async () => {
    origins.setFault("region:us-east-1", down());
    expect(await see()).to.deep.equal(["connection-refused", 0]);
    expect(await see({ originId: "replica", host: "bucket.s3.us-west-2.amazonaws.com" })).to.deep.equal([200, 0]);
  });

  it("is healed by target, or altogether", async () => {
    origins.setFault("primary", down());
    origins.setFault("replica", down());
    origins.heal("primary");
    expect(Object.keys(origins.faults())).to.deep.equal(["replica"]);
    origins.heal();
    expect(origins.faults()).to.deep.equal({});
    expect(await see()).to.deep.equal([200, 0]);
  });

  it("strikes only the objects that it names, percent-encoded or not", async () => {
    origins.setFault("primary", parseFault({ type: "down", keys: ["a b.html"] }));
    expect(await see({ path: "/a%20b.html?x=1" })).to.deep.equal(["connection-refused", 0]);
    expect(await see()).to.deep.equal([200, 0]);
    expect(await see({ path: "/%zz" })).to.deep.equal([404, 0]);
  });

  it("strikes the share of exchanges that its toxicity says", async () => {
    origins.setFault("primary", parseFault({ type: "down", toxicity: 0.3 }));
    chance = 0.29;
    expect((await see())[0]).to.equal("connection-refused");
    chance = 0.3;
    expect((await see())[0]).to.equal(200);
  });

  it("lapses with its lease, and not before", async () => {
    origins.setFault("primary", parseFault({ type: "down", leaseMs: 1_000 }));
    await clock.advance(999);
    expect((await see())[0]).to.equal("connection-refused");
    await clock.advance(1);
    expect(origins.faults()).to.deep.equal({});
    expect((await see())[0]).to.equal(200);
  });

  it("asks S3 itself what a missing object looks like, so that the ListBucket grant decides (S3-5)", async () => {
    origins.setFault("primary", parseFault({ type: "missing" }));
    await see();
    expect(asked.map(({ path }) => path)).to.not.include("/index.html");
    expect(asked).to.have.length(1);
  });

  it("answers a HEAD without a body", async () => {
    origins.setFault("primary", parseFault({ type: "deny" }));
    const outcome = await origins.exchange({ ...request, method: "HEAD" }, limits);
    expect(outcome.kind === "response" && (await bytesOf(outcome.response.body)).byteLength).to.equal(0);
  });

  function down(): Fault {
    return parseFault({ type: "down" });
  }
});
