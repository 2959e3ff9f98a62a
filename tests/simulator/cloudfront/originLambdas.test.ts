import { expect } from "chai";
import type { LambdaBody, LambdaRecord } from "../../../simulator/functions/runner";
import { createFunctionRunner } from "../../../simulator/functions";
import { bytesOf } from "../../../simulator/http";
import { toItems, type LambdaFunctionAssociation } from "../../../simulator/model/distributionConfig";
import { bodyOf, stage, type SiteSettings, type Stage } from "../../support/edge";
import { FakeLambdas } from "../../support/edgeFunctions";
import { answers, type Script } from "../../support/edgeOrigins";
import type { EdgeOptions } from "../../../simulator/cloudfront/edge";

const arn = "arn:aws:lambda:us-east-1:123456789012:function:hook:1";
const lambdaFunctions = [
  { arn, name: "hook", runtime: "nodejs24.x", code: "", exportName: "handler", timeoutSeconds: 5 },
];

type Event = LambdaFunctionAssociation["EventType"];

function staged(
  scripts: Readonly<Record<string, Script>>,
  events: readonly Event[],
  handler: (cf: LambdaRecord) => unknown,
  options: Partial<EdgeOptions> = {},
  more: SiteSettings = {},
): Stage & { readonly lambdas: FakeLambdas } {
  const lambdas = new FakeLambdas(handler);
  const associations = events.map((EventType) => ({ EventType, LambdaFunctionARN: arn }));
  const settings = {
    ...more,
    behavior: { LambdaFunctionAssociations: toItems(associations), ...more.behavior },
    model: { lambdaFunctions, ...more.model },
  };
  return { ...stage(scripts, settings, { lambdas, ...options }), lambdas };
}

const writing = toItems(["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"]);

/** A behaviour that takes writes and shows their bodies to its function. */
function shown(EventType: Event, IncludeBody = true): SiteSettings {
  const associations = toItems([{ EventType, LambdaFunctionARN: arn, IncludeBody }]);
  return { criteria: null, behavior: { AllowedMethods: writing, LambdaFunctionAssociations: associations } };
}

async function* chunksOf(text: string, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < text.length; at += size) yield await Promise.resolve(Buffer.from(text.slice(at, at + size)));
}

/** What the origin got of a body that arrives in pieces, and what the function was shown of it. */
async function posted(
  text: string,
  handler: (cf: LambdaRecord) => unknown,
  settings: SiteSettings,
): Promise<{ status: number; sent?: string; length?: unknown; body?: LambdaBody | undefined }> {
  const { get, lambdas, origins } = staged({ primary: answers(200) }, [], handler, {}, settings);
  const headers = { "content-length": String(text.length) };
  const { status } = await get("/form", { method: "POST", headers, hasBody: true, body: chunksOf(text, 10_000) });
  const [seen] = origins.seen;
  return {
    status,
    body: lambdas.records[0]?.request.body,
    ...(seen?.body === undefined ? {} : { sent: Buffer.from(await bytesOf(seen.body)).toString() }),
    ...(seen === undefined ? {} : { length: seen.headers["content-length"] }),
  };
}

const leaving = ({ request, response }: LambdaRecord): unknown => response ?? request;

