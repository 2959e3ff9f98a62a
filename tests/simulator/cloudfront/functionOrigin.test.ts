import { expect } from "chai";
import type { FunctionRunner } from "../../../simulator/functions/runner";
import { toItems, type FunctionAssociation } from "../../../simulator/model/distributionConfig";
import type { Switches } from "../../../simulator/cloudfront/switches";
import { bodyOf, header, stage, type Stage } from "../../support/edge";
import { answers, blackHole, type Script } from "../../support/edgeOrigins";

const arn = "arn:aws:cloudfront::123456789012:function/steer";
const functions = [{ arn, name: "steer", runtime: "cloudfront-js-2.0", code: "" }];

/** A function that leaves the request as it is and asks for this origin. */
function asking(origin: () => unknown): FunctionRunner {
  return {
    run: (_code, event) =>
      Promise.resolve({
        kind: "returned",
        value: JSON.parse(JSON.stringify(event.request)) as unknown,
        origin: origin(),
      }),
    close: () => Promise.resolve(),
  };
}

function staged(
  scripts: Readonly<Record<string, Script>>,
  origin: () => unknown,
  criteria: readonly number[] | null = null,
  switches: Partial<Switches> = {},
  event: FunctionAssociation["EventType"] = "viewer-request",
): Stage {
  return stage(
    scripts,
    {
      criteria: criteria === null ? null : [...criteria],
      behavior: { FunctionAssociations: toItems([{ EventType: event, FunctionARN: arn }]) },
      model: { functions },
    },
    { functions: asking(origin), switches },
  );
}

const both = { primary: answers(200, "primary"), replica: answers(200, "replica") };
const select = (originId: string, overrides?: object): unknown => ({ kind: "select", originId, overrides });
const update = (overrides: object): unknown => ({ kind: "update", overrides });
const group = (fields: object): unknown => ({ kind: "group", group: fields });
const drill = group({
  originIds: [{ originId: "primary" }, { originId: "replica" }],
  failoverCriteria: { statusCodes: [503, 504] },
});

