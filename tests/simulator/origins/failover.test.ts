import { expect } from "chai";
import { createServer, type RequestListener, type Server } from "node:http";
import { once } from "node:events";
import { FaultyTransport, parseFault } from "../../../drills";
import { RealClock } from "../../../simulator/clock";
import { Edge } from "../../../simulator/cloudfront/edge";
import type { LogRecord } from "../../../simulator/cloudfront/exchange";
import { toItems, type Origin } from "../../../simulator/model/distributionConfig";
import { bodyOf, cachingDisabled, distributionId, siteModel, viewerRequest } from "../../support/edge";
import { openBlackHole } from "./blackHole";
import { Stage } from "./support";

/** Ten times faster than CloudFront: its shortest timeout is a tenth of a second. */
const timeScale = 10;

describe("failover between two plain HTTP servers", () => {
  const stage = new Stage();
  const servers: Server[] = [];
  const clock = new RealClock(timeScale);
  let logs: LogRecord[];

  beforeEach(() => {
    logs = [];
  });

  afterEach(async () => {
    await stage.close();
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  async function server(listener: RequestListener): Promise<URL> {
    const one = createServer(listener).listen(0, "127.0.0.1");
    servers.push(one);
    await once(one, "listening");
    const address = one.address();
    return new URL(`http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`);
  }

  function custom(id: string): Origin {
    return {
      Id: id,
      DomainName: `${id}.example.com`,
      ConnectionAttempts: 1,
      ConnectionTimeout: 1,
      CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: "http-only", OriginReadTimeout: 1 },
    };
  }

  function edgeOver(primary: URL | "down", replica: URL): { readonly edge: Edge; readonly faults: FaultyTransport } {
    const model = siteModel({
      behavior: { CachePolicyId: cachingDisabled },
      config: { Origins: toItems([custom("primary"), custom("replica")]) },
    });
    const bindings = {
      origins: new Map<string, URL | "down">([
        ["primary", primary],
        ["replica", replica],
      ]),
      hosts: new Map<string, URL>(),
    };
    const origins = stage.origins(primary, { clock, bindings });
    const faults = new FaultyTransport(origins, clock, () => "us-east-1");
    const edge = new Edge(model, distributionId, { clock, origins: faults, onLog: (record) => logs.push(record) });
    return { edge, faults };
  }

  const answersOwnName: RequestListener = (message, response) => {
    response.end(message.headers.host);
  };

  async function get(edge: Edge, path = "/page"): Promise<string> {
    const { status, body } = await edge.fetch(viewerRequest(path));
    const text = body instanceof Uint8Array ? bodyOf({ body }) : "a stream";
    return `${status} ${text} ${logs.at(-1)?.["sr-reason"] ?? ""}`.trim();
  }

  it("does not happen while the primary answers", async () => {
    const { edge } = edgeOver(await server(answersOwnName), await server(answersOwnName));
    expect(await get(edge)).to.equal("200 primary.example.com");
  });

  const broken: readonly (readonly [string, () => Promise<URL | "down">, number])[] = [
    ["is not there (FO-11)", () => Promise.resolve("down"), 503],
    ["says 503 (FO-10)", () => server((_message, response) => response.writeHead(503).end()), 503],
    ["says 404 (FO-10)", () => server((_message, response) => response.writeHead(404).end("no")), 404],
    ["is silent (FO-12)", () => server(() => undefined), 504],
    ["hangs up (FO-11)", () => server((message) => message.socket.destroy()), 503],
  ];
  for (const [what, primary, code] of broken) {
    it(`happens when the primary ${what}`, async () => {
      const { edge } = edgeOver(await primary(), await server(answersOwnName));
      expect(await get(edge)).to.equal(`200 replica.example.com Failover:${code}`);
    });
  }

  it("happens when the primary is a black hole, after the connection timeout (FO-11, FO-21)", async () => {
    const hole = await openBlackHole();
    try {
      const { edge } = edgeOver(hole.url, await server(answersOwnName));
      expect(await get(edge)).to.equal("200 replica.example.com Failover:503");
    } finally {
      await hole.close();
    }
  });

  it("ends as soon as the primary is back (FO-16)", async () => {
    let broken = true;
    const primary = await server((message, response) => {
      if (broken) response.writeHead(500).end();
      else response.end(message.headers.host);
    });
    const { edge } = edgeOver(primary, await server(answersOwnName));
    expect(await get(edge)).to.equal("200 replica.example.com Failover:500");
    broken = false;
    expect(await get(edge)).to.equal("200 primary.example.com");
  });

  const faults: readonly (readonly [string, Record<string, number>, string])[] = [
    ["down", {}, "Failover:503"],
    ["connect-timeout", {}, "Failover:503"],
    ["dns", {}, "Failover:503"],
    ["tls", {}, "Failover:503"],
    ["reset_peer", {}, "Failover:503"],
    ["timeout", {}, "Failover:504"],
    ["latency", { latency: 1_000 }, "Failover:504"],
    ["slicer", { average_size: 10, delay: 1_000_000 }, "Failover:504"],
    ["limit_data", { bytes: 10 }, "Failover:503"],
    ["deny", {}, "Failover:403"],
    ["slow-down", {}, "Failover:503"],
    ["internal-error", {}, "Failover:500"],
    ["service-unavailable", {}, "Failover:503"],
    ["status", { code: 502 }, "Failover:502"],
    ["region", {}, "Failover:503"],
  ];
  for (const [type, attributes, reason] of faults) {
    it(`happens when the fault ${type} sits in front of a primary that answers`, async () => {
      const { edge, faults: set } = edgeOver(await server(answersOwnName), await server(answersOwnName));
      set.setFault("primary", parseFault({ type, attributes }));
      expect(await get(edge)).to.equal(`200 replica.example.com ${reason}`);
    });
  }

  it("does not happen for what only makes the primary slow, or redirects (FO-14)", async () => {
    const { edge, faults: set } = edgeOver(await server(answersOwnName), await server(answersOwnName));
    for (const fault of [
      { type: "latency", attributes: { latency: 100 } },
      { type: "bandwidth", attributes: { rate: 100 } },
      { type: "slow_close", attributes: { delay: 100 } },
    ]) {
      set.setFault("primary", parseFault(fault));
      expect((await edge.fetch(viewerRequest("/page"))).status).to.equal(200);
      expect(logs.at(-1)?.["sr-reason"]).to.equal("");
    }
    set.setFault("primary", parseFault({ type: "redirect" }));
    expect((await edge.fetch(viewerRequest("/page"))).status).to.equal(307);
  });
});
