import { expect } from "chai";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { serveEdge } from "../../../../simulator/cloudfront";
import type { EdgeRequest, ServedResponse } from "../../../../simulator/cloudfront/exchange";
import { BrokenBody, type HeaderMap } from "../../../../simulator/http";
import type { Listening } from "../../../../simulator/listen";

const noHeaders: HeaderMap = {};

const get = (path: string, more = ""): string => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`;

describe("a viewer's connection", () => {
  let listening: Listening;
  let seen: string[];
  let errors: unknown[];
  let answer: (request: EdgeRequest) => Promise<ServedResponse>;

  beforeEach(async () => {
    seen = [];
    errors = [];
    answer = ({ path }) => Promise.resolve({ status: 200, headers: {}, body: Buffer.from(path) });
    const serve = (request: EdgeRequest): Promise<ServedResponse> => {
      seen.push(`${request.method} ${request.path}`);
      return answer(request);
    };
    listening = await serveEdge({ serve }, { port: 0, hosts: [], onError: (error) => errors.push(error) });
  });

  afterEach(() => listening.close());

  it("gets one answer after the other", async () => {
    const viewer = await Viewer.at(listening.port);
    expect(await viewer.ask(get("/a"))).to.match(/^HTTP\/1.1 200 OK\r\n.*\r\n\r\n\/a$/s);
    expect(await viewer.ask(get("/b"))).to.match(/\/b$/);
  });

  it("gets its answers in order when it asks twice at once, or before the first answer", async () => {
    const waiting: (() => void)[] = [];
    answer = async ({ path }) => {
      if (path === "/slow") await new Promise<void>((go) => waiting.push(go));
      return { status: 200, headers: {}, body: Buffer.from(`<${path}>`) };
    };
    const viewer = await Viewer.at(listening.port);
    viewer.say(get("/slow"));
    while (waiting.length === 0) await turn();
    viewer.say(get("/b") + get("/c"));
    await turn();
    expect(seen).to.deep.equal(["GET /slow"]);
    for (const go of waiting) go();
    expect((await viewer.until("</c>")).match(/<[^>]*>/g)).to.deep.equal(["</slow>", "</b>", "</c>"]);
  });

  it("is read on by Node's server after anything that is not plain", async () => {
    for (const odd of [
      "POST /odd HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nhi",
      get("/odd", "A: 1\r\nA: 2\r\n"),
    ]) {
      const viewer = await Viewer.at(listening.port);
      expect(await viewer.ask(get("/a"))).to.match(/\/a$/);
      viewer.say(odd.slice(0, 25));
      await turn();
      viewer.say(odd.slice(25));
      await viewer.until("\r\n/odd");
      viewer.say(get("/b"));
      await viewer.until("\r\n/b");
    }
    expect(seen).to.contain("POST /odd");
  });

  it("is answered after the viewer has ended its side", async () => {
    const viewer = await Viewer.at(listening.port);
    viewer.socket.end(get("/a"));
    await once(viewer.socket, "close");
    expect(viewer.text).to.match(/\/a$/);
  });

  it("sends a body in chunks, or by its length where that is known", async () => {
    answer = ({ path }) =>
      Promise.resolve({
        status: 200,
        headers: path === "/known" ? { "content-length": "4" } : noHeaders,
        body: chunks(Buffer.from("ab"), Buffer.alloc(0), Buffer.from("cd")),
      });
    const viewer = await Viewer.at(listening.port);
    viewer.say(get("/"));
    expect(await viewer.until("0\r\n\r\n")).to.match(
      /transfer-encoding: chunked\r\n.*\r\n\r\n2\r\nab\r\n2\r\ncd\r\n0\r\n\r\n$/s,
    );
    expect(await viewer.ask(get("/known"))).to.match(/\r\n\r\nabcd$/);
  });

  it("breaks off when the body does, so that the viewer sees it (HD-115)", async () => {
    answer = () =>
      Promise.resolve({ status: 200, headers: {}, body: chunks(Buffer.from("ab"), new BrokenBody("closed")) });
    const viewer = await Viewer.at(listening.port);
    viewer.say(get("/"));
    await once(viewer.socket, "close");
    expect(viewer.text).to.match(/ab\r\n$/);
    expect(errors).to.deep.equal([]);
  });

  it("lets go of a body whose viewer has left (HD-122)", async () => {
    let left = false;
    const hasLeft = (): boolean => left;
    const body: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]: () => ({
        next: () =>
          left ? new Promise(() => undefined) : Promise.resolve({ done: false, value: Buffer.alloc(1 << 16) }),
        return: () => {
          left = true;
          return Promise.resolve({ done: true, value: undefined });
        },
      }),
    };
    answer = () => Promise.resolve({ status: 200, headers: {}, body });
    const viewer = await Viewer.at(listening.port);
    viewer.say(get("/"));
    await viewer.until("chunked");
    viewer.socket.destroy();
    while (!hasLeft()) await turn();
  });

  it("gets no body for HEAD and 304", async () => {
    answer = ({ method }) =>
      Promise.resolve({ status: method === "HEAD" ? 200 : 304, headers: { "x-end": "1" }, body: new Uint8Array() });
    const viewer = await Viewer.at(listening.port);
    const head = await viewer.ask("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    expect(head).to.match(/^HTTP\/1.1 200 .*\r\n\r\n$/s);
    expect(await viewer.ask(get("/"))).to.match(/^HTTP\/1.1 304 .*\r\n\r\n$/s);
  });

  it("gets 500 for an answer that cannot be sent, and the error is told", async () => {
    answer = () => Promise.resolve({ status: 200, headers: { bad: "a\r\nb: c" }, body: new Uint8Array() });
    const viewer = await Viewer.at(listening.port);
    expect(await viewer.ask(get("/"))).to.match(/^HTTP\/1.1 500 /);
    expect(String(errors)).to.contain("cannot be sent");
  });

  it("sends a long body whole", async () => {
    const long = Buffer.alloc(3_000_000, "x");
    answer = () => Promise.resolve({ status: 200, headers: {}, body: Buffer.concat([long, Buffer.from("end")]) });
    const viewer = await Viewer.at(listening.port);
    viewer.say(get("/"));
    const text = await viewer.until("end");
    expect(text.length - text.indexOf("\r\n\r\n") - 4).to.equal(long.length + 3);
  });

  it("ends with the server, also while it waits", async () => {
    const viewer = await Viewer.at(listening.port);
    await viewer.ask(get("/a"));
    const closed = once(viewer.socket, "close");
    await listening.close();
    await closed;
  });
});

class Viewer {
  text = "";

  private constructor(readonly socket: Socket) {
    socket.setEncoding("latin1");
    socket.on("data", (text: string) => (this.text += text));
    socket.on("error", () => undefined);
  }

  static async at(port: number): Promise<Viewer> {
    const socket = connect({ port, host: "127.0.0.1" });
    await once(socket, "connect");
    return new Viewer(socket);
  }

  say(text: string): void {
    this.text = "";
    this.socket.write(text, "latin1");
  }

  /** What has come by the time that this text has. */
  async until(text: string): Promise<string> {
    while (!this.text.includes(text)) await once(this.socket, "data");
    return this.text;
  }

  /** The answer to a request, which comes in one piece. */
  async ask(text: string): Promise<string> {
    this.say(text);
    while (this.text === "") await once(this.socket, "data");
    return this.text;
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- a body comes when it is asked for
async function* chunks(...parts: readonly (Uint8Array | BrokenBody)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    if (part instanceof BrokenBody) throw part;
    yield part;
  }
}
