import { expect } from "chai";
import type { LambdaRecord } from "../../../simulator/functions/runner";
import { createFunctionRunner } from "../../../simulator/functions";
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
