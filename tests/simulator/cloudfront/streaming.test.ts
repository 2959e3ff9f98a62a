import { expect } from "chai";
import { BrokenBody, bytesOf, type Body } from "../../../simulator/http";
import { bodyOf, header, stage, viewerRequest } from "../../support/edge";
import { answers, fails, inTurn, type Script } from "../../support/edgeOrigins";
import { sends } from "../../support/arrivingOrigins";

const ten = { "content-length": "10" };

describe("a response whose body is still arriving", () => {
  it("reaches the viewer from its first bytes on, before the last have come", async () => {
    let finish = (): void => undefined;
    const rest = new Promise<void>((resolve) => {
      finish = resolve;
    });
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("first");
      await rest;
      yield Buffer.from("second");
    }
    const { edge } = stage({
      primary: () => ({ kind: "response", response: { status: 200, headers: {}, body: slow() } }),
    });
    const { body } = await edge.serve(viewerRequest("/a"));
    if (body instanceof Uint8Array) throw new Error("the body is there already");
    const chunks = body[Symbol.asyncIterator]();
    expect(Buffer.from((await chunks.next()).value as Uint8Array).toString()).to.equal("first");
    finish();
    expect(Buffer.from((await chunks.next()).value as Uint8Array).toString()).to.equal("second");
    await chunks.return?.();
  });

  it("is cached once it is whole", async () => {
    const { get, origins } = stage({ primary: sends(["01234", "56789"], ten) });
    expect(bodyOf(await get("/a"))).to.equal("0123456789");
    const again = await get("/a");
    expect([bodyOf(again), header(again, "x-cache"), header(again, "content-length")]).to.deep.equal([
      "0123456789",
      "Hit from cloudfront",
      "10",
    ]);
    expect(origins.calls).to.deep.equal({ primary: 1 });
  });

  it("is complete and cached when only the end of the connection delimits it (HD-117)", async () => {
    const { get, origins } = stage({ primary: sends(["01234", "56789"]) });
    await get("/a");
    expect(bodyOf(await get("/a"))).to.equal("0123456789");
    expect(origins.calls).to.deep.equal({ primary: 1 });
  });

  for (const reason of ["length", "closed", "stalled"] as const) {
    it(`breaks off for the viewer and is not cached when the origin breaks it off: ${reason} (HD-115, HD-116, HD-120)`, async () => {
      const { get, origins } = stage({ primary: sends(["01234", new BrokenBody(reason)], ten) });
      const response = await get("/a");
      expect([bodyOf(response), response.broken, response.log["sc-status"]]).to.deep.equal(["01234", reason, 200]);
      await get("/a");
      expect(origins.calls).to.deep.equal({ primary: 2 });
    });
  }

  describe("that breaks off where bodies are resumed (SIM-23)", () => {
    const whole = { ...ten, etag: '"1"' };
    const broken = sends(["0123", new BrokenBody("closed")], whole);
    const rest = (headers: Record<string, string>): Script =>
      sends(["456789"], { "content-length": "6", "content-range": "bytes 4-9/10", etag: '"1"', ...headers }, 206);
    const resume = { switches: { "mid-body": "resume" } } as const;

    it("goes on with what a range request for the rest brings, and is cached whole (HD-120)", async () => {
      const { get, origins } = stage({ primary: inTurn(broken, fails("connection-reset"), rest({})) }, {}, resume);
      const response = await get("/a");
      expect([bodyOf(response), response.broken]).to.deep.equal(["0123456789", undefined]);
      expect(origins.seen.map(({ headers }) => [headers["range"], headers["if-range"]])).to.deep.equal([
        [undefined, undefined],
        ["bytes=4-", '"1"'],
        ["bytes=4-", '"1"'],
      ]);
      expect(response.log.exchanges.map(({ attempt, status }) => [attempt, status])).to.deep.equal([
        [1, 200],
        [2, undefined],
        [3, 206],
      ]);
      expect(header(await get("/a"), "x-cache")).to.equal("Hit from cloudfront");
    });

    for (const [name, second] of [
      ["another object", rest({ etag: '"2"' })],
      ["another place", rest({ "content-range": "bytes 5-9/10" })],
      ["the whole", sends(["0123456789"], whole)],
    ] as const) {
      it(`breaks off after all when ${name} comes`, async () => {
        const response = await stage({ primary: inTurn(broken, second) }, {}, resume).get("/a");
        expect([bodyOf(response), response.broken]).to.deep.equal(["0123", "closed"]);
      });
    }

    it("breaks off when no attempt is left, and at once by default", async () => {
      const script = { primary: inTurn(broken, rest({})) };
      const once = stage(script, { primary: { ConnectionAttempts: 1 } }, resume);
      expect((await once.get("/a")).broken).to.equal("closed");
      const plain = stage({ primary: inTurn(broken, rest({})) });
      expect((await plain.get("/a")).broken).to.equal("closed");
      expect([once.origins.calls, plain.origins.calls]).to.deep.equal([{ primary: 1 }, { primary: 1 }]);
    });
  });

  for (const [range, length, status] of [
    ["bytes 0-3/10", "4", 206],
    ["bytes 0-4/10", "4", 502],
  ] as const) {
    it(`is ${status === 502 ? "an error of the origin" : "given on"} as ${range} with a length of ${length} (HD-65)`, async () => {
      const part = sends(["0123"], { "content-range": range, "content-length": length }, 206);
      const response = await stage({ primary: part }, { criteria: null }).get("/a", {
        headers: { range: "bytes=0-3" },
      });
      expect(response.status).to.equal(status);
      const detail = status === 502 ? "OriginContentRangeLengthError" : "Miss";
      expect(response.log["x-edge-detailed-result-type"]).to.equal(detail);
    });
  }

  it("does not fail over once it has begun (FO-26)", async () => {
    const { get, origins } = stage({ primary: sends([new BrokenBody("closed")]), replica: answers(200) });
    expect((await get("/a")).broken).to.equal("closed");
    expect(origins.calls).to.deep.equal({ primary: 1 });
  });

  it("is left at the primary when its status makes the edge fail over", async () => {
    let left = false;
    async function* error(): AsyncGenerator<Uint8Array> {
      try {
        yield Buffer.from("oops");
        await Promise.resolve();
      } finally {
        left = true;
      }
    }
    const body = error();
    await body.next();
    const { get } = stage({
      primary: () => ({ kind: "response", response: { status: 503, headers: {}, body } }),
      replica: answers(200, "replica"),
    });
    expect(bodyOf(await get("/a"))).to.equal("replica");
    expect(left).to.equal(true);
  });

  it("is one fetch for everybody who asks meanwhile, and breaks off for all of them (PL-7, HD-115)", async () => {
    const { edge, clock, origins } = stage({ primary: sends(["01234", new BrokenBody("length")], ten) });
    const all = await clock.run(() => Promise.all([1, 2, 3].map(() => edge.fetch(viewerRequest("/a")))));
    expect(all.map(({ broken }) => broken)).to.deep.equal(["length", "length", "length"]);
    expect(origins.calls).to.deep.equal({ primary: 1 });
  });

  it("goes on for a follower when the leader leaves, and is cached (HD-122)", async () => {
    const { edge, get, origins } = stage({ primary: sends(["01234", "56789"], ten) });
    const [leader, follower] = await Promise.all([edge.serve(viewerRequest("/a")), edge.serve(viewerRequest("/a"))]);
    await leave(leader.body);
    expect(Buffer.from(await bytesOf(follower.body)).toString()).to.equal("0123456789");
    expect(header(await get("/a"), "x-cache")).to.equal("Hit from cloudfront");
    expect(origins.calls).to.deep.equal({ primary: 1 });
  });

  it("is not cached when its only viewer leaves, whose record has status 0 (HD-122)", async () => {
    const { edge, get, origins, logs } = stage({ primary: sends(["01234", "56789"], ten) });
    const { body } = await edge.serve(viewerRequest("/a"));
    await leave(body);
    await new Promise((resolve) => setImmediate(resolve));
    const left = logs.map((record) => [record["sc-status"], record["x-edge-detailed-result-type"]]);
    expect(left).to.deep.equal([[0, "ClientCommError"]]);
    await get("/a");
    expect(origins.calls).to.deep.equal({ primary: 2 });
  });

  it("breaks off when the time for the whole exchange is over (FO-23)", async () => {
    const never = new Promise<void>(() => undefined);
    async function* stalls(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("01234");
      await never;
    }
    const { get, clock } = stage(
      { primary: () => ({ kind: "response", response: { status: 200, headers: ten, body: stalls() } }) },
      { criteria: null, primary: { ResponseCompletionTimeout: 40 } },
    );
    const start = clock.now();
    expect((await get("/a")).broken).to.equal("stalled");
    expect(clock.now() - start).to.equal(40_000);
  });

  const fresh = { ...ten, "cache-control": "max-age=60, stale-while-revalidate=600, stale-if-error=600" };

  it("replaces the stale copy when it is refreshed in the background, where no viewer reads it (CA-12)", async () => {
    const { get, origins, clock } = stage({ primary: sends(["01234", "56789"], fresh) });
    await get("/a");
    await clock.advance(61_000);
    origins.set("primary", sends(["abcde", "fghij"], fresh));
    expect(bodyOf(await get("/a"))).to.equal("0123456789");
    await clock.advance(1_000);
    const refreshed = await get("/a");
    expect([bodyOf(refreshed), header(refreshed, "x-cache")]).to.deep.equal(["abcdefghij", "Hit from cloudfront"]);
    expect(origins.calls).to.deep.equal({ primary: 2 });
  });

  it("leaves the stale copy in its place when its refresh breaks off (CA-9, HD-115)", async () => {
    const stale = { ...ten, "cache-control": "max-age=60, stale-if-error=600" };
    const { get, origins, clock } = stage({ primary: sends(["01234", "56789"], stale) }, { criteria: null });
    await get("/a");
    await clock.advance(61_000);
    origins.set("primary", sends(["abcde", new BrokenBody("length")], stale));
    expect((await get("/a")).broken).to.equal("length");
    origins.set("primary", answers(503));
    expect(bodyOf(await get("/a"))).to.equal("0123456789");
  });

  it("is not kept when it broke off before a 304 confirmed it (HD-57, HD-115)", async () => {
    let broken = (): void => undefined;
    const end = new Promise<void>((resolve) => {
      broken = resolve;
    });
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("01234");
      await end;
      throw new BrokenBody("length");
    }
    const headers = { ...ten, etag: '"1"', "cache-control": "max-age=1" };
    const { edge, clock, origins, get } = stage(
      { primary: () => ({ kind: "response", response: { status: 200, headers, body: slow() } }) },
      { criteria: null },
    );
    const first = await edge.serve(viewerRequest("/a"));
    const reading = bytesOf(first.body).catch((error: unknown) => error);
    await clock.advance(5_000);
    origins.set("primary", async () => {
      broken();
      expect(await reading).to.be.instanceOf(BrokenBody);
      return { kind: "response", response: { status: 304, headers, body: new Uint8Array() } };
    });
    await get("/a");
    origins.set("primary", answers(200, "whole again"));
    expect(bodyOf(await get("/a"))).to.equal("whole again");
  });

  it("is not kept, nor held in memory, when its length is more than an arriving object may have", async () => {
    const { get, origins } = stage({ primary: sends(["01234", "56789"], ten) }, {}, { cacheBytes: 72 });
    await get("/a");
    await get("/a");
    expect(origins.calls).to.deep.equal({ primary: 2 });
  });

  it("is recorded before the viewer has the last of it", async () => {
    const { edge, logs } = stage({ primary: sends(["01234", "56789"], ten) });
    const { body } = await edge.serve(viewerRequest("/a"));
    if (body instanceof Uint8Array) throw new Error("the body is there already");
    const seen: number[] = [];
    for await (const chunk of body) seen.push(chunk.byteLength * logs.length);
    expect(seen).to.deep.equal([0, 5]);
  });

  it("is compressed when it may be, and not cached when it breaks off before (CA-20, HD-115)", async () => {
    const long = "x".repeat(2_000);
    const head = { "content-type": "text/html", "content-length": "4000" };
    const accepts = { headers: { "accept-encoding": "gzip" } };
    const whole = stage({ primary: sends([long, long], head) });
    expect(header(await whole.get("/a", accepts), "content-encoding")).to.equal("gzip");
    const broken = stage({ primary: sends([long, new BrokenBody("length")], head) });
    const response = await broken.get("/a", accepts);
    expect([bodyOf(response), response.broken]).to.deep.equal([long, "length"]);
    await broken.get("/a", accepts);
    expect(broken.origins.calls).to.deep.equal({ primary: 2 });
  });

  it("gives a range of what is still arriving to whoever asks meanwhile (HD-59)", async () => {
    const { edge, clock } = stage({ primary: sends(["01234", "56789"], ten) });
    const [, part] = await clock.run(() =>
      Promise.all([
        edge.fetch(viewerRequest("/a")),
        Promise.resolve().then(() => edge.fetch(viewerRequest("/a", { headers: { range: "bytes=3-6" } }))),
      ]),
    );
    expect([part.status, bodyOf(part)]).to.deep.equal([206, "3456"]);
  });

  it("comes for the cache when the viewer has its head only (SIM-14)", async () => {
    const { get, origins } = stage(
      { primary: sends(["01234", "56789"], ten) },
      {},
      { switches: { "head-miss": "get" } },
    );
    expect(header(await get("/a", { method: "HEAD" }), "content-length")).to.equal("10");
    expect(bodyOf(await get("/a"))).to.equal("0123456789");
    expect(origins.calls).to.deep.equal({ primary: 1 });
  });
});

async function leave(body: Body): Promise<void> {
  if (body instanceof Uint8Array) throw new Error("the body is there already");
  await body[Symbol.asyncIterator]().return?.();
}
