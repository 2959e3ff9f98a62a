import { expect } from "chai";
import { once } from "node:events";
import { request as httpRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { connect } from "node:net";
import { RealClock } from "../../../simulator/clock";
import { Edge } from "../../../simulator/cloudfront/edge";
import type { LogRecord } from "../../../simulator/cloudfront/exchange";
import { serveEdge } from "../../../simulator/cloudfront/httpServer";
import { bytesOf } from "../../../simulator/http";
import type { Listening } from "../../../simulator/listen";
import { toItems } from "../../../simulator/model/distributionConfig";
import { distributionId, siteModel } from "../../support/edge";
import { answers, byPath, ScriptedOrigins, type Script } from "../../support/edgeOrigins";
import { refusalOf } from "../../support/refusal";

const everyMethod = {
  AllowedMethods: toItems(["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]),
};
const domain = "d111111abcdef8.cloudfront.net";

describe("the edge over HTTP", () => {
  let server: Listening;
  let origins: ScriptedOrigins;
  let logs: LogRecord[];

  beforeEach(async () => {
    const clock = new RealClock();
    origins = new ScriptedOrigins(
      { primary: byPath({ "/index.html": answers(200, "home") }), replica: answers(404) },
      clock,
    );
    logs = [];
    const edge = new Edge(siteModel({ behavior: everyMethod }), distributionId, {
      clock,
      origins,
      onLog: (record) => logs.push(record),
    });
    server = await serveEdge(edge, { port: 0, hosts: edge.hosts });
  });

  afterEach(() => server.close());

  async function send(
    options: RequestOptions & { readonly body?: string },
  ): Promise<{ message: IncomingMessage; body: string }> {
    const { body, ...rest } = options;
    const sent = httpRequest(server.url, rest);
    sent.end(body);
    const [message] = (await once(sent, "response")) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    return { message, body: Buffer.concat(chunks).toString() };
  }

  async function raw(text: string): Promise<string> {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    socket.write(text);
    let answer = "";
    for await (const chunk of socket) answer += String(chunk);
    return answer;
  }

  it("answers loopback names, its domain in any case, and nobody else (HD-99)", async () => {
    const status = async (host: string): Promise<number | undefined> =>
      (await send({ path: "/", headers: { host } })).message.statusCode;
    for (const host of [domain, domain.toUpperCase(), "localhost:8080", "127.0.0.1", "[::1]:1", "site.localhost"]) {
      expect(await status(host), host).to.equal(200);
    }
    for (const host of ["example.com", `${domain}.evil.example`, "localhost.example"]) {
      expect(await status(host), host).to.equal(403);
    }
  });

  it("answers every name one level below an alias with an asterisk (HD-99)", async () => {
    await server.close();
    const edge = new Edge(siteModel(), distributionId, { clock: new RealClock(), origins });
    server = await serveEdge(edge, { port: 0, hosts: ["*.example.com"] });
    const status = async (host: string): Promise<number | undefined> =>
      (await send({ path: "/", headers: { host } })).message.statusCode;
    expect(await status("pr-7.example.com")).to.equal(200);
    for (const host of ["example.com", "a.b.example.com", "example.org"])
      expect(await status(host), host).to.equal(403);
  });

  it("counts a request as HTTPS, unless it says X-Forwarded-Proto: http", async () => {
    const secure = await send({ path: "/" });
    expect([secure.message.statusCode, secure.body]).to.deep.equal([200, "home"]);
    const plain = await send({ path: "/a", headers: { host: domain, "x-forwarded-proto": "http" } });
    expect([plain.message.statusCode, plain.message.headers.location]).to.deep.equal([301, `https://${domain}/a`]);
  });

  it("shows the headers that CloudFront sends", async () => {
    const { message } = await send({ path: "/" });
    expect(message.headers).to.include({
      "x-cache": "Miss from cloudfront",
      "x-amz-cf-pop": "SEA19-C1",
      "content-length": "4",
    });
    expect(message.headers.via).to.contain("cloudfront.net (CloudFront)");
    expect((await send({ path: "/" })).message.headers).to.include({ "x-cache": "Hit from cloudfront", age: "0" });
  });

  it("logs the ports and addresses of a connection, for the plainest of requests and for any other (OB-3)", async () => {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    const line = `Host: ${domain}\r\n`;
    socket.write(`GET / HTTP/1.1\r\n${line}\r\n`);
    await once(socket, "data");
    socket.write(`OPTIONS / HTTP/1.1\r\n${line}Content-Length: 1\r\nConnection: close\r\n\r\nx`);
    const { localPort } = socket;
    socket.resume();
    await once(socket, "close");
    expect(logs).to.have.length(2);
    for (const log of logs) expect([log["c-port"], log["s-ip"]]).to.deep.equal([localPort, "127.0.0.1"]);
    expect(logs.every((log) => log["ssl-protocol"] === undefined && log["ssl-cipher"] === undefined)).to.equal(true);
  });

  it("passes the path as it came (HD-70)", async () => {
    await send({ path: "//a/../%41?x=%20" });
    expect(origins.seen[0]?.path).to.equal("//a/../%41");
  });

  it("answers a HEAD with the length alone (HD-58)", async () => {
    const { message, body } = await send({ path: "/", method: "HEAD" });
    expect([message.headers["content-length"], body]).to.deep.equal(["4", ""]);
  });

  it("refuses a GET with a body, but not one of length 0 (HD-93, HD-94)", async () => {
    expect((await send({ path: "/", body: "x", headers: { "content-length": 1 } })).message.statusCode).to.equal(403);
    expect((await send({ path: "/", headers: { "content-length": 0 } })).message.statusCode).to.equal(200);
  });

  it("refuses a head that is too long with 494, a little too long as much as far (HD-90)", async () => {
    for (const length of [33_000, 100_000]) {
      const answer = await raw(`GET / HTTP/1.1\r\nHost: ${domain}\r\nX-Long: ${"a".repeat(length)}\r\n\r\n`);
      expect(answer, String(length)).to.match(/^HTTP\/1\.1 494 /);
    }
  });

  it("takes the authority of an absolute target for the host (HD-100)", async () => {
    const answer = await raw(`GET http://example.com/ HTTP/1.1\r\nHost: ${domain}\r\nConnection: close\r\n\r\n`);
    expect(answer).to.match(/^HTTP\/1\.1 403 /);
  });

  it("refuses two Host headers, and none, with 400 (HD-100)", async () => {
    expect(await raw(`GET / HTTP/1.1\r\nHost: ${domain}\r\nHost: b\r\nConnection: close\r\n\r\n`)).to.match(
      /^HTTP\/1\.1 400 /,
    );
    expect(await raw("GET / HTTP/1.1\r\nConnection: close\r\n\r\n")).to.match(/^HTTP\/1\.1 400 /);
    expect(await raw("GET / HTTP/1.0\r\n\r\n")).to.match(/^HTTP\/1\.1 403 /);
    expect(logs.map((record) => [record["cs-host"], record["sc-status"]])).to.deep.equal([
      [domain, 400],
      ["", 400],
    ]);
  });

  it("answers CONNECT and an expectation that nobody meets with its own page and a log line (HD-95, HD-97)", async () => {
    const answer = await raw(`CONNECT ${domain}:443 HTTP/1.1\r\nHost: ${domain}\r\n\r\n`);
    expect(answer).to.match(/^HTTP\/1\.1 400 [^]*Generated by cloudfront/);
    const odd = await raw(`GET / HTTP/1.1\r\nHost: ${domain}\r\nExpect: tea\r\nConnection: close\r\n\r\n`);
    expect(odd).to.match(/^HTTP\/1\.1 417 [^]*Generated by cloudfront/);
    expect(logs.map((record) => [record["cs-method"], record["sc-status"]])).to.deep.equal([
      ["CONNECT", 400],
      ["GET", 417],
    ]);
  });

  it("answers Expect: 100-continue itself, and the origin gets neither it nor an Upgrade (HD-95, HD-96)", async () => {
    const head = `PUT /index.html HTTP/1.1\r\nHost: ${domain}\r\nExpect: 100-continue\r\nUpgrade: h2c\r\n`;
    const answer = await raw(`${head}Content-Length: 1\r\nConnection: close\r\n\r\nx`);
    expect(answer).to.match(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /);
    expect(origins.seen[0]?.headers).to.not.have.any.keys("expect", "upgrade");
  });

  it("logs an upload that its viewer abandons as the viewer's doing (HD-122)", async () => {
    const reads: Script = async ({ body }) => {
      await bytesOf(body ?? new Uint8Array());
      return { kind: "failure", failure: "connection-reset" };
    };
    origins.set("primary", reads);
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    socket.write(`PUT /index.html HTTP/1.1\r\nHost: ${domain}\r\nContent-Length: 10\r\n\r\n01234`);
    while (origins.seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    socket.destroy();
    while (logs.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    const fields = logs.map((record) => [record["sc-status"], record["x-edge-detailed-result-type"]]);
    expect(fields).to.deep.equal([[0, "ClientCommError"]]);
  });

  it("names the port that cannot be listened on", async () => {
    const { port } = new URL(server.url);
    const edge = new Edge(siteModel(), distributionId, { clock: new RealClock(), origins });
    const refusal = await refusalOf(serveEdge(edge, { port: Number(port), hosts: [] }));
    expect([refusal.code, refusal.sentence]).to.deep.equal([
      "E_PORT",
      `--port must be a free port, or 0 for any, got ${port}, which is in use`,
    ]);
  });
});
