import { expect } from "chai";
import fc from "fast-check";
import { createServer, type IncomingMessage } from "node:http";
import { duplexPair } from "node:stream";
import { plainRequestOf } from "../../../../simulator/cloudfront/wire/plainRequest";

describe("a plain request", () => {
  it("is a GET or HEAD with its headers in lower case and trimmed", () => {
    expect(read("GET /a%20b?c=d HTTP/1.1\r\nHost: site\r\nX-One: \t two \r\nEmpty:\r\n\r\n")).to.deep.equal({
      method: "GET",
      target: "/a%20b?c=d",
      headers: { host: "site", "x-one": "two", empty: "" },
    });
    expect(read("HEAD / HTTP/1.1\r\nHost: site\r\n\r\n")?.method).to.equal("HEAD");
  });

  const others: Readonly<Record<string, string>> = {
    "another method": "POST / HTTP/1.1\r\nHost: a\r\n\r\n",
    "another version": "GET / HTTP/1.0\r\nHost: a\r\n\r\n",
    "an absolute target": "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n",
    "a fragment": "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n",
    "no Host": "GET / HTTP/1.1\r\nAccept: a\r\n\r\n",
    "two Hosts": "GET / HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n",
    "a header twice": "GET / HTTP/1.1\r\nHost: a\r\nAccept: a\r\nAccept: b\r\n\r\n",
    "an empty header twice": "GET / HTTP/1.1\r\nHost: a\r\nAccept:\r\nAccept: b\r\n\r\n",
    "a body by length": "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
    "a body in chunks": "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
    "an expectation": "GET / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n",
    "an upgrade": "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    "a wish to close": "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    "a folded header": "GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n",
    "a space before the colon": "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
    "bare line feeds": "GET / HTTP/1.1\nHost: a\n\n",
    "a control character": "GET / HTTP/1.1\r\nHost: a\r\nX: \x01\r\n\r\n",
    "an unfinished head": "GET / HTTP/1.1\r\nHost: a\r\n",
    "two requests": "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
    "bytes behind it": "GET / HTTP/1.1\r\nHost: a\r\n\r\nx",
    "a long head": `GET / HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(8192)}\r\n\r\n`,
  };
  for (const [name, text] of Object.entries(others)) {
    it(`is not ${name}, which is for Node's parser`, () => {
      expect(read(text)).to.equal(undefined);
    });
  }

  it("is read as Node's parser reads it, whatever bytes it is made of", async () => {
    const token = fc.string({ unit: among("azAZ09-_.!#$%&'*+^`|~: "), minLength: 1, maxLength: 12 });
    const value = fc.string({ unit: among("aZ0 \t:,;=\"'\x80\xff\r\n\0"), maxLength: 12 });
    const target = fc.string({ unit: among('/aZ9%?&=#!$~ \\"<>{}|^`[]'), maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(target, fc.array(fc.tuple(token, value), { maxLength: 4 }), async (path, headers) => {
        const lines = headers.map(([name, text]) => `${name}: ${text}\r\n`).join("");
        const head = `GET /${path} HTTP/1.1\r\nHost: site\r\n${lines}\r\n`;
        const plain = read(head);
        if (plain === undefined) return;
        const message = await nodeReads(head);
        expect({ method: message?.method, target: message?.url, headers: { ...message?.headers } }).to.deep.equal(
          plain,
        );
      }),
    );
  });
});

function among(characters: string): fc.Arbitrary<string> {
  return fc.constantFrom(...Array.from(characters));
}

function read(text: string): ReturnType<typeof plainRequestOf> {
  return plainRequestOf(Buffer.from(text, "latin1"));
}

function nodeReads(head: string): Promise<IncomingMessage | undefined> {
  return new Promise((resolve) => {
    const [near, far] = duplexPair();
    const server = createServer((message, response) => {
      resolve(message);
      response.end();
    });
    server.on("clientError", () => {
      resolve(undefined);
    });
    server.emit("connection", far);
    near.end(Buffer.from(head, "latin1"));
  });
}
