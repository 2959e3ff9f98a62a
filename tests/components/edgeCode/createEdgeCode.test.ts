import { expect } from "chai";
import { HeadersDelivery, SiteMode, type StaticSiteHAArgs } from "../../../components";
import { valueOf } from "../../support/pulumi";
import { inputsOf, resourceOf, runSite } from "../../support/pulumiSite";

const viewerCode = "function handler(event) { return event.request; }";
const originCode = "exports.handler = async (event) => event.Records[0].cf.request;";

interface Associations {
  functionAssociations?: { eventType: string; functionArn: string }[];
  lambdaFunctionAssociations?: { eventType: string; lambdaArn: string }[];
}

async function associations(args: Partial<StaticSiteHAArgs>): Promise<Associations> {
  const { resources } = await runSite(args);
  const { defaultCacheBehavior } = inputsOf(resources, "Distribution");
  const { functionAssociations, lambdaFunctionAssociations } = defaultCacheBehavior as Associations;
  return JSON.parse(JSON.stringify({ functionAssociations, lambdaFunctionAssociations })) as Associations;
}

const events = ({ functionAssociations = [], lambdaFunctionAssociations = [] }: Associations) =>
  [...functionAssociations, ...lambdaFunctionAssociations].map(({ eventType }) => eventType);

describe("code at the edge", () => {
  it("is the header function alone, unless more is asked for", async () => {
    expect(events(await associations({}))).to.deep.equal(["viewer-response"]);
    expect(events(await associations({ headers: { delivery: HeadersDelivery.Policy } }))).to.deep.equal([]);
  });

  it("is one function for an event, whoever wants to run there (CF-1, CF-2)", async () => {
    const all = {
      siteMode: SiteMode.Pages,
      viewerRequestCode: viewerCode,
      viewerResponseCode: "function handler(event) { return event.response; }",
      originRequestCode: originCode,
      originResponseCode: "exports.handler = async (event) => event.Records[0].cf.response;",
      headers: { delivery: HeadersDelivery.Lambda },
    };
    const found = await associations(all);
    expect(events(found)).to.deep.equal(["viewer-request", "viewer-response", "origin-request", "origin-response"]);
    expect(found.functionAssociations?.every(({ functionArn }) => functionArn.includes(":cloudfront:"))).to.equal(true);
    // LE-19: the version's number, never $LATEST.
    expect(found.lambdaFunctionAssociations?.every(({ lambdaArn }) => /:1$/.test(lambdaArn))).to.equal(true);
  });

  it("has the site's own code on viewer-response without a header function of ours as well", async () => {
    const { resources } = await runSite({
      viewerResponseCode: "function handler(event) { return event.response; }",
      headers: { delivery: HeadersDelivery.Policy },
    });
    expect(inputsOf(resources, "Function", "site-viewer-response").code).to.match(/^function handler/);
  });

  it("that is Lambda stands in us-east-1, in a runtime that exists, and outlives the stack (LE-19 to LE-23)", async () => {
    const { resources, result } = await runSite({ headers: { delivery: HeadersDelivery.Lambda } });
    const lambda = resourceOf(resources, "Function", "site-origin-response");
    expect(lambda.type).to.equal("aws:lambda/function:Function");
    expect(lambda.inputs).to.include({
      region: "us-east-1",
      runtime: "nodejs24.x",
      handler: "index.handler",
      publish: true,
      skipDestroy: true,
      timeout: 5,
      memorySize: 128,
    });
    expect(lambda.inputs).not.to.have.any.keys("environment", "vpcConfig", "layers", "architectures", "name");
    expect(lambda.dependencies).to.include("aws:iam/rolePolicyAttachment:RolePolicyAttachment site-edge-logging");
    const trust = JSON.parse(String(inputsOf(resources, "Role", "site-edge").assumeRolePolicy)) as {
      Statement: [{ Principal: { Service: string[] } }];
    };
    expect(trust.Statement[0].Principal.Service).to.have.members(["lambda.amazonaws.com", "edgelambda.amazonaws.com"]);
    expect(await valueOf(result.originResponseVersionArn)).to.match(/:lambda:us-east-1:.*:1$/);
    expect(await valueOf(result.edgeFunctionArn)).to.equal(undefined);
  });

  it("comes with no role and no Lambda function where nothing runs on an origin event", async () => {
    const { resources } = await runSite({ siteMode: SiteMode.Spa });
    const types = resources.map(({ type }) => type);
    expect(types).not.to.include("aws:lambda/function:Function");
    expect(resources.some(({ name }) => name === "site-edge")).to.equal(false);
  });
});
