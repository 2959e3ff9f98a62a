import { expect } from "chai";
import { limits, ok, request, seen, Stage, type Serve } from "./support";

describe("what an origin answers on a real socket", () => {
  const stage = new Stage();
  afterEach(() => stage.close());

  const sends =
    (text: string, end = false): Serve =>
    (socket) => {
      if (end) socket.end(text, "latin1");
      else socket.write(text, "latin1");
    };

  const outcomes: readonly (readonly [string, Serve, string | number, string, string])[] = [
    ["is there as a whole when it came with its head", sends(ok("hello")), 200, "hello", "whole"],
    ["may be empty (HD-119)", sends(ok("")), 200, "", "whole"],
    [
      "may come in chunks",
      sends("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
      200,
      "hello",
      "whole",
    ],
    [
      "breaks off when the connection is closed before its length (HD-115)",
      sends("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello", true),
      200,
      "hello",
      "length",
    ],
    [
      "breaks off before its length also where the connection was to be closed anyway (HD-115)",
      sends("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 10\r\n\r\nhello", true),
      200,
      "hello",
      "length",
    ],
    [
      "breaks off when the connection is closed before the last chunk (HD-116)",
      sends("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", true),
      200,
      "hello",
      "closed",
    ],
    [
      "breaks off before the last chunk also where the connection was to be closed anyway (HD-116)",
      sends("HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", true),
      200,
      "hello",
      "closed",
    ],
    [
      "breaks off at a chunk whose size is none (HD-116)",
      sends("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n"),
      200,
      "hello",
      "closed",
    ],
    [
      "is complete at the end of the connection when neither length nor chunks tell it (HD-117)",
      sends("HTTP/1.1 200 OK\r\n\r\nhello", true),
      200,
      "hello",
      "end",
    ],
    ["ends at its length, whatever follows (HD-118)", sends(`${ok("hello")}and more of it`), 200, "hello", "whole"],
    ["follows one 100 Continue (HD-121)", sends(`HTTP/1.1 100 Continue\r\n\r\n${ok("hello")}`), 200, "hello", "whole"],
    [
      "is no answer after a second 100 Continue (HD-121)",
      sends(`HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n${ok("hello")}`),
      "bad-response",
      "",
      "",
    ],
    [
      "follows other interim responses (HD-121)",
      sends(`HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${ok("hello")}`),
      200,
      "hello",
      "whole",
    ],
    ["is not HTTP (HD-113)", sends("SSH-2.0-OpenSSH_9.2\r\n"), "bad-response", "", ""],
    ["has a status line that is none (HD-113)", sends("HTTP/1.1 abc OK\r\n\r\n"), "bad-response", "", ""],
    [
      "has a length that is none (HD-113)",
      sends("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"),
      "bad-response",
      "",
      "",
    ],
    [
      "changes the protocol though nobody asked (HD-113)",
      sends("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"),
      "bad-response",
      "",
      "",
    ],
    [
      "has a head that is too long (HD-40, HD-114)",
      sends(ok("hello", `X: ${"x".repeat(33_000)}\r\n`)),
      "headers-too-big",
      "",
      "",
    ],
    [
      "has a long head that is not too long (HD-40)",
      sends(ok("hello", `X: ${"x".repeat(32_000)}\r\n`)),
      200,
      "hello",
      "whole",
    ],
    ["is nothing but the end of the connection (HD-111)", sends("", true), "connection-reset", "", ""],
    ["ends within the head", sends("HTTP/1.1 200 OK\r\nContent-", true), "connection-reset", "", ""],
    [
      "is a reset instead of anything (HD-111)",
      (socket) => {
        socket.resetAndDestroy();
      },
      "connection-reset",
      "",
      "",
    ],
  ];
  for (const [what, serve, outcome, body, end] of outcomes) {
    it(what, async () => {
      expect(await stage.ask(serve)).to.deep.equal({ outcome, body, end });
    });
  }

  it("has no body to a HEAD, whatever length it tells", async () => {
    const seen = await stage.ask(sends("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"), { method: "HEAD" });
    expect(seen).to.deep.equal({ outcome: 200, body: "", end: "whole" });
  });

  it("may be large: then it is read in pieces of its own, and its connection carries the next", async () => {
    const large = "0123456789abcdef".repeat(200 * 1024);
    const { server, url } = await stage.server((socket) => socket.write(ok(large)));
    const origins = stage.origins(url);
    for (let turn = 0; turn < 2; turn++) {
      const outcome = await origins.exchange(request, limits);
      if (outcome.kind === "failure" || outcome.response.body instanceof Uint8Array) throw new Error(outcome.kind);
      const chunks: Uint8Array[] = [];
      for await (const chunk of outcome.response.body) chunks.push(chunk);
      expect(Buffer.concat(chunks).toString() === large).to.equal(true);
      expect(chunks.map(({ buffer }) => buffer.byteLength)).to.include(1024 * 1024);
      // The connection is free in the turn after the last of it.
      await new Promise(setImmediate);
    }
    expect(server.sockets).to.have.length(1);
  });

  it("may be a 304 with the length of what it stands for", async () => {
    const seen = await stage.ask(sends("HTTP/1.1 304 Not Modified\r\nContent-Length: 10\r\n\r\n"));
    expect(seen).to.deep.equal({ outcome: 304, body: "", end: "whole" });
  });

  it("may bring its 100 Continue in pieces (HD-121)", async () => {
    const seen = await stage.ask((socket) => {
      socket.setNoDelay(true);
      const pieces = ["HTTP/1.", "1 100 Cont", "inue\r\n\r", "\nHTTP/1.1 200 OK\r\nContent-Le", "ngth: 2\r\n\r\nhi"];
      for (const [index, piece] of pieces.entries()) setTimeout(() => socket.write(piece), index * 5);
    });
    expect(seen).to.include({ outcome: 200, body: "hi" });
  });

  it("arrives while it is being sent, and holds the origin up when nobody reads", async () => {
    const chunk = Buffer.alloc(256 * 1024, "x");
    const count = 200;
    let written = 0;
    const { url } = await stage.server((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${chunk.byteLength * count}\r\n\r\n`);
      const more = (): void => {
        if (written++ < count) socket.write(chunk, more);
      };
      more();
    });
    const outcome = await stage.origins(url).exchange(request, { connectTimeoutMs: 2_000, readTimeoutMs: 150 });
    if (outcome.kind === "failure" || outcome.response.body instanceof Uint8Array) throw new Error("no stream");
    // Longer than the read timeout: a reader who takes his time is not a silent origin.
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(written).to.be.lessThan(count / 2);
    let size = 0;
    for await (const part of outcome.response.body) size += part.byteLength;
    expect(size).to.equal(chunk.byteLength * count);
  });

  it("is given up when its reader leaves, and the connection with it (HD-122)", async () => {
    const { server, url } = await stage.server((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello");
    });
    const outcome = await stage.origins(url).exchange(request, { connectTimeoutMs: 2_000, readTimeoutMs: 2_000 });
    if (outcome.kind === "failure" || outcome.response.body instanceof Uint8Array) throw new Error("no stream");
    const closed = new Promise((resolve) => server.sockets[0]?.once("close", resolve));
    for await (const part of outcome.response.body) {
      expect(Buffer.from(part).toString()).to.equal("hello");
      break;
    }
    await closed;
  });

  it("keeps several cookies apart and joins what HTTP lets be joined", async () => {
    const { url } = await stage.server(sends(ok("", "Set-Cookie: a=1\r\nSet-Cookie: b=2\r\nVary: a\r\nVary: b\r\n")));
    const outcome = await stage.origins(url).exchange(request, { connectTimeoutMs: 2_000, readTimeoutMs: 2_000 });
    expect(outcome.kind === "response" && outcome.response.headers).to.deep.include({
      "set-cookie": ["a=1", "b=2"],
      vary: "a, b",
    });
    await seen(outcome);
  });
});
