import { expect } from "chai";
import fc from "fast-check";
import { RealClock, VirtualClock } from "../../simulator/clock";

describe("the virtual clock (D14)", () => {
  it("makes a hang of 90 s cost no real time", async () => {
    const clock = new VirtualClock();
    const start = clock.now();
    const realStart = performance.now();
    await clock.run(() => clock.sleep(90_000));
    expect(clock.now() - start).to.equal(90_000);
    expect(performance.now() - realStart).to.be.lessThan(1_000);
  });

  it("wakes sleepers in the order of their time, then of their call", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(50), { maxLength: 20 }), async (delays) => {
        const clock = new VirtualClock();
        const woken: number[] = [];
        await clock.run(() => Promise.all(delays.map((delay, i) => clock.sleep(delay).then(() => woken.push(i)))));
        const expected = delays.map((delay, i) => ({ delay, i })).sort((a, b) => a.delay - b.delay || a.i - b.i);
        expect(woken).to.deep.equal(expected.map(({ i }) => i));
      }),
      { numRuns: 30 },
    );
  });

  it("stands still while work outside takes real time", async () => {
    const clock = new VirtualClock();
    const order: string[] = [];
    await clock.run(async () => {
      const timer = clock.sleep(1).then(() => order.push("timer"));
      await clock.external(new Promise((resolve) => setTimeout(resolve, 5))).then(() => order.push("outside"));
      await timer;
    });
    expect(order).to.deep.equal(["outside", "timer"]);
  });

  it("rejects a sleeper whose signal is aborted, and lets the others sleep on", async () => {
    const clock = new VirtualClock();
    const controller = new AbortController();
    const slept = clock.sleep(10, controller.signal).then(
      () => "woke",
      (error: unknown) => String(error),
    );
    controller.abort(new Error("enough"));
    expect(await slept).to.equal("Error: enough");
    await clock.advance(20);
    expect(clock.now()).to.equal(new VirtualClock().now() + 20);
  });

  it("says so when the work waits for something that no sleeper brings", async () => {
    const clock = new VirtualClock();
    const error = await clock.run(() => new Promise(() => undefined)).catch((reason: unknown) => reason);
    expect(String(error)).to.contain("stands still");
  });

  it("passes on the error of the work", async () => {
    const error = await new VirtualClock()
      .run(() => Promise.reject(new Error("broken")))
      .catch((reason: unknown) => reason);
    expect(String(error)).to.equal("Error: broken");
  });
});

describe("the real clock", () => {
  it("divides every sleep by its time scale", async () => {
    const start = performance.now();
    await new RealClock(1000).sleep(1_000);
    expect(performance.now() - start).to.be.lessThan(500);
  });

  it("shows the time that passes in its own seconds, from the machine's time on", async () => {
    const clock = new RealClock(1000);
    const start = clock.now();
    expect(Math.abs(start - Date.now())).to.be.lessThan(60_000);
    await clock.sleep(20_000);
    expect(clock.now() - start).to.be.within(19_000, 2_000_000);
    expect(new RealClock().now()).to.be.closeTo(Date.now(), 1_000);
  });

  it("rejects a sleep whose signal is aborted", async () => {
    const controller = new AbortController();
    const slept = new RealClock().sleep(60_000, controller.signal).catch((reason: unknown) => String(reason));
    controller.abort(new Error("enough"));
    expect(await slept).to.equal("Error: enough");
  });
});
