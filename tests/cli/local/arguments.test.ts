import { expect } from "chai";
import { guardedArguments, makesStack, readPulumiCommand } from "../../../cli/local/arguments";

describe("a command line of pulumi's", () => {
  const lines: readonly (readonly [line: string, read: object])[] = [
    ["up --stack dev --yes", { name: "up", cwd: undefined, stack: "dev" }],
    ["-C site -s=prod pre", { name: "preview", cwd: "site", stack: "prod" }],
    ["--color always stack rm --stack dev", { name: "stack rm", cwd: undefined, stack: "dev" }],
    ["stack", { name: "stack", cwd: undefined, stack: undefined }],
    ["--cwd=a/b down -sdev", { name: "destroy", cwd: "a/b", stack: "dev" }],
    ["import aws:s3/bucket:Bucket name id", { name: "import", cwd: undefined, stack: undefined }],
    ["", { name: "", cwd: undefined, stack: undefined }],
  ];
  for (const [line, read] of lines) {
    it(`"${line}" is read`, () => {
      expect(readPulumiCommand(line.split(" ").filter((word) => word !== ""))).to.deep.equal(read);
    });
  }

  const copy = { file: "/copies/Pulumi.dev.yaml", folder: "/copies" };
  const guarded = (line: string): string => guardedArguments(line.split(" "), copy).join(" ");

  it("reads the configuration from the copy, unless it names a file itself", () => {
    expect(guarded("up --yes")).to.equal(`up --yes --config-file=${copy.file}`);
    expect(guarded("up -- x")).to.equal(`up --config-file=${copy.file} -- x`);
    expect(guarded("up --config-file own")).to.equal("up --config-file own");
    expect(guarded("stack export")).to.equal("stack export");
  });

  it("writes the configuration of a stack among the copies", () => {
    for (const line of [
      "config set --secret a b",
      "config",
      "stack init dev",
      "stack rm dev",
      "-C site stack rename b",
    ]) {
      expect(guarded(line)).to.equal(`${line} --cwd=/copies`);
    }
  });

  it("asks for no code of what it imports, unless somebody else does", () => {
    expect(guarded("import type name id")).to.equal(
      `import type name id --config-file=${copy.file} --generate-code=false`,
    );
    expect(guarded("import a b c --generate-code=true")).not.to.contain("false");
  });

  it("makes the stack for what needs one, and for nothing else", () => {
    const made = ["up", "preview", "refresh", "import", "config", "config set"].filter(makesStack);
    expect(made).to.have.length(6);
    expect(["destroy", "stack", "stack rm", "stack init", "stack ls", "", "about"].filter(makesStack)).to.deep.equal(
      [],
    );
  });
});
