import { expect } from "chai";
import * as fc from "fast-check";
import { CodedError } from "../../../aws/codedError";
import { configOf } from "../../../simulator/pulumi/stackConfig";

describe("a stack's configuration as a program gets it", () => {
  it("gives a key without a namespace to the project", () => {
    expect(configOf("site", {}, { region: "x", "aws:region": "us-east-1" }, "f")).to.deep.equal({
      "site:region": "x",
      "aws:region": "us-east-1",
    });
  });

  it("reads the older form of a key, with config in its middle", () => {
    expect(configOf("site", {}, { "aws:config:region": "us-east-1" }, "f")).to.deep.equal({
      "aws:region": "us-east-1",
    });
  });

  it("gives numbers, booleans, objects and lists as JSON", () => {
    expect(configOf("p", {}, { n: 1.5, b: true, o: { a: [1] }, l: ["x"] }, "f")).to.deep.equal({
      "p:n": "1.5",
      "p:b": "true",
      "p:o": '{"a":[1]}',
      "p:l": '["x"]',
    });
  });

  it("takes from Pulumi.yaml what the stack does not say: a default, a value, or the value alone", () => {
    const project = {
      a: { type: "string", default: "1" },
      "aws:region": { value: "eu-west-1" },
      b: 2,
      c: { type: "string" },
    };
    expect(configOf("p", project, { b: 3 }, "f")).to.deep.equal({ "p:a": "1", "aws:region": "eu-west-1", "p:b": "3" });
  });

  it("refuses an encrypted value wherever it stands (E_CONFIG_SECRET)", () => {
    for (const value of [{ secure: "x" }, { deep: [{ secure: "x" }] }, [{ secure: "x" }]]) {
      expect(() => configOf("p", {}, { key: value }, "Pulumi.dev.yaml"))
        .to.throw(CodedError, "p:key in Pulumi.dev.yaml")
        .with.property("code", "E_CONFIG_SECRET");
    }
  });

  it("keeps every text as it is (property)", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]\w*$/), fc.string()), (values) => {
        const config = configOf("p", {}, values, "f");
        for (const [key, value] of Object.entries(values)) expect(config[`p:${key}`]).to.equal(value);
      }),
    );
  });
});
