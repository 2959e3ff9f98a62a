import { expect } from "chai";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CodedError } from "../../../aws/codedError";
import { readProject, stackFile, stackNames } from "../../../simulator/pulumi/project";

describe("a project is read as the language host reads it", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "project-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function write(name: string, text: string): void {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }

  function refusal(): CodedError {
    try {
      readProject(folder);
    } catch (error) {
      if (error instanceof CodedError) return error;
      throw error;
    }
    throw new Error("it was accepted");
  }

  it("runs in its own folder when it has no main", () => {
    write("Pulumi.yaml", "name: site\nruntime: nodejs\n");
    expect(readProject(folder)).to.include({ name: "site", pwd: folder, entry: ".", typescript: true });
  });

  it("runs a main that is a file from the file's folder", () => {
    write("Pulumi.yaml", "name: site\nruntime: nodejs\nmain: program/index.ts\n");
    write("program/index.ts", "");
    expect(readProject(folder)).to.include({ pwd: join(folder, "program"), entry: "index.ts" });
  });

  it("runs a main that is a folder in that folder", () => {
    write("Pulumi.yaml", "name: site\nruntime: nodejs\nmain: program\n");
    write("program/index.ts", "");
    expect(readProject(folder)).to.include({ pwd: join(folder, "program"), entry: "." });
  });

  it("honours typescript, tsconfig and nodeargs", () => {
    write(
      "Pulumi.yml",
      "name: site\nruntime:\n  name: nodejs\n  options: { typescript: false, tsconfig: other.json, nodeargs: '--a  --b' }\n",
    );
    expect(readProject(folder)).to.deep.include({
      typescript: false,
      tsconfig: join(folder, "other.json"),
      nodeArgs: ["--a", "--b"],
    });
  });

  it("refuses another runtime, a missing name, a main that is not there, and what is not YAML (E_PROJECT)", () => {
    const texts = [
      ["name: site\nruntime: python\n", "nodejs"],
      ["runtime: nodejs\n", "name"],
      ["name: site\nruntime: nodejs\nmain: gone.ts\n", "gone.ts"],
      ["name: [\n", "YAML"],
      ["- a list\n", "keys"],
    ] as const;
    for (const [text, part] of texts) {
      write("Pulumi.yaml", text);
      const error = refusal();
      expect(error.code, text).to.equal("E_PROJECT");
      expect(error.sentence, text).to.include(part);
    }
  });

  it("finds stacks where stackConfigDir says", () => {
    write("Pulumi.yaml", "name: site\nruntime: nodejs\nstackConfigDir: stacks\n");
    write("stacks/Pulumi.prod.yaml", "");
    write("stacks/Pulumi.dev.yaml", "");
    const project = readProject(folder);
    expect(stackNames(project)).to.deep.equal(["dev", "prod"]);
    expect(stackFile(project, "prod")).to.equal(join(folder, "stacks", "Pulumi.prod.yaml"));
  });
});
