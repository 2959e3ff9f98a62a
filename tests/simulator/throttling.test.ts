import { expect } from "chai";
import { EmbeddedCloud, type EmbeddedCloudOptions } from "../../simulator";
import { VirtualClock } from "../../simulator/clock";
import { toItems } from "../../simulator/model/distributionConfig";
import { distributionId, header, siteModel, viewerRequest } from "../support/edge";

const functionArn = "arn:aws:cloudfront::123456789012:function/site";
const lambdaArn = "arn:aws:lambda:us-east-1:123456789012:function:hook:1";

const model = siteModel({
  criteria: null,
  behavior: {
    FunctionAssociations: toItems([{ EventType: "viewer-request", FunctionARN: functionArn }]),
    LambdaFunctionAssociations: toItems([{ EventType: "origin-request", LambdaFunctionARN: lambdaArn }]),
  },
  model: {
    functions: [
      {
        arn: functionArn,
        name: "site",
        runtime: "cloudfront-js-2.0",
        code: "function handler(event) { return event.request; }",
      },
    ],
    lambdaFunctions: [
      {
        arn: lambdaArn,
        name: "hook",
        runtime: "nodejs24.x",
        code: "exports.handler = async () => ({ status: '200', body: 'made' });",
        exportName: "handler",
        timeoutSeconds: 5,
      },
    ],
  },
});

async function answerOf(options: Partial<EmbeddedCloudOptions>): Promise<readonly [number, string | undefined]> {
  const clock = new VirtualClock();
  const cloud = new EmbeddedCloud(model, { clock, ...options });
  try {
    const edge = cloud.edge({ distributionId });
    const response = await clock.run(() => edge.fetch(viewerRequest("/page.html")));
    return [response.status, header(response, "x-cache")];
  } finally {
    await cloud.close();
  }
}

describe("an embedded cloud that throttles edge code", () => {
  it("answers 503, each kind of function with its own word (CF-9, LE-9)", async () => {
    expect(await answerOf({})).to.deep.equal([200, "LambdaGeneratedResponse from cloudfront"]);
    expect(await answerOf({ isThrottled: (kind) => kind === "function" })).to.deep.equal([
      503,
      "FunctionThrottledError from cloudfront",
    ]);
    expect(await answerOf({ isThrottled: (kind) => kind === "lambda" })).to.deep.equal([
      503,
      "LambdaLimitExceeded from cloudfront",
    ]);
  });

  it("throttles Lambda functions where more run at once than may (LE-24)", async () => {
    expect(await answerOf({ lambdaConcurrency: 1 })).to.deep.equal([200, "LambdaGeneratedResponse from cloudfront"]);
    expect(await answerOf({ lambdaConcurrency: 0 })).to.deep.equal([503, "LambdaLimitExceeded from cloudfront"]);
  });
});
