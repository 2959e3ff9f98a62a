import { expect } from "chai";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { changed, distributionJson, distributionsFolder } from "../../support/distributions";
import { plainOrigin, startServe, view, type PlainOrigin, type Serving } from "../../support/serving";

const folder = mkdtempSync(join(tmpdir(), "supplied-"));
const shop = join(distributionsFolder, "shop.json");

function fileOf(name: string, value: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof value === "string" ? value : JSON.stringify(value));
  return path;
}

describe("static-site-ha serve, what is supplied to a distribution", () => {
  const at = "Distribution.DistributionConfig";
  const functionArn = "arn:aws:cloudfront::123456789012:function/flags";
  const lambdaArn = "arn:aws:lambda:us-east-1:123456789012:function:stamp:3";
  const storeArn = "arn:aws:cloudfront::123456789012:key-value-store/flags";
  const code = `import cf from "cloudfront";
const store = cf.kvs();
async function handler(event) {
  const request = event.request;
  request.uri = await store.get("page");
  return request;
}`;
  const lambda = `exports.stamp = async (event) => {
  const { response } = event.Records[0].cf;
  response.headers["x-stamp"] = [{ key: "X-Stamp", value: "lambda" }];
  return response;
};`;
  const policy = {
    ResponseHeadersPolicy: {
      Id: "11111111-2222-3333-4444-555555555555",
      ResponseHeadersPolicyConfig: {
        Name: "stamped",
        CustomHeadersConfig: { Quantity: 1, Items: [{ Header: "X-Policy", Value: "here", Override: true }] },
      },
    },
  };
  let serving: Serving;

  before(async () => {
    const behavior = `${at}.DefaultCacheBehavior`;
    const edits: readonly [string, unknown][] = [
      [
        `${behavior}.FunctionAssociations`,
        { Quantity: 1, Items: [{ EventType: "viewer-request", FunctionARN: functionArn }] },
      ],
      [
        `${behavior}.LambdaFunctionAssociations`,
        { Quantity: 1, Items: [{ EventType: "origin-response", LambdaFunctionARN: lambdaArn }] },
      ],
      [`${behavior}.ResponseHeadersPolicyId`, policy.ResponseHeadersPolicy.Id],
    ];
    const file = edits.reduce((value, [path, to]) => changed(value, path, to), distributionJson("docs"));
    const east = fileOf("east.json", {
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::docs-east/*" }],
    });
    serving = await startServe([
      ...["--distribution", fileOf("docs.json", file), "--content", "docs-west=examples/site"],
      ...["--function", `${functionArn}=${fileOf("flags.js", code)}`],
      ...["--function", `${lambdaArn}=${fileOf("stamp.js", lambda)}#stamp,runtime=nodejs22.x`],
      ...["--kvs", `${storeArn}=${fileOf("kvs.json", { data: [{ key: "page", value: "/about.html" }] })}`],
      ...["--policy", fileOf("policy.json", policy), "--bucket-policy", `docs-east=${east}`],
      ...["--switch", "SIM-5=before"],
    ]);
  });

  after(() => serving.stop());

  it("runs a CloudFront Function with its key-value store, a Lambda's named export and a headers policy", async () => {
    const { status, headers, text } = await view(serving, "/anything");
    expect(status).to.equal(200);
    expect(text).to.contain("<title>The light");
    expect([headers.get("x-stamp"), headers.get("x-policy")]).to.deep.equal(["lambda", "here"]);
  });

  it("reads the bucket's policy in place of what would have been made up, and fills the bucket that was named", async () => {
    await fetch(`${serving.ready.console}/api/invalidations`, { method: "POST", body: '{"paths":["/*"]}' });
    const { record } = await view(serving, "/other");
    expect([record["r-host"], record["sr-reason"]]).to.deep.equal([
      "docs-west.s3.us-west-2.amazonaws.com",
      "Failover:403",
    ]);
  });

  it("sees what the console writes to the key-value store (CF-12)", async () => {
    const url = `${serving.ready.console}/api/kvs/${storeArn}/page`;
    await fetch(url, { method: "PUT", body: '{"value":"/visit.html"}' });
    expect((await view(serving, "/anything-else")).text).to.contain("<title>Visit");
  });

  it("says what it made up and that no drill was run, and nothing of what was supplied", () => {
    expect(serving.stderr()).to.contain("no drill: no content is published to its primary");
    expect(serving.stderr()).to.not.contain("is not known");
  });
});

describe("static-site-ha serve --host", () => {
  const functionArn = "arn:aws:cloudfront::123456789012:function/steer";
  const code = `import cf from "cloudfront";
function handler(event) {
  cf.updateRequestOrigin({ domainName: event.request.uri === "/there" ? "There.example.com" : "nowhere.example.com" });
  return event.request;
}`;
  let west: PlainOrigin;
  let there: PlainOrigin;
  let serving: Serving;

  before(async () => {
    west = await plainOrigin((_request, response) => response.end("west"));
    there = await plainOrigin((request, response) => response.end(`there ${request.headers.host ?? ""}`));
    const file = changed(distributionJson("shop"), "DistributionConfig.DefaultCacheBehavior.FunctionAssociations", {
      Quantity: 1,
      Items: [{ EventType: "viewer-request", FunctionARN: functionArn }],
    });
    const single = changed(file, "DistributionConfig.DefaultCacheBehavior.TargetOriginId", "store-west");
    serving = await startServe([
      ...["--distribution", fileOf("steer.json", single), "--function", `${functionArn}=${fileOf("steer.js", code)}`],
      ...["--origin", `store-west=${west.url}`, "--origin", "store-east=down"],
      ...["--host", `there.example.com=${there.url}`],
    ]);
  });

  after(async () => {
    await serving.stop();
    await Promise.all([west.close(), there.close()]);
  });

  it("is where a name leads that a function sets; any other name leads nowhere, least of all out of here (D19)", async () => {
    const { status, text, record } = await view(serving, "/there");
    expect([status, text.toLowerCase()]).to.deep.equal([200, "there there.example.com"]);
    expect(record["r-host"].toLowerCase()).to.equal("there.example.com");
    const nowhere = await view(serving, "/elsewhere");
    expect([nowhere.status, nowhere.record.exchanges[0]?.failure]).to.deep.equal([502, "dns"]);
    expect(west.requests).to.deep.equal([]);
  });
});

describe("static-site-ha serve --time-scale", () => {
  let silent: Server;
  let west: PlainOrigin;
  let serving: Serving;
  const sockets = new Set<Socket>();

  before(async () => {
    silent = createServer((socket) => sockets.add(socket)).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const address = silent.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    west = await plainOrigin((request, response) => {
      response.writeHead(200, { "cache-control": "max-age=100" });
      response.end(`west ${request.url ?? ""}`);
    });
    serving = await startServe([
      ...["--distribution", shop, "--time-scale", "100"],
      ...["--origin", `store-east=http://127.0.0.1:${port}`, "--origin", `store-west=${west.url}`],
    ]);
  });

  after(async () => {
    await serving.stop();
    for (const socket of sockets) socket.destroy();
    silent.close();
    await west.close();
  });

  it("waits a hundredth of a response timeout and logs the whole of it (FO-12, FO-22)", async () => {
    const start = performance.now();
    const { text, record } = await view(serving, "/slow");
    expect(performance.now() - start).to.be.lessThan(2_000);
    expect([text, record["sr-reason"]]).to.deep.equal(["west /slow", "Failover:504"]);
    expect(record["time-taken-ms"]).to.be.within(4_900, 60_000);
  });

  it("keeps what an origin gives a hundred seconds for one second, and shows an Age in CloudFront's seconds (CA-3)", async () => {
    const cacheOf = async (): Promise<readonly [string | null, number]> => {
      const { headers } = await view(serving, "/errors/aged");
      return [headers.get("x-cache"), Number(headers.get("age") ?? 0)];
    };
    expect((await cacheOf())[0]).to.equal("Miss from cloudfront");
    await new Promise((resolve) => setTimeout(resolve, 300));
    const [cache, age] = await cacheOf();
    expect(cache).to.equal("Hit from cloudfront");
    expect(age).to.be.within(20, 99);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect((await cacheOf())[0]).to.not.equal("Hit from cloudfront");
  });
});
