import { expect } from "chai";
import { lambdaFunctionsOf, lambdaFunctionType } from "../../../simulator/model/fromLambda";
import type { Registration } from "../../../simulator/model/registration";

const arn = "arn:aws:lambda:us-east-1:111122223333:function:hook";

function registered(outputs: Record<string, unknown>): Registration {
  return {
    urn: "urn",
    type: lambdaFunctionType,
    name: "hook",
    custom: true,
    parent: "",
    id: "hook",
    inputs: {},
    outputs: { name: "hook", qualifiedArn: `${arn}:3`, runtime: "nodejs24.x", handler: "index.handler", ...outputs },
    dependencies: [],
    protect: false,
  };
}

describe("a Lambda function of a program", () => {
  it("is the version's ARN and the text of the handler's module (LE-19)", () => {
    const code = { assets: { "index.js": { text: "exports.handler = 1;" }, "other.js": { text: "no" } } };
    expect(lambdaFunctionsOf([registered({ code, timeout: 5 })])).to.deep.equal([
      {
        arn: `${arn}:3`,
        name: "hook",
        runtime: "nodejs24.x",
        code: "exports.handler = 1;",
        exportName: "handler",
        timeoutSeconds: 5,
      },
    ]);
  });

  it("has Lambda's own timeout of 3 s where it gives none", () => {
    const code = { assets: { "index.cjs": { text: "x" } } };
    expect(lambdaFunctionsOf([registered({ code })])[0]).to.include({ timeoutSeconds: 3, code: "x" });
  });

  it("is left out where its code is no text that can be read", () => {
    for (const code of [undefined, { path: "hook.zip" }, { assets: { "index.js": { path: "a.js" } } }]) {
      expect(lambdaFunctionsOf([registered({ code })])).to.deep.equal([]);
    }
  });
});
