import { expect } from "chai";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { builtFile } from "../../../hooks/run/command";

describe("the built process that runs hooks", () => {
  let folder = "";

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "examiner-"));
    await mkdir(join(folder, "dist"));
    await mkdir(join(folder, "policy", "dist"), { recursive: true });
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it("stands beside the bundle, or in the dist of a folder above", async () => {
    const file = join(folder, "dist", "examiner.js");
    await writeFile(file, "");
    for (const from of ["dist", "policy/dist", "policy", "."]) expect(builtFile(join(folder, from))).to.equal(file);
    const nearer = join(folder, "policy", "dist", "examiner.js");
    await writeFile(nearer, "");
    expect(builtFile(join(folder, "policy/dist"))).to.equal(nearer);
    expect(builtFile(join(folder, "dist"))).to.equal(file);
  });

  it("may be missing", () => {
    expect(builtFile(join(folder, "policy", "dist"))).to.equal(undefined);
  });
});
