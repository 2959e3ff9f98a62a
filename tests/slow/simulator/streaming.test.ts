import { expect } from "chai";
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from "node:http";
import { once } from "node:events";
import { RealClock } from "../../../simulator/clock";
import { Edge, serveEdge } from "../../../simulator/cloudfront";
import type { LogRecord } from "../../../simulator/cloudfront/exchange";
import { bytesOf } from "../../../simulator/http";
import { listen, type Listening } from "../../../simulator/listen";
import { toItems } from "../../../simulator/model/distributionConfig";
import { createHttpOrigins, type HttpOrigins } from "../../../simulator/origins";
import { cachingDisabled, distributionId, siteModel } from "../../support/edge";

const allMethods = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"];
const chunk = Buffer.alloc(64 * 1024, "x");

describe("a distribution before a real origin", () => {
  const open: { close(): Promise<void> }[] = [];
  const logs: LogRecord[] = [];

  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.close();
    logs.length = 0;
  });

  async function serve(origin: RequestListener): Promise<Listening> {
    const server: Server = createServer(origin);
    const upstream = await listen(server, 0, "--origin");
    const clock = new RealClock();
    const origins: HttpOrigins = createHttpOrigins({
      bindings: { origins: new Map([["primary", new URL(upstream.url)]]), hosts: new Map() },
      fallback: { exchange: () => Promise.reject(new Error("every origin is bound")) },
      clock,
    });
    const allowed = { ...toItems(allMethods), CachedMethods: toItems(["GET", "HEAD"]) };
    const model = siteModel({
      criteria: null,
      behavior: { AllowedMethods: allowed, Compress: false },
      config: {
        CacheBehaviors: toItems([
          {
            PathPattern: "/uncached/*",
            TargetOriginId: "primary",
            ViewerProtocolPolicy: "allow-all" as const,
            CachePolicyId: cachingDisabled,
          },
        ]),
      },
    });
    const edge = new Edge(model, distributionId, {
      clock,
      origins,
      cacheBytes: 8 * 1024 * 1024,
      onLog: (record) => logs.push(record),
    });
    const listening = await serveEdge(edge, { port: 0, hosts: [] });
    open.push(upstream, origins, listening);
    return listening;
  }

  async function get(url: string): Promise<IncomingMessage> {
    const sent = httpRequest(url).end();
    const [response] = (await once(sent, "response")) as [IncomingMessage];
    return response;
  }

  it("passes a gigabyte through without holding it", async function () {
    this.timeout(60_000);
    const chunks = 16 * 1024;
    const { url } = await serve((_message, response) => {
      response.writeHead(200, { "content-length": chunks * chunk.byteLength });
      let left = chunks;
      const more = (): void => {
        while (left-- > 0) if (!response.write(chunk)) return void response.once("drain", more);
        response.end();
      };
      more();
    });
    const response = await get(`${url}/large`);
    let bytes = 0;
    let most = 0;
    const before = process.memoryUsage().rss;
    for await (const part of response as AsyncIterable<Buffer>) {
      bytes += part.byteLength;
      most = Math.max(most, process.memoryUsage().rss);
    }
    expect(bytes).to.equal(chunks * chunk.byteLength);
    expect(most - before).to.be.lessThan(200 * 1024 * 1024);
  });

  it("lets the viewer see that a body broke off, and caches none of it (HD-115)", async () => {
    let asked = 0;
    const { url } = await serve((_message, response) => {
      asked++;
      response.writeHead(200, { "content-length": 1_000 });
      response.write("half");
      setTimeout(() => response.destroy(), 20);
    });
    for (const expected of [1, 2]) {
      const response = await get(`${url}/a`);
      const error: unknown = await bytesOf(response).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(Error);
      expect(asked).to.equal(expected);
    }
  });

  it("sends the body of a write to the origin and its answer back (HD-1)", async () => {
    const { url } = await serve((message, response) => {
      response.setHeader("x-type", message.headers["content-type"] ?? "none");
      response.setHeader("x-method", message.method ?? "none");
      response.writeHead(201);
      message.pipe(response);
    });
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const response = await fetch(`${url}/a`, { method, body: "what was sent", headers: { "content-type": "a/b" } });
      const { headers, status } = response;
      expect([status, headers.get("x-type"), headers.get("x-method")]).to.deep.equal([201, "a/b", method]);
      expect(await response.text()).to.equal("what was sent");
    }
  });

  it("leaves the origin when its only viewer leaves, and goes on serving others (HD-122)", async () => {
    let left = (): void => undefined;
    const gone = new Promise<void>((resolve) => {
      left = resolve;
    });
    const { url } = await serve((message, response) => {
      if (message.url === "/b") return void response.end("others");
      response.on("close", left);
      response.writeHead(200);
      response.write("for ever");
    });
    const sent = httpRequest(`${url}/a`).end();
    const [response] = (await once(sent, "response")) as [IncomingMessage];
    await once(response, "data");
    sent.destroy();
    await gone;
    expect(await (await fetch(`${url}/b`)).text()).to.equal("others");
  });
});
