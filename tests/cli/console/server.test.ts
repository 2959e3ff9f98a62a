import { expect } from "chai";
import { request as httpRequest } from "node:http";
import { RequestLog } from "../../../cli/console/requestLog";
import { serveConsole } from "../../../cli/console/server";
import type { DrillTarget } from "../../../drills";
import type { Edge } from "../../../simulator/cloudfront";
import type { Listening } from "../../../simulator/listen";
import { drillTarget } from "../../support/drillSite";
import { distributionId, viewerRequest } from "../../support/edge";
import { logRecord } from "../../support/legs";
import { refusalOf } from "../../support/refusal";

describe("the console's API", () => {
  let target: DrillTarget;
  let edge: Edge;
  let log: RequestLog;
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
    server = await serveConsole(
      { target, invalidate, log, keyValueStores: stores, description: { distribution: distributionId } },
      0,
    );
  });

  afterEach(async () => {
    await server.close();
    await target.cloud.close();
  });

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
    const first = await new Promise<string>((resolve, reject) => {
      const request = httpRequest(`${server.url}/api/log`, { headers: { accept: "text/event-stream" } }, (response) => {
        response.on("data", (chunk: Buffer) => {
          const text = chunk.toString();
          if (text.startsWith(":")) log.add(logRecord({ id: "one" }));
          else {
            resolve(text);
            request.destroy();
          }
        });
      });
      request.on("error", reject);
      request.end();
    });
    expect(first).to.match(/^id: one\ndata: \{.*"id":"one".*\}\n\n$/);
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
    const refusal = await refusalOf(
      serveConsole({ target, invalidate, log, keyValueStores: stores, description: {} }, server.port),
    );
    expect(refusal.code).to.equal("E_PORT");
    expect(refusal.sentence).to.equal(
      `--console-port must be a free port, or 0 for any, got ${server.port}, which is in use`,
    );
  });
});
