import { expect } from "chai";
import { createChecker } from "../../../../simulator/pulumi/provider/check/checker";
import { parseType } from "../../../../simulator/pulumi/provider/check/typeExpression";
import { projectRoot } from "../../../support/pulumiProgram";

const text = { kind: "scalar", name: "string" };

describe("a type as an SDK's generator writes it", () => {
  const types: readonly (readonly [source: string, type: unknown])[] = [
    ["pulumi.Input<string | undefined>", text],
    ["pulumi.Input<string>", text],
    ["number", { kind: "scalar", name: "number" }],
    ["pulumi.Input<pulumi.Input<string>[] | undefined>", { kind: "list", item: text }],
    ["string[][]", { kind: "list", item: { kind: "list", item: text } }],
    ["pulumi.Input<{\n        [key: string]: pulumi.Input<string>;\n    } | undefined>", { kind: "map", value: text }],
    ["pulumi.Input<inputs.s3.BucketGrant>", { kind: "inputs", name: "s3.BucketGrant" }],
    ["pulumi.Input<pulumi.asset.Archive | undefined>", { kind: "anything" }],
    ["pulumi.Input<string | Role>", { kind: "union", parts: [text, text] }],
    ["pulumi.Input<enums.s3.CannedAcl>", text],
    ["(a: string) => void", { kind: "anything" }],
  ];
  for (const [source, type] of types) {
    it(`${source.replace(/\s+/g, " ")} is read`, () => {
      expect(parseType(source)).to.deep.equal(type);
    });
  }
});

describe("a resource's inputs before anything is made of it", () => {
  const checker = createChecker(projectRoot);
  const faults = (type: string, inputs: Record<string, unknown>): readonly string[] =>
    checker.check(type, inputs).map(({ path, fault }) => `${path} ${fault}`);

  it("have no argument that the installed SDK does not know, at any depth, and all that it asks for", () => {
    expect(faults("aws:s3/bucketPolicy:BucketPolicy", { bucket: "content", statement: "" })).to.deep.equal([
      "policy is required",
      "statement is not known",
    ]);
    const rule = { status: "Enabled", destination: { bucket: "arn:aws:s3:::two", acount: "1" } };
    const inputs = { bucket: "one", role: "arn:aws:iam::111122223333:role/role", rules: [rule] };
    expect(faults("aws:s3/bucketReplicationConfig:BucketReplicationConfig", inputs)).to.deep.equal([
      "rules[0].destination.acount is not known",
    ]);
  });

  it("have values of the declared types, and legal ones", () => {
    expect(
      faults("aws:s3/bucket:Bucket", { bucket: "Content", forceDestroy: "yes", tags: { "aws:a": "1" } }),
    ).to.deep.equal([
      "forceDestroy must not be a string",
      "bucket must match ^[a-z0-9][a-z0-9.-]*[a-z0-9]$, got Content",
      'tags["aws:a"] is not a tag that AWS takes',
    ]);
  });

  it("may be what is deprecated, what is not known yet, and of a type that no SDK declares", () => {
    expect(faults("aws:s3/bucket:Bucket", { acl: "private" })).to.deep.equal([]);
    expect(faults("aws:s3/bucket:Bucket", { bucket: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" })).to.deep.equal([]);
    expect(faults("aws:elsewhere/thing:Thing", { anything: 1 })).to.deep.equal([]);
  });

  it("may be those of a function that does not run at the edge", () => {
    const inputs = {
      role: "arn:aws:iam::111122223333:role/role",
      timeout: 900,
      architectures: ["arm64"],
      region: "eu-west-1",
    };
    expect(faults("aws:lambda/function:Function", inputs)).to.deep.equal([]);
  });
});
