import { expect } from "chai";
import { writeFileSync, mkdtempSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCli } from "../../support/cli";
import { changed, distributionJson, distributionsFolder } from "../../support/distributions";
import { plainOrigin, startServe, view, type PlainOrigin, type Serving } from "../../support/serving";

const shop = join(distributionsFolder, "shop.json");
const docs = join(distributionsFolder, "docs.json");
const folder = mkdtempSync(join(tmpdir(), "distribution-"));

function fileOf(name: string, value: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof value === "string" ? value : JSON.stringify(value));
  return path;
}

/** A shop's server: a path `/status/503` answers with that status, everything else with its name and what it was asked. */
function shopServer(name: string): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const status = Number(/^\/status\/(\d{3})/.exec(request.url ?? "")?.[1] ?? 200);
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      response.writeHead(name === "east" ? status : 200, { "content-type": "text/plain", "x-served-by": name });
      response.end(`${name} ${request.method ?? ""} ${request.url ?? ""} ${body}`.trim());
    });
  };
}

describe("static-site-ha serve --distribution, two custom origins, three behaviors and error pages", () => {
  let east: PlainOrigin;
  let west: PlainOrigin;
  let serving: Serving;

  before(async () => {
    east = await plainOrigin(shopServer("east"));
    west = await plainOrigin(shopServer("west"));
    serving = await startServe([
      ...["--distribution", shop, "--time-scale", "20"],
      ...["--origin", `store-east=${east.url}`, "--origin", `store-west=${west.url}`],
    ]);
  });

  after(async () => {
    await serving.stop();
    await west.close();
    await east.close().catch(() => undefined);
  });

  it("prints what it made up and that there is no drill, and has neither buckets nor a verdict", () => {
    expect(serving.stderr()).to.match(/^made up: the distribution's id, E[0-9A-Z]{13}$/m);
    expect(serving.stderr()).to.contain("no drill: ");
    expect([serving.ready.buckets, serving.ready.drill]).to.deep.equal([[], null]);
  });

  it("asks the primary by its address, with the Host and the headers that the file names (HD-4, HD-15)", async () => {
    const { status, text, record } = await view(serving, "/");
    expect([status, text]).to.deep.equal([200, "east GET /index.html"]);
    expect(record["r-host"]).to.equal("store.east.example.com");
    const headers = east.requests.at(-1)?.headers;
    expect([headers?.host, headers?.["x-member"]]).to.deep.equal(["store.east.example.com", "store-east"]);
  });

  it("fails over on a status of the criteria between two plain HTTP servers (FO-10, OB-1)", async () => {
    const { status, text, record } = await view(serving, "/status/503/a");
    expect([status, text]).to.deep.equal([200, "west GET /status/503/a"]);
    expect([record["sr-reason"], record["r-host"]]).to.deep.equal(["Failover:503", "store.west.example.com"]);
    expect(record.exchanges.map(({ origin, status: one }) => [origin, one])).to.deep.equal([
      ["store-east", 503],
      ["store-west", 200],
    ]);
  });

  it("shows the error page of the file for a status outside the criteria, from its own behavior (CE-4)", async () => {
    const { status, text } = await view(serving, "/status/404/a");
    expect([status, text]).to.deep.equal([404, "west GET /errors/404.html"]);
  });

  it("sends every method to a single origin and takes any status from it (PL-1, FO-9)", async () => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      const { status, record } = await view(serving, "/api/orders", { method });
      expect([status, record["r-host"], record["sr-reason"]]).to.deep.equal([200, "store.east.example.com", ""]);
      expect(east.requests.at(-1)?.method).to.equal(method);
    }
  });

  it("fails over while a fault keeps the primary from answering, and turns back (FO-11)", async () => {
    const fault = `${serving.ready.console}/api/faults/store-east`;
    await fetch(fault, { method: "PUT", body: '{"type":"down"}' });
    expect((await view(serving, "/faulted")).text).to.equal("west GET /faulted");
    await fetch(fault, { method: "DELETE" });
    expect((await view(serving, "/healed")).text).to.equal("east GET /healed");
  });

  it("fails over once nobody listens at the primary's address (FO-11)", async () => {
    await east.close();
    const { text, record } = await view(serving, "/after");
    expect([text, record["sr-reason"]]).to.deep.equal(["west GET /after", "Failover:503"]);
  });
});

