import { expect } from "chai";
import { parseFault } from "../../../drills/faults/fault";
import { FaultyTransport } from "../../../drills/faults/faultyTransport";
import type { VirtualClock } from "../../../simulator/clock";
import type { S3 } from "../../../simulator/s3";
import { bucket, rule, twoRegions, world } from "../../simulator/s3/support";

describe("faults of replication", () => {
  let clock: VirtualClock;
  let s3: S3;
  let origins: FaultyTransport;

  beforeEach(() => {
    ({ clock, s3 } = twoRegions());
    origins = new FaultyTransport(s3, clock, () => undefined, { replication: s3 });
  });

  function write(): void {
    s3.putObject("site", "a", { body: Buffer.from("a") });
  }

  function arrived(): boolean {
    return s3.getObject("copy", "a") !== undefined;
  }

  it("pause it until they are lifted, and lose nothing (RP-13)", async () => {
    origins.setFault("primary", parseFault({ type: "replication-paused" }));
    write();
    await clock.advance(60_000);
    expect(arrived()).to.equal(false);
    origins.heal("primary");
    await clock.advance(0);
    expect(arrived()).to.equal(true);
  });

  it("pause what is copied from the buckets behind their target or to them, and nothing else", async () => {
    const between = (source: string, destination: string) =>
      bucket(source, "us-east-1", {
        replication: { role: "arn:aws:iam::123456789012:role/r", rules: [rule(destination)] },
      });
    const names = ["site", "copy", "other", "other-copy"] as const;
    const made = world([
      between("site", "copy"),
      between("other", "other-copy"),
      bucket("copy", "us-west-2"),
      bucket("other-copy", "us-west-2"),
    ]);
    const copied = async (target: string): Promise<readonly boolean[]> => {
      const faulty = new FaultyTransport(made.s3, made.clock, () => undefined, {
        replication: made.s3,
        bucketsOf: (of) => [of],
      });
      faulty.setFault(target, parseFault({ type: "replication-paused" }));
      const key = `for ${target}`;
      for (const source of ["site", "other"]) made.s3.putObject(source, key, { body: Buffer.from("a") });
      await made.clock.advance(60_000);
      const arrivals = ["copy", "other-copy"].map((name) => made.s3.getObject(name, key) !== undefined);
      faulty.heal();
      await made.clock.advance(0);
      expect(made.s3.pendingReplications).to.equal(0);
      return arrivals;
    };
    const results = await names.reduce<Promise<(readonly boolean[])[]>>(
      async (before, name) => [...(await before), await copied(name)],
      Promise.resolve([]),
    );
    expect(results).to.deep.equal([
      [false, true],
      [false, true],
      [true, false],
      [true, false],
    ]);
  });

  it("make copies late by the seconds that they say, and by the usual lag afterwards (RP-7)", async () => {
    origins.setFault("primary", parseFault({ type: "replication-lag", attributes: { seconds: 90 } }));
    write();
    await clock.advance(89_999);
    expect(arrived()).to.equal(false);
    await clock.advance(1);
    expect(arrived()).to.equal(true);
    origins.heal();
    s3.putObject("site", "b", { body: Buffer.from("b") });
    await clock.advance(1_000);
    expect(s3.getObject("copy", "b")).to.not.equal(undefined);
  });

  it("lapse with their lease once anybody looks", async () => {
    origins.setFault("primary", parseFault({ type: "replication-paused", leaseMs: 5_000 }));
    write();
    await clock.advance(6_000);
    expect(origins.faults()).to.deep.equal({});
    await clock.advance(0);
    expect(arrived()).to.equal(true);
  });

  it("give way to another fault on their target", () => {
    origins.setFault("primary", parseFault({ type: "replication-paused" }));
    origins.setFault("primary", parseFault({ type: "down" }));
    expect(s3.replicationPaused).to.equal(false);
  });

  it("leave the way to the origins alone", async () => {
    origins.setFault("primary", parseFault({ type: "replication-paused" }));
    write();
    const host = "site.s3.us-east-1.amazonaws.com";
    const request = { originId: "primary", host, secure: true, method: "GET", path: "/a", headers: { host } };
    const outcome = await origins.exchange(request, { connectTimeoutMs: 1, readTimeoutMs: 1 });
    expect(outcome.kind).to.equal("response");
  });
});