describe("Lambda@Edge on origin-response", () => {
  it("runs for every answer of an origin, errors included, and not for hits (LE-2)", async () => {
    const { get, lambdas, origins } = staged(
      { primary: answers(404) },
      ["origin-response"],
      leaving,
      {},
      { criteria: null },
    );
    await get("/missing.html");
    origins.set("primary", answers(200));
    await get("/page.html");
    await get("/page.html");
    expect(lambdas.records.map(({ response }) => response?.status)).to.deep.equal(["404", "200"]);
  });

  it("can note in a header which member answered (OB-5)", async () => {
    const noting = ({ request, response }: LambdaRecord): unknown => ({
      ...response,
      headers: { ...response?.headers, "x-region": [{ key: "x-region", value: request.origin.s3?.region }] },
    });
    const { get, origins } = staged({ primary: answers(200), replica: answers(200) }, ["origin-response"], noting);
    expect((await get("/a")).headers["x-region"]).to.equal("us-east-1");
    origins.set("primary", answers(503));
    expect((await get("/b")).headers["x-region"]).to.equal("us-west-2");
  });

  it("does not run for what the origin-request function has made (LE-2, LE-8)", async () => {
    const making = ({ config, response }: LambdaRecord): unknown =>
      config.eventType === "origin-request" ? { status: "200", body: "made" } : response;
    const { get, lambdas } = staged({}, ["origin-request", "origin-response"], making);
    expect(bodyOf(await get("/page.html"))).to.equal("made");
    expect(lambdas.records.map(({ config }) => config.eventType)).to.deep.equal(["origin-request"]);
  });

  it("fails over for an error of its own only where the switch has it so (LE-10, SIM-7)", async () => {
    const throwing = ({ request, response }: LambdaRecord): unknown => {
      if (request.origin.s3?.region === "us-east-1") throw new Error("no");
      return response;
    };
    const scripts = { primary: answers(200), replica: answers(200, "from the replica") };
    const statusOf = async (options: Partial<EdgeOptions>): Promise<readonly [number, string]> => {
      const { status, log } = await staged(scripts, ["origin-response"], throwing, options).get("/page.html");
      return [status, log["sr-reason"]];
    };
    expect(await statusOf({})).to.deep.equal([503, ""]);
    expect(await statusOf({ switches: { "function-error-triggers-failover": "yes" } })).to.deep.equal([
      200,
      "Failover:503",
    ]);
  });

  it("gives 503 on every call where it uses a name that nothing defines (LE-7)", async () => {
    const code = `exports.handler = async (event) => {
      const { response } = event.Records[0].cf;
      return response.status === "403" && !request.uri.includes(".") ? { ...response, status: "200" } : response;
    };`;
    const broken = lambdaFunctions.map((one) => ({ ...one, code }));
    const lambdas = createFunctionRunner();
    const { get } = staged(
      { primary: answers(403) },
      ["origin-response"],
      leaving,
      { lambdas },
      {
        criteria: null,
        model: { lambdaFunctions: broken },
      },
    );
    for (const path of ["/a", "/b.html"]) {
      const { status, log } = await get(path);
      expect(status).to.equal(503);
      expect(log.functions[0]?.message).to.contain("request is not defined");
    }
    await lambdas.close();
  });
});

describe("Lambda@Edge on origin-request", () => {
  const withQuery = (QueryStringBehavior: "all" | "whitelist" | "none"): SiteSettings => ({
    criteria: null,
    behavior: {
      OriginRequestPolicyId: "query",
      LambdaFunctionAssociations: toItems([{ EventType: "origin-request", LambdaFunctionARN: arn }]),
    },
    model: {
      originRequestPolicies: [
        {
          Id: "query",
          Name: "query",
          HeadersConfig: { HeaderBehavior: "none" },
          CookiesConfig: { CookieBehavior: "none" },
          QueryStringsConfig: {
            QueryStringBehavior,
            ...(QueryStringBehavior === "whitelist" ? { QueryStrings: toItems(["a"]) } : {}),
          },
        },
      ],
    },
  });

  it("sees the query only where all of it is forwarded; what it is not shown goes on all the same (LE-26)", async () => {
    for (const [behavior, shown, sent] of [
      ["all", "a=1&b=2", "/page?a=1&b=2"],
      ["whitelist", "", "/page?a=1"],
      ["none", "", "/page"],
    ] as const) {
      const { get, lambdas, origins } = staged({ primary: answers(200) }, [], leaving, {}, withQuery(behavior));
      await get("/page?a=1&b=2");
      expect(lambdas.records[0]?.request.querystring, behavior).to.equal(shown);
      expect(origins.seen[0]?.path, behavior).to.equal(sent);
    }
  });

  it("may make a query in the place of one that it is not shown (LE-26)", async () => {
    const making = ({ request }: LambdaRecord): unknown => ({ ...request, querystring: "c=3" });
    const { get, origins } = staged({ primary: answers(200) }, [], making, {}, withQuery("whitelist"));
    await get("/page?a=1");
    expect(origins.seen[0]?.path).to.equal("/page?c=3");
  });

  it("that swaps the S3 origin has access control not follow, an identity does (LE-25)", async () => {
    const swapping = ({ request }: LambdaRecord): unknown => ({
      ...request,
      origin: { s3: { ...request.origin.s3, domainName: "other.s3.us-east-1.amazonaws.com" } },
    });
    const principal = async (
      handler: typeof swapping,
      primary: SiteSettings["primary"],
    ): Promise<string | undefined> => {
      const settings = { criteria: null, ...(primary === undefined ? {} : { primary }) };
      const { get, origins } = staged({ primary: answers(200) }, ["origin-request"], handler, {}, settings);
      await get("/page.html");
      return origins.seen[0]?.principal?.type;
    };
    const controlled = { OriginAccessControlId: "E327GJI25M56DG", S3OriginConfig: { OriginAccessIdentity: "" } };
    expect(await principal(leaving, controlled)).to.equal("origin-access-control");
    expect(await principal(swapping, controlled)).to.equal(undefined);
    expect(await principal(swapping, undefined)).to.equal("origin-access-identity");
  });
});

