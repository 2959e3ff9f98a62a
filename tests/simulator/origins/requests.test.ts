import { expect } from "chai";
import fc from "fast-check";
import { createServer } from "node:http";
import { once } from "node:events";
import type { OriginTransport } from "../../../simulator/s3/transport";
import { limits, ok, request, seen, Stage } from "./support";

describe("requests to origins on real sockets", () => {
  const stage = new Stage();
  afterEach(() => stage.close());

  it("keep Host, path and headers as the edge made them: only the address changes (D19, HD-70)", async () => {
    const { server, url } = await stage.server((socket) => socket.write(ok("")));
    const headers = {
      host: "bucket.s3.us-east-1.amazonaws.com",
      connection: "Keep-Alive",
      "x-amz-cf-id": "abc==",
      cookie: "a=1; b=2",
      "user-agent": "Amazon CloudFront",
    };
    const path = "//a/./b/..%2Fc%20d?x=%7B&y=&x";
    await seen(await stage.origins(url).exchange({ ...request, path, headers }, limits));
    const [line, ...lines] = (server.heads[0] ?? "").split("\r\n");
    expect(line).to.equal(`GET ${path} HTTP/1.1`);
    const sent = Object.fromEntries(lines.map((one) => one.split(": ") as [string, string]));
    expect(Object.keys(sent).sort()).to.deep.equal(Object.keys(headers).sort());
    expect({ ...sent, connection: "" }).to.deep.equal({ ...headers, connection: "" });
  });

  it("send any path untouched that a request line can carry (HD-70)", async () => {
    const { server, url } = await stage.server((socket) => socket.write(ok("")));
    const origins = stage.origins(url);
    const letters = fc.constantFrom(...Array.from("/.%aZ09-_~!$&'()*+,;=:@?[]{}|^`\"<>\\"));
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: letters, maxLength: 40 }), async (rest) => {
        await seen(await origins.exchange({ ...request, path: `/${rest}` }, limits));
        expect(server.heads.at(-1)?.split("\r\n")[0]).to.equal(`GET /${rest} HTTP/1.1`);
      }),
      { numRuns: 50 },
    );
  });

  async function echo(): Promise<{ readonly url: URL; close(): Promise<unknown> }> {
    const server = createServer((message, response) => {
      const chunks: Buffer[] = [];
      message.on("data", (chunk: Buffer) => chunks.push(chunk));
      message.on("end", () => {
        const { method = "", headers } = message;
        const length = headers["content-length"] ?? headers["transfer-encoding"] ?? "none";
        response.end(`${method} ${length} ${Buffer.concat(chunks).toString()}`);
      });
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    return {
      url: new URL(`http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`),
      close: () =>
        new Promise((resolve) => {
          server.close(resolve).closeAllConnections();
        }),
    };
  }

  async function* slowly(...parts: readonly string[]): AsyncGenerator<Uint8Array> {
    for (const part of parts) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      yield Buffer.from(part);
    }
  }

  it("carry a body that is there, with any method that takes one", async () => {
    const server = await echo();
    const origins = stage.origins(server.url);
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const outcome = await origins.exchange({ ...request, method, body: Buffer.from("hello") }, limits);
      expect((await seen(outcome)).body).to.equal(`${method} 5 hello`);
    }
    await server.close();
  });

  it("carry a body that is still arriving, whose own slowness is not the origin's", async () => {
    const server = await echo();
    const origins = stage.origins(server.url);
    const patience = { connectTimeoutMs: 2_000, readTimeoutMs: 80 };
    const headers = { ...request.headers, "content-length": "6" };
    const known = await origins.exchange({ ...request, method: "PUT", headers, body: slowly("abc", "def") }, patience);
    expect((await seen(known)).body).to.equal("PUT 6 abcdef");
    const unknown = await origins.exchange({ ...request, method: "PUT", body: slowly("abc", "def") }, patience);
    expect((await seen(unknown)).body).to.equal("PUT chunked abcdef");
    await server.close();
  });

  it("go to the address of a name that a function sets, whichever origin they are of (D19)", async () => {
    const { url: own } = await stage.server((socket) => socket.write(ok("own")));
    const { url: named } = await stage.server((socket) => socket.write(ok("named")));
    const asked: string[] = [];
    const fallback: OriginTransport = {
      exchange: ({ host }) => {
        asked.push(host);
        return Promise.resolve({ kind: "failure", failure: "dns" });
      },
    };
    const origins = stage.origins(own, {
      bindings: { origins: new Map([["origin", own]]), hosts: new Map([["other.example.com", named]]) },
      domainNames: new Map([["origin", "www.example.com"]]),
      fallback,
    });
    const bodyFrom = async (host: string): Promise<string | number> => {
      const { outcome, body } = await seen(await origins.exchange({ ...request, host }, limits));
      return body === "" ? outcome : body;
    };
    expect(await bodyFrom("www.example.com")).to.equal("own");
    expect(await bodyFrom("Other.example.com")).to.equal("named");
    expect(await bodyFrom("elsewhere.example.com")).to.equal("dns");
    expect(asked).to.deep.equal(["elsewhere.example.com"]);
  });

  it("of an origin without an address go to the embedded S3", async () => {
    const origins = stage.origins("down", { fallback: answering });
    expect((await seen(await origins.exchange({ ...request, originId: "bucket" }, limits))).body).to.equal("embedded");
  });

  const answering: OriginTransport = {
    exchange: () =>
      Promise.resolve({ kind: "response", response: { status: 200, headers: {}, body: Buffer.from("embedded") } }),
  };
});
