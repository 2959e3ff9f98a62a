import { expect } from "chai";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { requiredPackages } from "../../../../simulator/pulumi/languageHost/requiredPackages";

describe("the packages that a program requires of the engine", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "required-packages-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function write(path: string, manifest: unknown): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), JSON.stringify(manifest));
  }
  const provider = (version: string) => ({ version, pulumi: { resource: true } });

  it("are those of the SDKs in its node_modules and in those above, the nearest of a name", () => {
    write("node_modules/@pulumi/aws/package.json", provider("7.48.0"));
    write("node_modules/@pulumi/random/package.json", {
      ...provider("4.0.0"),
      pulumi: { resource: true, name: "dice" },
    });
    write("node_modules/@pulumi/pulumi/package.json", { version: "3.270.0" });
    write("program/node_modules/@pulumi/aws/package.json", provider("6.0.0"));
    expect(requiredPackages(join(folder, "program"))).to.deep.equal([
      { name: "aws", version: "v6.0.0" },
      { name: "dice", version: "v4.0.0" },
    ]);
  });

  it("are those of its own node_modules for a component package, not what is hoisted above it", () => {
    write("node_modules/@pulumi/aws/package.json", provider("7.48.0"));
    write("components/PulumiPlugin.yaml", {});
    expect(requiredPackages(join(folder, "components"))).to.deep.equal([]);
    write("components/node_modules/@pulumi/aws/package.json", provider("6.0.0"));
    expect(requiredPackages(join(folder, "components"))).to.deep.equal([{ name: "aws", version: "v6.0.0" }]);
  });
});
