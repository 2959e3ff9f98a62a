import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localFolderOf, makeLocalFolder } from "../../../cli/local/folder";
import { takeLock } from "../../../cli/local/lock";
import { findPulumi, standInHosts } from "../../../cli/local/pulumi";
import { refusalOf } from "../../support/refusal";

describe("the folder of a project's embedded cloud", () => {
  let project: string;
  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), "local-"));
  });
  afterEach(() => {
    rmSync(project, { recursive: true, force: true });
  });

  it("is for its owner alone, and git leaves it out", () => {
    const { root } = makeLocalFolder(project);
    expect(statSync(root).mode & 0o777).to.equal(0o700);
    spawnSync("git", ["init", "-q"], { cwd: project });
    expect(spawnSync("git", ["status", "--porcelain"], { cwd: project, encoding: "utf8" }).stdout).to.equal("");
  });

  it("is changed by one at a time: a lock of the living holds, one of the dead does not", async () => {
    const { lockFile } = makeLocalFolder(project);
    const release = takeLock(lockFile);
    expect(await refusalOf(() => takeLock(lockFile))).to.include({ code: "E_LOCAL_BUSY" });
    release();
    expect(existsSync(lockFile)).to.equal(false);
    const dead = spawnSync(process.execPath, ["--version"]).pid;
    writeFileSync(lockFile, String(dead));
    takeLock(lockFile)();
    writeFileSync(lockFile, "no process");
    takeLock(lockFile)();
  });

  it("holds a language host where pulumi comes without one, and none where it has its own", () => {
    const folder = makeLocalFolder(project);
    const bin = join(project, "bin");
    makeLocalFolder(bin);
    const pulumi = join(bin, "pulumi");
    writeFileSync(pulumi, "", { mode: 0o755 });
    expect(findPulumi("pulumi", bin, [])).to.equal(pulumi);
    expect(standInHosts(pulumi, "/nowhere", folder)).to.deep.equal([localFolderOf(project).hosts]);
    expect(existsSync(join(folder.hosts, "pulumi-language-nodejs"))).to.equal(true);
    for (const name of ["pulumi-language-nodejs", "pulumi-analyzer-policy-nodejs"]) {
      writeFileSync(join(bin, name), "", { mode: 0o755 });
    }
    expect(standInHosts(pulumi, "/nowhere", folder)).to.deep.equal([]);
  });

  it("is of no use without a pulumi, which the refusal tells how to get", async () => {
    const refusal = await refusalOf(() => findPulumi("pulumi", "/nowhere", [project]));
    expect(refusal.message).to.contain("scripts/engine/install.sh");
    expect(await refusalOf(() => findPulumi("terraform", "/bin", [project]))).to.include({ code: "E_PULUMI" });
  });
});
