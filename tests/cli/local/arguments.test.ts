import { expect } from "chai";
import { guardedArguments, readPulumiCommand } from "../../../cli/local/arguments";

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

  it("reads the configuration from the copy, unless it names a file itself", () => {
    expect(guardedArguments(["up", "--yes"], "/copy")).to.deep.equal(["up", "--yes", "--config-file=/copy"]);
    expect(guardedArguments(["up", "--", "x"], "/copy")).to.deep.equal(["up", "--config-file=/copy", "--", "x"]);
    expect(guardedArguments(["up", "--config-file", "own"], "/copy")).to.deep.equal(["up", "--config-file", "own"]);
    expect(guardedArguments(["stack", "export"], "/copy")).to.deep.equal(["stack", "export"]);
  });

  it("leaves a stack's configuration where it is when the stack is removed", () => {
    expect(guardedArguments(["stack", "rm", "dev"], "/copy")).to.deep.equal([
      "stack",
      "rm",
      "dev",
      "--preserve-config",
    ]);
  });
});