describe("a function that chooses the origin", () => {
  it("selects another one by its id (CF-16)", async () => {
    const { get, origins } = staged(both, () => select("replica", { hostHeader: "other.example" }));
    const response = await get("/a");
    expect([bodyOf(response), response.log["r-host"]]).to.deep.equal([
      "replica",
      "replica-bucket.s3.us-west-2.amazonaws.com",
    ]);
    expect(origins.seen[0]?.headers["host"]).to.equal("other.example");
  });

  it("changes the one there is, and what it does not name is inherited (CF-15)", async () => {
    const { get, origins } = staged(both, () =>
      update({ domainName: "new.example", originPath: "/v2", customHeaders: { "X-Drill": "1" } }),
    );
    await get("/a");
    const [seen] = origins.seen;
    expect([seen?.host, seen?.path, seen?.headers["host"], seen?.headers["x-drill"]]).to.deep.equal([
      "new.example",
      "/v2/a",
      "new.example",
      "1",
    ]);
  });

  it("changes how often and how long it is tried (CF-15, FO-20, FO-21)", async () => {
    const { get, origins } = staged({ primary: blackHole }, () =>
      update({ connectionAttempts: 2, timeouts: { connectionTimeout: 3 } }),
    );
    const response = await get("/a");
    expect([response.status, origins.calls, response.log["time-taken-ms"]]).to.deep.equal([504, { primary: 2 }, 6000]);
  });

  it("changes the primary alone of a group, whose criteria still hold (CF-15)", async () => {
    const { get, origins } = staged(
      { primary: answers(503), replica: answers(200, "replica") },
      () => update({ originPath: "/drill" }),
      [503],
    );
    expect(bodyOf(await get("/a"))).to.equal("replica");
    expect(origins.seen.map(({ path }) => path)).to.deep.equal(["/drill/a", "/a"]);
  });

  it("changes what an origin is and whether it is signed for (CF-15, S3-4)", async () => {
    const custom = staged(both, () => update({ customOriginConfig: { port: 80, protocol: "http" } }));
    await custom.get("/a");
    expect(custom.origins.seen[0]).to.include({ secure: false });
    expect(custom.origins.seen[0]).to.not.have.property("principal");
    const signed = staged(both, () => update({ originAccessControlConfig: { enabled: true, originType: "s3" } }));
    await signed.get("/a");
    expect(signed.origins.seen[0]?.principal?.type).to.equal("origin-access-control");
    const open = staged(both, () => update({ originAccessControlConfig: { enabled: false } }));
    await open.get("/a");
    expect(open.origins.seen[0]).to.not.have.property("principal");
  });

  it("builds a group for one request, which fails over by its own criteria (CF-17)", async () => {
    const { get } = staged({ primary: answers(503), replica: answers(200, "replica") }, () => drill, [404]);
    const response = await get("/a");
    expect([bodyOf(response), response.log["sr-reason"]]).to.deep.equal(["replica", "Failover:503"]);
  });

  it("runs once, however many members are asked (CF-3)", async () => {
    let calls = 0;
    const { get, origins } = staged({ primary: answers(503), replica: answers(503) }, () => {
      calls += 1;
      return drill;
    });
    await get("/a");
    expect([calls, origins.calls]).to.deep.equal([1, { primary: 1, replica: 1 }]);
  });

  it("gives 502 for a Host of the S3 primary in a group of its own, as users report, or sends it (CF-19, SIM-33)", async () => {
    const grouped = group({
      originIds: [{ originId: "primary", originOverrides: { hostHeader: "www.example.com" } }, { originId: "replica" }],
      failoverCriteria: { statusCodes: [503] },
    });
    const reported = await staged(both, () => grouped).get("/a");
    expect([reported.status, reported.log.functions[0]?.message]).to.deep.equal([
      502,
      "hostHeader is an invalid value for origin rewrite of an S3 primary (CF-19, SIM-33)",
    ]);
    const { get, origins } = staged(both, () => grouped, null, { "group-host-header": "as-written" });
    expect((await get("/a")).status).to.equal(200);
    expect(origins.seen[0]?.headers["host"]).to.equal("www.example.com");
  });

  it("V27: is asked on a hit as well, and no drill happens: the key knows nothing of origins (CF-21)", async () => {
    let drilling = false;
    const { get, origins } = staged({ primary: answers(200, "kept"), replica: answers(200, "replica") }, () =>
      drilling ? select("replica") : undefined,
    );
    await get("/a");
    drilling = true;
    const response = await get("/a", { headers: { "x-drill": "1" } });
    expect([bodyOf(response), header(response, "x-cache")]).to.deep.equal(["kept", "Hit from cloudfront"]);
    expect([origins.calls, response.log["sr-reason"]]).to.deep.equal([{ primary: 1 }, ""]);
  });

  it("writes the entry that everybody reads (CF-21)", async () => {
    let drilling = true;
    const { get } = staged(both, () => (drilling ? select("replica") : undefined));
    await get("/a");
    drilling = false;
    expect(bodyOf(await get("/a"))).to.equal("replica");
  });

  it("takes the id of a group only where the switch says so (CF-16, SIM-9)", async () => {
    const criteria = [503];
    const ofGroup = (switches: Partial<Switches>): Stage =>
      staged({ primary: answers(503), replica: answers(200, "replica") }, () => select("site"), criteria, switches);
    expect((await ofGroup({}).get("/a")).status).to.equal(502);
    expect(bodyOf(await ofGroup({ "select-group-by-id": "yes" }).get("/a"))).to.equal("replica");
  });

  const invalid: Readonly<Record<string, unknown>> = {
    "an origin that does not exist (CF-16)": select("nobody"),
    "attempts out of range (CF-15)": update({ connectionAttempts: 4 }),
    "a read timeout out of range (CF-15)": update({ timeouts: { readTimeout: 121 } }),
    "a connection timeout out of range (CF-15)": update({ timeouts: { connectionTimeout: 11 } }),
    "a path that ends in a slash (CF-15)": update({ originPath: "/a/" }),
    "a protocol that is none (CF-15)": update({ customOriginConfig: { port: 80, protocol: "ftp" } }),
    "a header with a line break (CF-15)": update({ customHeaders: { a: "b\r\nc" } }),
    "a group of one (CF-17)": group({ originIds: [{ originId: "primary" }], failoverCriteria: { statusCodes: [503] } }),
    "a group of three (CF-17)": group({
      originIds: ["primary", "replica", "primary"].map((originId) => ({ originId })),
      failoverCriteria: { statusCodes: [503] },
    }),
    "criteria as a bare list (CF-18)": group({
      originIds: [{ originId: "primary" }, { originId: "replica" }],
      failoverCriteria: [503],
    }),
    "a criterion that is none (FO-5)": group({
      originIds: [{ originId: "primary" }, { originId: "replica" }],
      failoverCriteria: { statusCodes: [200] },
    }),
  };
  for (const [what, origin] of Object.entries(invalid)) {
    it(`gets the viewer 502 with ${what}`, async () => {
      const { get, origins } = staged(both, () => origin);
      const response = await get("/a");
      expect([response.status, origins.seen.length]).to.deep.equal([502, 0]);
      expect(response.log.functions[0]?.message).to.be.a("string");
    });
  }

  it("gets the viewer 502 on viewer-response, where it is too late (CF-14)", async () => {
    const run: FunctionRunner["run"] = (_code, event) =>
      Promise.resolve({ kind: "returned", value: event.response, origin: select("replica") });
    const { get } = stage(
      both,
      {
        criteria: null,
        behavior: { FunctionAssociations: toItems([{ EventType: "viewer-response", FunctionARN: arn }]) },
        model: { functions },
      },
      { functions: { run, close: () => Promise.resolve() } },
    );
    expect((await get("/a")).status).to.equal(502);
  });
});

describe("a CloudFront Function that is throttled", () => {
  it("gives 503 and FunctionThrottledError (CF-9)", async () => {
    const run: FunctionRunner["run"] = () =>
      Promise.resolve({ kind: "failed", message: "it was throttled", throttled: true });
    const { get } = stage(
      both,
      {
        criteria: null,
        behavior: { FunctionAssociations: toItems([{ EventType: "viewer-request", FunctionARN: arn }]) },
        model: { functions },
      },
      { functions: { run, close: () => Promise.resolve() } },
    );
    const response = await get("/a");
    expect([response.status, header(response, "x-cache")]).to.deep.equal([
      503,
      "FunctionThrottledError from cloudfront",
    ]);
    expect(response.log.functions[0]?.status).to.equal("FunctionThrottledError");
  });
});