describe("static-site-ha serve --distribution, S3 origins", () => {
  let serving: Serving;
  const log = join(folder, "access.log");

  before(async () => {
    serving = await startServe([
      ...["--distribution", docs, "--content", "examples/site", "--replicate", "docs-east=docs-west"],
      ...["--pops", "SEA19-C1,FRA56-P1", "--access-log", log],
    ]);
  });

  it("makes the buckets, publishes the content and proves it", () => {
    expect(serving.ready.distribution).to.equal("E1EXAMPLEDOCS00");
    expect(serving.ready.buckets).to.deep.equal([
      { name: "docs-east", region: "us-east-1" },
      { name: "docs-west", region: "us-west-2" },
    ]);
    expect(serving.ready.drill?.verdict).to.equal("passed");
  });

  it("has a cache and an address for each point of presence, and one invalidation for all (CA-21)", async () => {
    const [seattle = "", frankfurt = ""] = ["SEA19-C1", "FRA56-P1"].map((pop) => serving.ready.edges?.[pop]);
    expect(serving.ready.edge).to.equal(seattle);
    const cacheOf = async (edge: string): Promise<string | null> =>
      (await view(serving, "/about.html", {}, edge)).headers.get("x-cache");
    expect([await cacheOf(seattle), await cacheOf(frankfurt)]).to.deep.equal([
      "Miss from cloudfront",
      "Miss from cloudfront",
    ]);
    expect([await cacheOf(seattle), await cacheOf(frankfurt)]).to.deep.equal([
      "Hit from cloudfront",
      "Hit from cloudfront",
    ]);
    await fetch(`${serving.ready.console}/api/invalidations`, { method: "POST", body: '{"paths":["/*"]}' });
    expect([await cacheOf(seattle), await cacheOf(frankfurt)]).to.deep.equal([
      "Miss from cloudfront",
      "Miss from cloudfront",
    ]);
    const { headers } = await view(serving, "/about.html", {}, frankfurt);
    expect(headers.get("x-amz-cf-pop")).to.equal("FRA56-P1");
  });

  it("ends on SIGTERM with its log on the disk and nothing but the ready line on stdout", async () => {
    const { code, stdout } = await serving.stop();
    expect([code, stdout.trim().split("\n").length]).to.deep.equal([0, 1]);
    const lines = readFileSync(log, "utf8").trim().split("\n");
    expect(lines.slice(0, 2).every((line) => line.startsWith("#"))).to.equal(true);
    expect(lines.slice(2).filter((line) => line.includes("\t/about.html\t"))).to.have.length(7);
  });
});

describe("static-site-ha serve --staging", () => {
  let live: PlainOrigin;
  let serving: Serving;

  before(async () => {
    live = await plainOrigin((request, response) => {
      response.end(`live ${request.url ?? ""}`);
    });
    const config = changed(
      distributionJson("shop")["DistributionConfig"] as Record<string, unknown>,
      "Origins.Items.0",
      { ...originOf("shop"), Id: "broken", DomainName: "broken.example.com" },
    );
    const group = changed(config, "OriginGroups.Items.0.Members.Items.0.OriginId", "broken");
    const staging = changed(group, "CacheBehaviors.Items.0.TargetOriginId", "broken");
    const policy = {
      Enabled: true,
      StagingDistributionDnsNames: { Quantity: 1, Items: ["d2staging.cloudfront.net"] },
      TrafficConfig: { Type: "SingleHeader", SingleHeaderConfig: { Header: "aws-cf-cd-drill", Value: "yes" } },
    };
    serving = await startServe([
      ...["--distribution", shop, "--staging", fileOf("staging.json", staging)],
      ...["--continuous-deployment", fileOf("deployment.json", policy)],
      ...["--origin", `store-east=${live.url}`, "--origin", `store-west=${live.url}`, "--origin", "broken=down"],
    ]);
  });

  after(async () => {
    await serving.stop();
    await live.close();
  });

  it("V33: answers who sends the header from staging and its cache alone, everybody else from production", async () => {
    const drill = { headers: { "aws-cf-cd-drill": "yes" } };
    const seen = async (init: RequestInit = {}): Promise<(string | null)[]> => {
      const { status, headers, record } = await view(serving, "/page.html", init);
      return [String(status), headers.get("x-cache"), record["r-host"], record["sr-reason"]];
    };
    expect(await seen(drill)).to.deep.equal(["200", "Miss from cloudfront", "store.west.example.com", "Failover:503"]);
    expect(await seen()).to.deep.equal(["200", "Miss from cloudfront", "store.east.example.com", ""]);
    expect((await seen(drill))[1]).to.equal("Hit from cloudfront");
    expect((await seen())[1]).to.equal("Hit from cloudfront");
  });

  function originOf(name: string): object {
    const config = distributionJson(name)["DistributionConfig"] as { Origins: { Items: object[] } };
    return config.Origins.Items[0] ?? {};
  }
});

