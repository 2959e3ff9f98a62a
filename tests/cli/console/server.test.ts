import { expect } from "chai";
import { request as httpRequest } from "node:http";
import { LiveFeed } from "../../../cli/console/liveFeed";
import { DrillRuns } from "../../../cli/console/drillRuns";
import { RequestLog } from "../../../cli/console/requestLog";
import { serveConsole } from "../../../cli/console/server";
import { siteState } from "../../../cli/console/siteState";
import { parseFault, type DrillTarget } from "../../../drills";
import { proof } from "../../drills/proof/reports/support";
import { serveEdge, type Edge } from "../../../simulator/cloudfront";
import type { Listening } from "../../../simulator/listen";
import { drillTarget } from "../../support/drillSite";
import { distributionId, viewerRequest } from "../../support/edge";
import { logRecord } from "../../support/legs";
import { refusalOf } from "../../support/refusal";

describe("the console's API", () => {
  let target: DrillTarget;
  let edge: Edge;
  let log: RequestLog;
  let feed: LiveFeed;
  let viewers: Listening;
  let server: Listening;
  const store = "arn:aws:cloudfront::123456789012:key-value-store/flags";
  let stores: Record<string, Map<string, string>>;

  const invalidate = (paths: readonly string[]): void => {
    edge.invalidate(paths);
  };

  beforeEach(async () => {
    stores = { [store]: new Map([["a", "1"]]) };
    target = await drillTarget();
    log = new RequestLog();
    edge = target.cloud.edge({ distributionId, origins: target.origins, onLog: log.add });
    viewers = await serveEdge(edge, { port: 0, hosts: [], onError: () => undefined });
    feed = new LiveFeed({ log, state: () => siteState(target), now: () => 0 });
    server = await serveConsole(site({ distribution: distributionId }), 0);
  });

  afterEach(async () => {
    await server.close();
    await viewers.close();
    await target.cloud.close();
  });

  function site(description: Readonly<Record<string, unknown>>) {
    const more = { proof: proof(), keyValueStores: stores, description };
    return { target, drills: new DrillRuns(target, log.add), invalidate, log, feed, edge: viewers.url, ...more };
  }

  /** Status and body of one request. */
  function ask(
    method: string,
    path: string,
    body?: string,
    headers: Record<string, string> = {},
  ): Promise<[number, string]> {
    return new Promise((resolve, reject) => {
      const request = httpRequest(`${server.url}${path}`, { method, headers }, (response) => {
        let text = "";
        response.on("data", (chunk: Buffer) => (text += chunk.toString()));
        response.on("end", () => {
          resolve([response.statusCode ?? 0, text]);
        });
      });
      request.on("error", reject);
      request.end(body);
    });
  }

  it("tells what the site is", async () => {
    expect(await ask("GET", "/api/site")).to.deep.equal([200, `{"distribution":"${distributionId}"}\n`]);
  });

  it("gives the whole proof that was run before the site was served", async () => {
    const [status, text] = await ask("GET", "/api/proof");
    expect([status, text]).to.deep.equal([200, `${JSON.stringify(proof())}\n`]);
    expect((await ask("PUT", "/api/proof", "{}"))[0]).to.equal(405);
  });

  it("lists itself", async () => {
    expect((await ask("GET", "/"))[1]).to.contain("PUT    /api/faults/ORIGIN");
  });

  it("fails the primary, so that new paths come from the replica, and heals it", async () => {
    expect((await ask("PUT", "/api/faults/primary", '{"type":"down"}'))[0]).to.equal(200);
    const { status, log: record } = await edge.fetch(viewerRequest("/about.html"));
    expect([status, record["r-host"], record["sr-reason"]]).to.deep.equal([
      200,
      "replica-bucket.s3.us-west-2.amazonaws.com",
      "Failover:503",
    ]);
    expect(await ask("GET", "/api/faults")).to.deep.equal([
      200,
      '{"primary":{"type":"down","attributes":{},"toxicity":1}}\n',
    ]);
    expect((await ask("GET", "/api/faults/primary"))[1]).to.equal('{"type":"down","attributes":{},"toxicity":1}\n');
    expect((await ask("GET", "/api/faults/replica"))[1]).to.equal("null\n");
    expect(await ask("DELETE", "/api/faults/primary")).to.deep.equal([200, "{}\n"]);
    expect((await edge.fetch(viewerRequest("/"))).log["sr-reason"]).to.equal("");
  });

  it("fails a whole region, and heals all at once", async () => {
    expect((await ask("PUT", "/api/faults/region:us-east-1", '{"type":"down"}'))[0]).to.equal(200);
    expect((await edge.fetch(viewerRequest("/about.html"))).log["sr-reason"]).to.equal("Failover:503");
    await ask("DELETE", "/api/faults");
    expect(target.origins.faults()).to.deep.equal({});
  });

  it("empties the edge's cache", async () => {
    await edge.fetch(viewerRequest("/about.html"));
    expect((await edge.fetch(viewerRequest("/about.html"))).log["x-edge-result-type"]).to.equal("Hit");
    expect((await ask("POST", "/api/invalidations", '{"paths":["/*"]}'))[0]).to.equal(200);
    expect((await edge.fetch(viewerRequest("/about.html"))).log["x-edge-result-type"]).to.equal("Miss");
  });

  it("gives the log as a line of JSON a request, since an id", async () => {
    const first = await edge.fetch(viewerRequest("/about.html"));
    const second = await edge.fetch(viewerRequest("/"));
    const lines = (await ask("GET", "/api/log"))[1].trim().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { id: string }).id)).to.deep.equal([first.log.id, second.log.id]);
    const since = (await ask("GET", `/api/log?since=${encodeURIComponent(first.log.id)}`))[1];
    expect((JSON.parse(since) as { id: string }).id).to.equal(second.log.id);
    expect(second.log.id).to.equal(second.headers["x-amz-cf-id"]);
  });

  it("sends the log as server-sent events to whoever accepts them", async () => {
    const first = await firstEvent("/api/log", () => {
      log.add(logRecord({ id: "one" }));
    });
    expect(first).to.match(/^id: one\ndata: \{.*"id":"one".*\}\n\n$/);
  });

  it("sends what a page needs as server-sent events: first what there is, then what comes", async () => {
    target.origins.setFault("primary", parseFault({ type: "down", leaseMs: 5000 }));
    const hello = await firstEvent("/api/live", () => undefined, "event: hello");
    const fault = { target: "primary", type: "down", attributes: {}, toxicity: 1, leftMs: 5000 };
    expect(JSON.parse(hello.slice(hello.indexOf("data: ") + 6))).to.deep.include({
      state: {
        faults: [fault],
        replication: [
          { source: "primary-bucket", destination: "replica-bucket", pending: 0, latencySeconds: 1, paused: false },
        ],
      },
    });
  });

  /** The first event of a stream; `began` is called when the stream is open. */
  function firstEvent(path: string, began: () => void, start = "id: "): Promise<string> {
    return new Promise((resolve, reject) => {
      const request = httpRequest(`${server.url}${path}`, { headers: { accept: "text/event-stream" } }, (response) => {
        let text = "";
        response.once("data", began);
        response.on("data", (chunk: Buffer) => {
          text += chunk.toString();
          const at = text.indexOf(start);
          if (at === -1 || text.indexOf("\n\n", at) === -1) return;
          resolve(text.slice(at, text.indexOf("\n\n", at) + 2));
          request.destroy();
        });
      });
      request.on("error", reject);
      request.end();
    });
  }

  it("visits pages as a viewer does, and those that are to be cold from an origin", async () => {
    const visit = async (body: unknown): Promise<unknown> =>
      (JSON.parse((await ask("POST", "/api/visits", JSON.stringify(body)))[1]) as { status: number }[]).map(
        ({ status }) => status,
      );
    const results = (): readonly string[] => log.since("").map((record) => record["x-edge-result-type"]);
    expect(await visit({ paths: ["/about.html"] })).to.deep.equal([200]);
    expect(await visit({ paths: ["/about.html"] })).to.deep.equal([200]);
    expect(await visit({ paths: ["/about.html"], cold: true })).to.deep.equal([200]);
    expect(results()).to.deep.equal(["Miss", "Hit", "Miss"]);
    target.origins.setFault("primary", parseFault({ type: "internal-error" }));
    target.origins.setFault("replica", parseFault({ type: "internal-error" }));
    expect(await visit({ paths: ["/about.html"], cold: true })).to.deep.equal([500]);
  });

  it("gives a browser the page, which may load nothing but what comes from here", async () => {
    const response = await fetch(server.url, { headers: { accept: "text/html" } });
    const policy = response.headers.get("content-security-policy") ?? "";
    // Built or not: where it is not, the refusal says how.
    if (response.status === 200) expect(policy).to.contain("default-src 'none'").and.to.contain("script-src 'self'");
    else expect(await response.text()).to.contain("npm run build");
    expect(policy).not.to.contain("unsafe");
  });

  const refusals: readonly (readonly [string, string, string, string | undefined, number, string])[] = [
    [
      "an origin that the site does not have",
      "PUT",
      "/api/faults/third",
      '{"type":"down"}',
      404,
      "primary, replica, got third",
    ],
    [
      "a region that the site has nothing in",
      "PUT",
      "/api/faults/region:eu-west-1",
      '{"type":"down"}',
      404,
      "region:us-east-1",
    ],
    ["an unknown fault", "PUT", "/api/faults/primary", '{"type":"x"}', 400, "type must be one of down"],
    ["no fault", "PUT", "/api/faults/primary", undefined, 400, "a fault must be a JSON object"],
    ["a body that is no JSON", "PUT", "/api/faults/primary", "{", 400, "a body must be JSON"],
    ["a body that is too large", "PUT", "/api/faults/primary", `"${"x".repeat(70_000)}"`, 400, "at most 65536 bytes"],
    [
      "a path that does not start with a slash",
      "POST",
      "/api/invalidations",
      '{"paths":["x"]}',
      400,
      'start with \\"/\\"',
    ],
    ["a visit to another host", "POST", "/api/visits", '{"paths":["//evil.example/"]}', 400, "start with one"],
    ["too many visits", "POST", "/api/visits", JSON.stringify({ paths: Array(51).fill("/") }), 400, "1 to 50 paths"],
    ["an unknown path", "GET", "/api/nothing", undefined, 404, "no such path"],
    ["a GET that would change something", "GET", "/api/invalidations", undefined, 405, "takes POST, got GET"],
    ["a path that is no path", "GET", "//x:999999/", undefined, 404, "no such path"],
  ];
  for (const [what, method, path, body, status, sentence] of refusals) {
    it(`refuses ${what}`, async () => {
      const [got, text] = await ask(method, path, body);
      expect(got).to.equal(status);
      expect(text).to.contain(sentence);
      expect(target.origins.faults()).to.deep.equal({});
    });
  }

  it("refuses a name that was rebound to the loopback interface, and a page from elsewhere", async () => {
    expect((await ask("GET", "/api/site", undefined, { host: "evil.example" }))[0]).to.equal(403);
    const foreign = { origin: "https://evil.example" };
    expect((await ask("PUT", "/api/faults/primary", '{"type":"down"}', foreign))[0]).to.equal(403);
    expect((await ask("GET", "/api/site", undefined, { origin: server.url }))[0]).to.equal(200);
    expect(target.origins.faults()).to.deep.equal({});
  });

  it("gives, sets and removes what edge code reads, and refuses a store that there is none of (CF-12)", async () => {
    const path = `/api/kvs/${encodeURIComponent(store)}/`;
    expect(await ask("GET", `${path}a`)).to.deep.equal([200, '{"value":"1"}\n']);
    expect((await ask("PUT", `/api/kvs/${store}/dir/b`, '{"value":"2"}'))[0]).to.equal(200);
    expect((await ask("DELETE", `${path}a`))[0]).to.equal(200);
    expect([...(stores[store] ?? [])]).to.deep.equal([["dir/b", "2"]]);
    expect((await ask("PUT", `${path}b`, '{"value":2}'))[0]).to.equal(400);
    expect((await ask("PUT", `${path}b`, JSON.stringify({ value: "x".repeat(1025) })))[0]).to.equal(400);
    const [status, body] = await ask("PUT", "/api/kvs/arn:none/b", '{"value":"2"}');
    expect(status).to.equal(400);
    expect(body).to.contain("E_KEY_VALUE_STORE").and.to.contain(store);
    expect([...(stores[store] ?? [])]).to.deep.equal([["dir/b", "2"]]);
  });

  it("refuses a port that is in use, naming the option", async () => {
    const refusal = await refusalOf(serveConsole(site({}), server.port));
    expect(refusal.code).to.equal("E_PORT");
    expect(refusal.sentence).to.equal(
      `--console-port must be a free port, or 0 for any, got ${server.port}, which is in use`,
    );
  });
});
