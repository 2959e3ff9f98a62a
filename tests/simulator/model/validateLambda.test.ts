import { expect } from "chai";
import { toItems, type DefaultCacheBehavior } from "../../../simulator/model/distributionConfig";
import { validateDistributionConfig } from "../../../simulator/model/validate";
import { distributionConfig } from "../../support/edge";
import { refusalOf } from "../../support/refusal";

const arn = "arn:aws:lambda:us-east-1:123456789012:function:hook:1";
const onOriginResponse = { EventType: "origin-response", LambdaFunctionARN: arn } as const;

const validate = (behavior: Partial<DefaultCacheBehavior>): void => {
  validateDistributionConfig(distributionConfig({ behavior }));
};

describe("associations of Lambda@Edge", () => {
  it("may stand beside CloudFront Functions on the origin events (CF-2)", () => {
    validate({
      FunctionAssociations: toItems([{ EventType: "viewer-response", FunctionARN: "arn" }]),
      LambdaFunctionAssociations: toItems([onOriginResponse]),
    });
  });

  const refused: Readonly<Record<string, Partial<DefaultCacheBehavior>>> = {
    "two functions for one event": { LambdaFunctionAssociations: toItems([onOriginResponse, onOriginResponse]) },
    "a viewer event beside CloudFront Functions (CF-2)": {
      FunctionAssociations: toItems([{ EventType: "viewer-response", FunctionARN: "arn" }]),
      LambdaFunctionAssociations: toItems([{ EventType: "viewer-request", LambdaFunctionARN: arn }]),
    },
    ...Object.fromEntries(
      [arn.replace(":1", ""), arn.replace(/1$/, "$LATEST"), arn.replace("us-east-1", "us-west-2")].map((wrong) => [
        `${wrong}, which is no numbered version in us-east-1 (LE-19)`,
        { LambdaFunctionAssociations: toItems([{ ...onOriginResponse, LambdaFunctionARN: wrong }]) },
      ]),
    ),
  };
  for (const [what, behavior] of Object.entries(refused)) {
    it(`are refused with ${what}`, async () => {
      const refusal = await refusalOf(() => {
        validate(behavior);
      });
      expect(refusal.code).to.equal("InvalidLambdaFunctionAssociation");
    });
  }
});