describe("Lambda@Edge that is shown bodies", () => {
  for (const [event, limit] of [
    ["viewer-request", 40 * 1024],
    ["origin-request", 1024 * 1024],
  ] as const) {
    it(`on ${event} sees at most ${limit} bytes in base64, and the origin gets all of them (LE-18)`, async () => {
      for (const [size, truncated] of [
        [0, false],
        [limit, false],
        [limit + 1, true],
        [limit + 30_000, true],
      ] as const) {
        const text = "x".repeat(size);
        const { body, sent } = await posted(text, leaving, shown(event));
        const data = Buffer.from(text.slice(0, limit)).toString("base64");
        expect(body?.data === data, String(size)).to.equal(true);
        expect(body).to.include({ action: "read-only", encoding: "base64", inputTruncated: truncated });
        expect(sent === text, String(size)).to.equal(true);
      }
    });

    it(`on ${event} may replace a body, its length with it, within the same limit (LE-18)`, async () => {
      const replacing =
        (body: object) =>
        ({ request }: LambdaRecord): unknown => ({ ...request, body: { ...body, action: "replace" } });
      const settings = shown(event);
      expect(await posted("abc", replacing({ encoding: "text", data: "é" }), settings)).to.include({
        sent: "é",
        length: "2",
      });
      expect(await posted("abc", replacing({ data: "aGk=" }), settings)).to.include({ sent: "hi", length: "2" });
      const most = await posted("abc", replacing({ encoding: "text", data: "x".repeat(limit) }), settings);
      expect(most.sent).to.have.length(limit);
      for (const wrong of [
        { encoding: "text", data: "x".repeat(limit + 1) },
        { data: "not base64!" },
        { encoding: "hex", data: "00" },
        { data: 1 },
      ]) {
        expect((await posted("abc", replacing(wrong), settings)).status).to.equal(502);
      }
    });

    it(`on ${event} sees none where the association does not include it (LE-18)`, async () => {
      expect(await posted("abc", leaving, shown(event, false))).to.include({ body: undefined, sent: "abc" });
    });
  }

  it("sees an empty one where the request has none (LE-18)", async () => {
    const { get, lambdas } = staged({ primary: answers(200) }, [], leaving, {}, shown("viewer-request"));
    await get("/page.html");
    expect(lambdas.records[0]?.request.body).to.include({ data: "", inputTruncated: false });
  });

  it("may answer a write whose body it has not been shown to the end (LE-18)", async () => {
    const answering = (): unknown => ({ status: "202", body: "taken" });
    const answered = await posted("x".repeat(90_000), answering, shown("viewer-request"));
    expect([answered.status, answered.sent]).to.deep.equal([202, undefined]);
  });
});
