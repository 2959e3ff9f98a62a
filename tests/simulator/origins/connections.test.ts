import { expect } from "chai";
import { createServer } from "node:net";
import { once } from "node:events";
import { RealClock, VirtualClock } from "../../../simulator/clock";
import { openBlackHole } from "./blackHole";
import { limits, ok, request, seen, Stage, timed } from "./support";

describe("connections to origins", () => {
  const stage = new Stage();
  afterEach(() => stage.close());

  it("are refused where nobody listens (HD-110)", async () => {
    const { server, url } = await stage.server(() => undefined);
    await server.close();
    expect((await seen(await stage.origins(url).exchange(request, limits))).outcome).to.equal("connection-refused");
  });

  it("are refused by an origin that is bound to `down`", async () => {
    expect((await seen(await stage.origins("down").exchange(request, limits))).outcome).to.equal("connection-refused");
  });

  it("time out in a black hole exactly after the connection timeout (FO-21)", async () => {
    const hole = await openBlackHole();
    try {
      const origins = stage.origins(hole.url);
      const [outcome, ms] = await timed(() => origins.exchange(request, { ...limits, connectTimeoutMs: 200 }));
      expect((await seen(outcome)).outcome).to.equal("connection-timeout");
      expect(ms).to.be.within(195, 450);
    } finally {
      await hole.close();
    }
  });

  it("fail by name where the address has one that does not resolve (FO-13)", async () => {
    // Longer than a label may be: no resolver is asked.
    const origins = stage.origins(new URL(`http://${"x".repeat(64)}.invalid:80`));
    expect((await seen(await origins.exchange(request, { ...limits, connectTimeoutMs: 10_000 }))).outcome).to.equal(
      "dns",
    );
  });

  it("have a name that is looked up before a function runs (LE-11)", async () => {
    const found = (address: URL | "down"): Promise<boolean> | undefined => stage.origins(address).resolves?.(request);
    expect(await found(new URL(`http://${"x".repeat(64)}.invalid:80`))).to.equal(false);
    expect(await found(new URL("http://127.0.0.1:1"))).to.equal(true);
    expect(await found(new URL("http://[::1]:1"))).to.equal(true);
    expect(await found("down"), "who is down has a name all the same").to.equal(true);
    const origins = stage.origins("down");
    expect(await origins.resolves?.({ originId: "elsewhere", host: "a.invalid" }), "by the fallback").to.equal(true);
  });

  it("that are accepted in silence end with the read timeout (FO-22)", async () => {
    const { url } = await stage.server(() => undefined);
    const origins = stage.origins(url);
    const [outcome, ms] = await timed(() => origins.exchange(request, { ...limits, readTimeoutMs: 200 }));
    expect((await seen(outcome)).outcome).to.equal("response-timeout");
    expect(ms).to.be.within(195, 450);
  });

  it("may stay silent as long as each packet comes within the read timeout (FO-22)", async () => {
    const { url } = await stage.server((socket) => {
      socket.setNoDelay(true);
      const pieces = [...("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n".match(/.{1,10}/gs) ?? []), "a", "b", "c", "d"];
      for (const [index, piece] of pieces.entries()) setTimeout(() => socket.write(piece), index * 100);
    });
    const [outcome, ms] = await timed(async () =>
      seen(await stage.origins(url).exchange(request, { ...limits, readTimeoutMs: 400 })),
    );
    expect(outcome).to.deep.equal({ outcome: 200, body: "abcd", end: "end" });
    expect(ms).to.be.greaterThan(600);
  });

  it("that fall silent within a body break it off as stalled (HD-120)", async () => {
    const { url } = await stage.server((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello");
    });
    const [outcome, ms] = await timed(async () =>
      seen(await stage.origins(url).exchange(request, { ...limits, readTimeoutMs: 150 })),
    );
    expect(outcome).to.deep.equal({ outcome: 200, body: "hello", end: "stalled" });
    expect(ms).to.be.within(145, 450);
  });

  it("wait shorter by the clock's time scale", async () => {
    const { url } = await stage.server(() => undefined);
    const origins = stage.origins(url, { clock: new RealClock(100) });
    const [outcome, ms] = await timed(() => origins.exchange(request, { ...limits, readTimeoutMs: 15_000 }));
    expect((await seen(outcome)).outcome).to.equal("response-timeout");
    expect(ms).to.be.within(145, 450);
  });

  it("let a virtual clock stand still while they are used", async () => {
    const { url } = await stage.server((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nh");
      setTimeout(() => socket.write("i"), 20);
    });
    const clock = new VirtualClock();
    const start = clock.now();
    const origins = stage.origins(url, { clock });
    const outcome = await clock.run(async () => {
      const slept = clock.sleep(1_000);
      const answer = await seen(await origins.exchange(request, limits));
      expect(clock.now()).to.equal(start);
      await slept;
      return answer;
    });
    expect(outcome).to.deep.equal({ outcome: 200, body: "hi", end: "end" });
  });

  it("are kept and used again (HD-17)", async () => {
    const { server, url } = await stage.server((socket) => socket.write(ok("hello")));
    const origins = stage.origins(url);
    for (let count = 0; count < 3; count++) await seen(await origins.exchange(request, limits));
    expect(server.sockets).to.have.length(1);
  });

  it("are not kept when the origin says so", async () => {
    const { server, url } = await stage.server((socket) => socket.write(ok("hello", "Connection: close\r\n")));
    const origins = stage.origins(url);
    for (let count = 0; count < 3; count++) {
      expect(await seen(await origins.exchange(request, limits))).to.include({ outcome: 200, body: "hello" });
    }
    expect(server.sockets).to.have.length(3);
  });

  /** Answers the first request of a connection and closes the connection when a second one comes. */
  async function closesOnReuse() {
    const asked = new WeakSet();
    return stage.server((socket) => {
      if (asked.has(socket)) socket.destroy();
      else socket.write(ok("hello"));
      asked.add(socket);
    });
  }

  for (const method of ["GET", "HEAD"]) {
    it(`that the origin closes as they are used again are replaced for ${method}, once (HD-112)`, async () => {
      const { server, url } = await closesOnReuse();
      const origins = stage.origins(url);
      await seen(await origins.exchange(request, limits));
      expect((await seen(await origins.exchange({ ...request, method }, limits))).outcome).to.equal(200);
      expect(server.sockets).to.have.length(2);
    });
  }

  it("that the origin closes as they are used again are not replaced for POST (HD-112)", async () => {
    const { server, url } = await closesOnReuse();
    const origins = stage.origins(url);
    await seen(await origins.exchange(request, limits));
    expect((await seen(await origins.exchange({ ...request, method: "POST" }, limits))).outcome).to.equal(
      "connection-reset",
    );
    expect(server.sockets).to.have.length(1);
  });

  it("that have lain idle too long are replaced before anything is sent, for POST as well", async () => {
    const { server, url } = await stage.server((socket) => socket.write(ok("hello")));
    const origins = stage.origins(url, { keepAliveTimeoutMs: 30 });
    await seen(await origins.exchange(request, limits));
    await new Promise((resolve) => setTimeout(resolve, 5));
    // So busy that no timer runs.
    for (const until = performance.now() + 60; performance.now() < until;);
    expect((await seen(await origins.exchange({ ...request, method: "POST" }, limits))).outcome).to.equal(200);
    expect(server.sockets).to.have.length(2);
  });

  it("that are closed at once are not tried again here: attempts are the edge's affair (HD-111)", async () => {
    const { server, url } = await stage.server((socket) => socket.destroy());
    expect((await seen(await stage.origins(url).exchange(request, limits))).outcome).to.equal("connection-reset");
    expect(server.heads).to.have.length(1);
  });

  it("are as many as there may be, and what comes on top waits for one", async () => {
    const { server, url } = await stage.server((socket) => setTimeout(() => socket.write(ok("hello")), 20));
    const origins = stage.origins(url, { maxConnections: 2 });
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, async () => seen(await origins.exchange(request, limits))),
    );
    expect(outcomes.map(({ outcome }) => outcome)).to.deep.equal(Array(6).fill(200));
    expect(server.sockets).to.have.length(2);
  });

  it("that others keep count as a connection timeout for who waits too long", async () => {
    const { url } = await stage.server(() => undefined);
    const origins = stage.origins(url, { maxConnections: 1 });
    const first = origins.exchange(request, { connectTimeoutMs: 1_000, readTimeoutMs: 300 });
    const second = origins.exchange(request, { connectTimeoutMs: 100, readTimeoutMs: 300 });
    expect((await seen(await second)).outcome).to.equal("connection-timeout");
    expect((await seen(await first)).outcome).to.equal("response-timeout");
  });

  it("are free for who waits when one ends badly", async () => {
    const { url } = await stage.server((socket, _head, turn) => (turn === 1 ? undefined : socket.write(ok("hello"))));
    const origins = stage.origins(url, { maxConnections: 1 });
    const first = origins.exchange(request, { ...limits, readTimeoutMs: 50 });
    const second = origins.exchange(request, limits);
    expect((await seen(await first)).outcome).to.equal("response-timeout");
    expect((await seen(await second)).outcome).to.equal(200);
  });

  it("are closed when nobody waits for the answer any more (FO-23, HD-122)", async () => {
    const { server, url } = await stage.server(() => undefined);
    const gone = new AbortController();
    const exchange = stage.origins(url).exchange(request, { ...limits, signal: gone.signal });
    while (server.sockets.length === 0 || server.heads.length === 0) await new Promise((go) => setTimeout(go, 2));
    const closed = new Promise((resolve) => server.sockets[0]?.once("close", resolve));
    gone.abort();
    expect((await seen(await exchange)).outcome).to.equal("connection-reset");
    await closed;
  });

  it("are not even opened for who is gone already", async () => {
    const { server, url } = await stage.server((socket) => socket.write(ok("hello")));
    const exchange = stage.origins(url).exchange(request, { ...limits, signal: AbortSignal.abort() });
    expect((await seen(await exchange)).outcome).to.equal("connection-reset");
    expect(server.heads).to.have.length(0);
  });

  it("all end on close, those in use included", async () => {
    const { server, url } = await stage.server((socket, _head, turn) =>
      turn === 1 ? socket.write(ok("a")) : undefined,
    );
    const origins = stage.origins(url);
    await seen(await origins.exchange(request, limits));
    const hanging = origins.exchange(request, limits);
    while (server.heads.length < 2) await new Promise((go) => setTimeout(go, 2));
    await origins.close();
    expect((await seen(await hanging)).outcome).to.equal("connection-reset");
    expect((await seen(await origins.exchange(request, limits))).outcome).to.equal("connection-refused");
  });

  it("go to a server on IPv6 as well", async function () {
    const server = createServer((socket) => socket.end(ok("six"))).listen(0, "::1");
    const listening = await once(server, "listening").then(
      () => true,
      () => false,
    );
    // A machine without IPv6 has nothing to show here.
    if (!listening) return this.skip();
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const outcome = await seen(await stage.origins(new URL(`http://[::1]:${port}`)).exchange(request, limits));
    server.close();
    expect(outcome).to.include({ outcome: 200, body: "six" });
  });
});
