import { expect } from "chai";
import { loadedLine, readyText, requestLine } from "../../cli/serveText";
import { createTarget } from "../../drills";
import type { OriginAddress, OriginBindings } from "../../simulator/bindings";
import { VirtualClock } from "../../simulator/clock";
import { loadDistribution } from "../../simulator/loadDistribution";
import { distributionJson, noSupplies } from "../support/distributions";
import { logRecord } from "../support/legs";

describe("the log line of a request", () => {
  it("shows which region answered and why", () => {
    const line = requestLine(
      logRecord({
        "cs-uri-stem": "/about.html",
        "r-host": "bucket.s3.us-west-2.amazonaws.com",
        "sr-reason": "Failover:503",
        "time-taken-ms": 2001.4,
      }),
    );
    expect(line).to.match(/^\d\d:\d\d:\d\d GET \/about\.html 200 Miss us-west-2 Failover:503 2001 ms$/);
  });

  it("begins with the time of the request", () => {
    const noon = new Date(2026, 0, 1, 12, 34, 56).getTime();
    expect(requestLine(logRecord({ timestamp: noon }))).to.match(/^12:34:56 GET/);
  });

  it("says that nobody was asked when the cache answered (FO-17)", () => {
    expect(requestLine(logRecord({ "r-host": "", "x-edge-result-type": "Hit" }))).to.contain(
      "Hit (no origin asked) 0 ms",
    );
  });

  it("says which function failed, and why", () => {
    const failed = {
      event: "viewer-response",
      arn: "a",
      status: "FunctionExecutionError",
      message: "x is not defined",
    } as const;
    const line = requestLine(logRecord({ functions: [{ ...failed, event: "viewer-request", status: "ok" }, failed] }));
    expect(line).to.match(/0 ms viewer-response: FunctionExecutionError: x is not defined$/);
  });

  it("shows the query, and never a control character", () => {
    const line = requestLine(logRecord({ "cs-uri-stem": "/\u001b[2J", "cs-uri-query": "a=1" }));
    expect(line).to.contain("/%1b[2J?a=1");
  });
});

describe("what serve says at the start", () => {
  const site = loadDistribution(distributionJson("shop"), noSupplies);

  it("counts what a distribution has, and a program's or a state's resources", () => {
    expect(loadedLine(site, 120)).to.equal("distribution: 2 origins, 1 origin group, 3 behaviors, in 0.1 s");
    const { model } = loadDistribution(distributionJson("docs"), noSupplies);
    const stack = { model, notModelled: [], madeUp: [], outputs: {}, resources: 21 };
    expect(loadedLine({ ...stack, source: "program" }, 1_000)).to.equal(
      "program: 21 resources in us-east-1 and us-west-2, as pulumi up would send them, in 1.0 s",
    );
    expect(loadedLine({ ...stack, source: "state" }, 1_000)).to.match(/^state: 21 resources .* as pulumi stack export/);
  });

  it("shows where each member of the group and the S3 endpoint stand (D19)", async () => {
    const bindings: OriginBindings = {
      origins: new Map<string, OriginAddress>([
        ["store-east", new URL("http://127.0.0.1:9001")],
        ["store-west", "down"],
      ]),
      hosts: new Map(),
    };
    const target = await createTarget(site.model, [], { clock: new VirtualClock(), bindings });
    await target.cloud.close();
    const ready = {
      edge: "http://127.0.0.1:1",
      console: "http://127.0.0.1:2",
      s3: "http://127.0.0.1:3",
      accessKeyId: "AKIAEXAMPLE",
      secretAccessKey: "EXAMPLE",
      accountId: "1",
      alt: { accessKeyId: "AKIAEXAMPLE2", secretAccessKey: "EXAMPLE2", accountId: "2" },
    };
    const text = readyText(target, ready, true);
    expect(text).to.contain(
      "S3           http://127.0.0.1:3   AWS_ACCESS_KEY_ID=AKIAEXAMPLE AWS_SECRET_ACCESS_KEY=EXAMPLE\n",
    );
    expect(text).to.contain("primary      store.east.example.com at http://127.0.0.1:9001\n");
    expect(text).to.contain("replica      store.west.example.com, where nobody is\n");
    expect(text).to.contain("f fails the primary   h heals it   q quits");
  });
});
