import { expect } from "chai";
import fc from "fast-check";
import { LiveFeed } from "../../../cli/console/liveFeed";
import { RequestLog } from "../../../cli/console/requestLog";
import type { FaultInForce, LiveEvent, Tick } from "../../../cli/console/wire";
import type { LogRecord } from "../../../simulator/cloudfront/exchange";
import { logRecord } from "../../support/legs";

describe("what the console's pages are told", () => {
  const fault: FaultInForce = { target: "primary", type: "down", attributes: {}, toxicity: 1, leftMs: 5000 };

  function stage() {
    const log = new RequestLog(50);
    const state = { faults: [] as FaultInForce[], replication: [] };
    const clock = { time: 1000 };
    const feed = new LiveFeed({ log, state: () => ({ ...state }), now: () => clock.time, random: () => 0.99 });
    const events: LiveEvent[] = [];
    feed.follow((event) => events.push(event));
    const ticks = (): Tick[] => events.flatMap((event) => (event.event === "tick" ? [event.data] : []));
    return { log, state, clock, feed, events, ticks };
  }

  const answered = (origin: string, changes: Partial<LogRecord> = {}): LogRecord =>
    logRecord({ exchanges: [{ origin, attempt: 1, startMs: 0, endMs: 1, status: 200 }], ...changes });

  it("is a sum of each interval's requests by the way that they went", () => {
    const { log, feed, ticks } = stage();
    log.add(answered("primary"));
    log.add(answered("primary", { "time-taken-ms": 12 }));
    log.add(answered("replica", { "sr-reason": "Failover:503", "sc-status": 404 }));
    log.add(logRecord({ "x-edge-result-type": "Hit" }));
    feed.tick();
    const [tick] = ticks();
    expect(tick?.requests).to.equal(4);
    expect(tick?.worstMs).to.equal(12);
    expect(tick?.routes).to.deep.equal([
      { origin: "primary", result: "Miss", statusClass: 2, failedOver: false, count: 2 },
      { origin: "replica", result: "Miss", statusClass: 4, failedOver: true, count: 1 },
      { origin: "", result: "Hit", statusClass: 2, failedOver: false, count: 1 },
    ]);
    expect(tick?.latency.map(([, count]) => count)).to.deep.equal([3, 1]);
  });

  it("is silent while nothing happens", () => {
    const { feed, events } = stage();
    for (let i = 0; i < 10; i++) feed.tick();
    expect(events.map(({ event }) => event)).to.deep.equal(["hello", "state"]);
  });

  it("tells a change of what is broken, and not that a lease runs down", () => {
    const { feed, state, clock, events } = stage();
    feed.tick();
    state.faults = [fault];
    feed.tick();
    clock.time += 3000;
    state.faults = [{ ...fault, leftMs: 2000 }];
    feed.tick();
    // Renewed.
    state.faults = [fault];
    feed.tick();
    state.faults = [];
    feed.tick();
    const states = events.flatMap((event) => (event.event === "state" ? [event.data.faults.length] : []));
    expect(states).to.deep.equal([0, 1, 1, 0]);
  });

  it("begins with what was before, for a page that comes late", () => {
    const { log, feed } = stage();
    log.add(answered("primary", { id: "one" }));
    feed.tick();
    let hello: LiveEvent | undefined;
    const leave = feed.follow((event) => (hello = event));
    leave();
    feed.tick();
    if (hello?.event !== "hello") throw new Error("no hello");
    expect(hello.data.records.map(({ id }) => id)).to.deep.equal(["one"]);
    expect(hello.data.history.map(({ requests, sample }) => [requests, sample])).to.deep.equal([[1, []]]);
  });

  it("keeps a failover in the sample, however many requests there are beside it", () => {
    const { log, feed, ticks } = stage();
    log.add(answered("replica", { id: "rare", "sr-reason": "Failover:503" }));
    for (let i = 0; i < 5000; i++) log.add(answered("primary"));
    feed.tick();
    expect(ticks()[0]?.sample.map(({ id }) => id)).to.contain("rare");
    expect(ticks()[0]?.sample).to.have.length(21);
  });

  it("keeps no more than a minute, and sends no more than 40 records at once", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(200), { minLength: 1, maxLength: 600 }), (counts) => {
        const { log, feed, ticks } = stage();
        for (const count of counts) {
          for (let i = 0; i < count; i++)
            log.add(answered("primary", { "sr-reason": i % 2 === 0 ? "Failover:500" : "" }));
          feed.tick();
        }
        let kept = 0;
        feed.follow((event) => {
          if (event.event === "hello") kept = event.data.history.length;
        });
        expect(kept).to.equal(Math.min(240, counts.filter((count) => count > 0).length));
        expect(Math.max(0, ...ticks().map(({ sample }) => sample.length))).to.be.at.most(40);
        expect(ticks().reduce((sum, { requests }) => sum + requests, 0)).to.equal(counts.reduce((a, b) => a + b, 0));
      }),
      { numRuns: 20 },
    );
  });

  it("ends when it is closed", () => {
    const { log, feed, events } = stage();
    feed.close();
    log.add(answered("primary"));
    feed.tick();
    expect(events.map(({ event }) => event)).to.deep.equal(["hello"]);
  });

  it("cuts a path that would fill the page", () => {
    const { log, feed, ticks } = stage();
    log.add(logRecord({ "cs-uri-stem": `/${"x".repeat(5000)}`, "cs-uri-query": "q" }));
    feed.tick();
    expect(ticks()[0]?.sample[0]?.path).to.have.length(301);
  });
});