describe("static-site-ha serve, what it refuses", () => {
  const v10 = changed(distributionJson("shop"), "DistributionConfig.DefaultCacheBehavior.AllowedMethods", {
    ...methods(["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]),
    CachedMethods: methods(["GET", "HEAD"]),
  });

  const cases: readonly [what: string, args: readonly string[], code: string, path: string, sentence: RegExp][] = [
    [
      "writes on a group, in the API's words (V10)",
      ["--distribution", fileOf("v10.json", v10)],
      "InvalidArgument",
      "DefaultCacheBehavior.AllowedMethods",
      /^The parameter AllowedMethods cannot include POST, PUT, PATCH, or DELETE for a cached behavior associated with an origin group\.$/,
    ],
    [
      "a file that is not there",
      ["--distribution", "none.json"],
      "E_FILE",
      "--distribution",
      /got none\.json \(ENOENT\)$/,
    ],
    ["a file that is no JSON", ["--distribution", fileOf("x", "{")], "E_FILE", "--distribution", /a file of JSON/],
    [
      "a file of something else",
      ["--distribution", fileOf("y", {})],
      "E_FILE",
      "distribution",
      /get-distribution-config/,
    ],
    ["a state that is none", ["--state", fileOf("z", {})], "E_FILE", "state", /pulumi stack export/],
    ["a custom origin without an address", ["--distribution", shop], "E_ORIGIN_UNBOUND", "--origin", /store-east/],
    [
      "an address elsewhere",
      ["--origin", "a=http://example.com"],
      "E_USAGE",
      "--origin",
      /got a=http:\/\/example\.com$/,
    ],
    ["a function's file that is not there", fn("none.js"), "E_FILE", "--function", /got none\.js \(ENOENT\)$/],
    [
      "a bucket policy that is none",
      policy(fileOf("p", "{}")),
      "InvalidArgument",
      "--bucket-policy.Statement.Effect",
      /./,
    ],
    ["a switch that does not exist", ["--switch", "SIM-99=on"], "E_USAGE", "switch", /got SIM-99=on$/],
    ["an unknown value of a switch", ["--switch", "SIM-5=never"], "E_USAGE", "switch", /got never$/],
    ["a port that is none", ["--port", "http"], "E_USAGE", "--port", /got http$/],
    ["points of presence that are none", ["--pops", "here"], "E_USAGE", "--pops", /got here$/],
    ["a factor of time that is none", ["--time-scale", "0"], "E_USAGE", "--time-scale", /got 0$/],
    ["an origin twice", ["--distribution", docs, ...both("docs-east")], "E_USAGE", "--origin", /got docs-east twice$/],
    ["staging alone", ["--distribution", docs, "--staging", docs], "E_USAGE", "--continuous-deployment", /--staging/],
    ["two sources", ["--distribution", docs, "--state", "x"], "E_USAGE", "", /cannot be used with/],
    [
      "content for an origin that is no bucket",
      ["--distribution", shop, "--origin", "store-east=down", "--origin", "store-west=down", ...content("store-east")],
      "E_ORIGIN_UNKNOWN",
      "--content",
      /got store-east, which is no bucket$/,
    ],
  ];
  for (const [what, args, code, path, sentence] of cases) {
    it(`refuses ${what}, with one line and exit code 2`, async () => {
      const ended = await runCli(["serve", ...args, "--format", "json"]);
      expect([ended.code, ended.stdout]).to.deep.equal([2, ""]);
      const { error } = JSON.parse(ended.stderr) as { error: { code: string; message: string; path?: string } };
      expect([error.code, error.path ?? ""]).to.deep.equal([code, path]);
      expect(error.message).to.match(sentence);
    });
  }

  function methods(items: readonly string[]): object {
    return { Quantity: items.length, Items: items };
  }

  function fn(file: string): readonly string[] {
    return ["--distribution", docs, "--function", `arn:aws:cloudfront::123456789012:function/f=${file}`];
  }

  function policy(file: string): readonly string[] {
    return ["--distribution", docs, "--bucket-policy", `docs-east=${file}`];
  }

  function both(origin: string): readonly string[] {
    return ["--origin", `${origin}=down`, "--origin", `${origin}=http://localhost:1`];
  }

  function content(origin: string): readonly string[] {
    return ["--content", `${origin}=examples/site`];
  }
});
