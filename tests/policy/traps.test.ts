import { expect } from "chai";
import { asset } from "@pulumi/pulumi";
import { unknownCheckingProxy } from "@pulumi/policy";
import { distributionType } from "../../policy/picture/picture";
import { edgeFunctionTypes } from "../../policy/picture/functions";
import { plainProperties } from "../../policy/unwrap";
import { createRequire } from "node:module";
import { analyze, analyzeStack, packWith } from "./support/analyze";
import { archiveOf, withLambda } from "./support/hooks";
import { handSite } from "./support/site";
import { rewriting } from "./support/verdicts";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const proxied = unknownCheckingProxy as unknown as (value: object) => Record<string, unknown>;
const masks = "exports.handler = async (e) => { const r = e.Records[0].cf.response; r.status = '200'; return r; };";

describe("what reaches a policy, as the SDK hands it over", () => {
  it("reads archives through the proxy, whose members are promises", async () => {
    const code = new asset.AssetArchive({
      "index.js": new asset.StringAsset("text"),
      lib: new asset.FileArchive("./lib"),
      "x.js": new asset.FileAsset("./x.js"),
      remote: new asset.RemoteArchive("https://example.com/a.zip"),
    });
    expect(await plainProperties(proxied({ code }))).to.deep.equal({
      code: {
        assets: {
          "index.js": { text: "text" },
          lib: { path: "./lib" },
          "x.js": { path: "./x.js" },
          remote: { uri: "https://example.com/a.zip" },
        },
      },
    });
  });

  it("keeps what is unknown as the engine's mark instead of throwing", async () => {
    expect(await plainProperties(proxied({ a: unknown, b: [{ c: unknown }] }))).to.deep.equal({
      a: unknown,
      b: [{ c: unknown }],
    });
  });

  it("does not decide on code that is made of outputs before the update, and refuses it then", async () => {
    const stack = handSite(withLambda("origin-response", masks));
    const hook = stack.inputs.find(({ name }) => name === "hook");
    if (hook === undefined) throw new Error("no hook");
    const pack = packWith(rewriting([503, 200]));
    const before = await analyze({ ...hook, properties: { ...hook.properties, code: unknown } }, pack);
    expect(before.map(({ policy, level }) => [policy, level])).to.deep.equal([["HA-EDGE-01", "advisory"]]);
    expect(before[0]?.message).to.contain("not decided until the update: code of hook is not known before the update");
    const then = await analyze(
      { ...hook, properties: { ...hook.properties, code: archiveOf({ "index.js": masks }) } },
      pack,
    );
    expect(then.map(({ policy, level }) => [policy, level])).to.deep.equal([["HA-EDGE-01", "mandatory"]]);
  });

  it("remembers the code of a function whose outputs leave it out", async () => {
    const stack = handSite(withLambda("origin-response", masks));
    const pack = packWith(rewriting([503, 200]));
    for (const one of stack.inputs) await analyze(one, pack);
    const found = await analyzeStack(
      stack.stack.map(({ properties: { code: _code, ...properties }, ...one }) => ({ ...one, properties })),
      pack,
    );
    expect(found.map(({ policy }) => policy)).to.deep.equal(["HA-EDGE-01-stack"]);
    expect(found[0]?.message).to.contain("503 becomes 200");
  });

  it("takes zeros, empty texts and empty lists of a provider's outputs for what nobody has set", async () => {
    const stack = handSite({
      primaryOrigin: (made) => ({ ...made, responseCompletionTimeout: 0, customHeaders: [], originPath: "" }),
      distribution: (made) => ({
        ...made,
        aliases: [],
        webAclId: "",
        orderedCacheBehaviors: [],
        customErrorResponses: [{ errorCode: 404, errorCachingMinTtl: 10, responseCode: 0, responsePagePath: "" }],
      }),
    });
    expect(await analyzeStack(stack.stack)).to.deep.equal([]);
  });

  it("names types as the provider does", () => {
    const load = createRequire(__filename);
    const token = (path: string, name: string) =>
      (load(`@pulumi/aws/${path}`) as Record<string, { __pulumiType: string }>)[name]?.__pulumiType;
    expect(token("cloudfront/distribution", "Distribution")).to.equal(distributionType);
    expect(Object.keys(edgeFunctionTypes)).to.deep.equal([
      token("cloudfront/function", "Function"),
      token("lambda/function", "Function"),
    ]);
  });
});
