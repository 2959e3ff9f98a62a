import { expect } from "chai";
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openReport } from "../../cli/openReport";
import { refusalOf } from "../support/refusal";

describe("a report's file", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "report-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("is written with a line's end, and leaves nothing else in its folder", async () => {
    const report = await openReport(join(folder, "a.json"));
    expect(readdirSync(folder)).to.deep.equal([]);
    await report.write("{}");
    expect(readFileSync(join(folder, "a.json"), "utf8")).to.equal("{}\n");
    expect(readdirSync(folder)).to.deep.equal(["a.json"]);
  });

  it("stays as it was until the new one is whole", async () => {
    const file = join(folder, "a.json");
    writeFileSync(file, "before");
    const report = await openReport(file);
    expect(readFileSync(file, "utf8")).to.equal("before");
    const before = lstatSync(file).ino;
    await report.write("after");
    expect(readFileSync(file, "utf8")).to.equal("after\n");
    // Another file under the same name: who had the old one open has all of it.
    expect(lstatSync(file).ino).not.to.equal(before);
  });

  it("is what a link leads to, and the link stays", async () => {
    writeFileSync(join(folder, "real"), "before");
    symlinkSync(join(folder, "real"), join(folder, "link"));
    await (await openReport(join(folder, "link"))).write("after");
    expect(lstatSync(join(folder, "link")).isSymbolicLink()).to.equal(true);
    expect(readFileSync(join(folder, "real"), "utf8")).to.equal("after\n");
  });

  it("may be no file at all, which is then written to", async () => {
    await (await openReport("/dev/null")).write("gone");
    expect(lstatSync("/dev/null").isCharacterDevice()).to.equal(true);
  });

  const refused: readonly (readonly [string, (folder: string) => string, string])[] = [
    ["in a folder that does not exist", (at) => join(at, "none", "a.json"), "ENOENT"],
    ["that is a folder", (at) => at, "EISDIR"],
    ["that is named as a folder", (at) => `${join(at, "a.json")}/`, "EISDIR"],
    [
      "below a file",
      (at) => {
        writeFileSync(join(at, "file"), "");
        return join(at, "file", "a.json");
      },
      "ENOTDIR",
    ],
  ];
  for (const [what, pathIn, reason] of refused) {
    it(`is refused before any work where it is one ${what}`, async () => {
      const path = pathIn(folder);
      const { code, message, path: option } = await refusalOf(openReport(path));
      expect([code, option]).to.deep.equal(["E_FILE", "--out"]);
      expect(message).to.equal(`E_FILE: --out must name a file that can be written, got ${path} (${reason})`);
    });
  }

  it("is refused where its folder went away meanwhile, and leaves nothing half-written", async () => {
    const inner = join(folder, "inner");
    mkdirSync(inner);
    const report = await openReport(join(inner, "a.json"));
    rmSync(inner, { recursive: true });
    expect(await refusalOf(report.write("x"))).to.include({ code: "E_FILE" });
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  it("takes its draft back where it cannot get its name", async () => {
    const file = join(folder, "a.json");
    const report = await openReport(file);
    mkdirSync(file);
    expect(await refusalOf(report.write("x"))).to.include({ code: "E_FILE" });
    expect(readdirSync(folder)).to.deep.equal(["a.json"]);
  });
});
