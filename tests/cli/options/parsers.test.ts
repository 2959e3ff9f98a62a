import { expect } from "chai";
import { parseContent } from "../../../cli/options/content";
import { parseBucketPolicy, parseKvs } from "../../../cli/options/files";
import { functionOf, parseFunction } from "../../../cli/options/functionCode";
import { parseBudget, parseConcurrency, parseTimeScale } from "../../../cli/options/numbers";
import { parseHost, parseOrigin } from "../../../cli/options/origin";
import { parsePops } from "../../../cli/options/pops";
import { refusePorts } from "../../../cli/options/ports";
import { parseReplicate } from "../../../cli/options/replicate";
import { refusalOf } from "../../support/refusal";

const cloudFrontFunction = "arn:aws:cloudfront::123456789012:function/rewrite";
const lambda = "arn:aws:lambda:us-east-1:123456789012:function:headers:7";

describe("an option's value", () => {
  it("of --origin is an id with a loopback address or with down", () => {
    expect(parseOrigin("api=down")).to.deep.equal({ name: "api", address: "down" });
    const { name, address } = parseOrigin("my-id=http://localhost:9001");
    expect([name, String(address)]).to.deep.equal(["my-id", "http://localhost:9001/"]);
    expect(String(parseOrigin("a=http://[::1]:80").address)).to.equal("http://[::1]/");
  });

  it("of --host is a name, in any case, with an address", () => {
    expect(parseHost("API.Example.com=down").name).to.equal("api.example.com");
  });

  it("of --content is a folder, or an origin's id and a folder", () => {
    expect(parseContent("site")).to.deep.equal({ folder: "site" });
    expect(parseContent("docs-east=site/public")).to.deep.equal({ origin: "docs-east", folder: "site/public" });
    expect(parseContent("./a=b")).to.deep.equal({ folder: "./a=b" });
  });

  it("of --function is an ARN and a file, perhaps an export and a runtime", () => {
    expect(parseFunction(`${lambda}=edge/a.js#other,runtime=nodejs22.x`)).to.deep.equal({
      arn: lambda,
      file: "edge/a.js",
      exportName: "other",
      runtime: "nodejs22.x",
    });
    expect(parseFunction(`${cloudFrontFunction}=a.js`)).to.deep.equal({ arn: cloudFrontFunction, file: "a.js" });
    expect(parseFunction(`${cloudFrontFunction}=a,b.js,runtime=cloudfront-js-1.0`).file).to.equal("a,b.js");
  });

  it("of --function becomes a function of the kind that its ARN names", () => {
    const viewer = functionOf(parseFunction(`${cloudFrontFunction}=a.js`), "code");
    expect(viewer.functions).to.deep.equal([
      { arn: cloudFrontFunction, name: "rewrite", runtime: "cloudfront-js-2.0", code: "code" },
    ]);
    const origin = functionOf(parseFunction(`${lambda}=a.js`), "code");
    expect(origin.lambdaFunctions[0]).to.include({ name: "headers", exportName: "handler", runtime: "nodejs24.x" });
  });

  it("of --replicate is two origins, perhaps with deletes", () => {
    expect(parseReplicate("a=b")).to.deep.equal({ from: "a", to: "b", deletes: false });
    expect(parseReplicate("a=b,deletes")).to.deep.equal({ from: "a", to: "b", deletes: true });
  });

  it("of --kvs and --bucket-policy is a name and a file", () => {
    expect(parseKvs("arn:k=keys.json")).to.deep.equal({ name: "arn:k", file: "keys.json" });
    expect(parseBucketPolicy("docs=policy.json")).to.deep.equal({ name: "docs", file: "policy.json" });
  });

  it("of --pops is a list of points of presence, of --time-scale a factor, of --budget seconds", () => {
    expect(parsePops("SEA19-C1,FRA56-P1")).to.deep.equal(["SEA19-C1", "FRA56-P1"]);
    expect([parseBudget("1"), parseBudget("35.5")]).to.deep.equal([1, 35.5]);
    expect([parseTimeScale("1"), parseTimeScale("2.5"), parseTimeScale("100")]).to.deep.equal([1, 2.5, 100]);
  });

  const refused: readonly [option: string, parse: (text: string) => unknown, texts: readonly string[]][] = [
    [
      "--origin",
      parseOrigin,
      [
        "",
        "api",
        "=down",
        "api=",
        "api=up",
        "api=https://127.0.0.1:1",
        "api=http://127.0.0.1/path",
        "api=http://a:b@localhost",
      ],
    ],
    ["--origin", parseOrigin, ["api=http://example.com", "api=http://10.0.0.1:80", "api=http://127.0.0.1.example.com"]],
    ["--host", parseHost, ["api.example.com", "api.example.com=ftp://localhost"]],
    ["--content", parseContent, ["", "=site", "docs="]],
    ["--function", parseFunction, ["a.js", "arn:x=a.js", `${lambda}=`, `${lambda.replace(/:7$/, "")}=a.js`]],
    ["--replicate", parseReplicate, ["a", "a=b,delete", "a=b,deletes,deletes", "a=,deletes"]],
    ["--kvs", parseKvs, ["arn:k", "=f"]],
    ["--bucket-policy", parseBucketPolicy, ["docs"]],
    ["--pops", parsePops, ["", "SEA", "SEA19-C1,SEA19-C1", "SEA19-C1,"]],
    ["--lambda-concurrency", parseConcurrency, ["", "-1", "1.5", "many", "9".repeat(20)]],
    ["--budget", parseBudget, ["", "0", "121", "soon", "Infinity"]],
    ["--time-scale", parseTimeScale, ["", "0", "-1", "0.5", "fast", "Infinity", "1e9"]],
  ];
  for (const [option, parse, texts] of refused) {
    for (const text of texts) {
      it(`of ${option} is not ${JSON.stringify(text)}`, async () => {
        const refusal = await refusalOf(() => parse(text));
        expect([refusal.code, refusal.path]).to.deep.equal(["E_USAGE", option]);
        expect(refusal.sentence.startsWith(`${option} must be `)).to.equal(true);
        expect(refusal.sentence.endsWith(`got ${text === "" ? "nothing" : text}`)).to.equal(true);
      });
    }
  }

  it("of a port is not the one of another option", async () => {
    const refusal = await refusalOf(refusePorts({ port: 8080, consolePort: 0, s3Port: 8080 }));
    expect([refusal.code, refusal.path, refusal.sentence]).to.deep.equal([
      "E_USAGE",
      "--s3-port",
      "--s3-port must differ from --port, got 8080 twice",
    ]);
  });
});
