import { expect } from "chai";
import { strToU8, zipSync } from "fflate";
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { loadHooks } from "../../cli/hookFiles";
import { refusalOf } from "../support/refusal";

const zip = (files: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));

describe("the hooks that a command line names", () => {
  let folder = "";

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "hooks-"));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  async function write(files: Record<string, string | Uint8Array>): Promise<void> {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
  }

  const load = async (names: readonly string[], entry?: string) =>
    (
      await loadHooks(
        names.map((name) => join(folder, name)),
        entry,
      )
    ).map(({ name, text, files }) => ({
      name: name.slice(folder.length + 1),
      text,
      ...(files === undefined ? {} : { files }),
    }));

  it("are files, as they are", async () => {
    await write({ "a.js": "one", "no-ending": "two" });
    expect(await load(["no-ending", "a.js"])).to.deep.equal([
      { name: "no-ending", text: "two" },
      { name: "a.js", text: "one" },
    ]);
  });

  it("are the scripts and archives of a folder, without packages, types and what is none", async () => {
    await write({
      ...{ "h/a.js": "1", "h/b/c.mts": "2", "h/d.d.ts": "3", "h/e.json": "4", "h/readme.md": "5", "h/f.cjs": "6" },
      ...{ "h/node_modules/p/index.js": "7", "h/z.zip": zip({ "index.js": "8" }) },
    });
    const found = await load(["h"]);
    expect(found.map(({ name, text }) => `${name} ${text}`)).to.deep.equal([
      ...["h/a.js 1", "h/b/c.mts 2", "h/f.cjs 6", "h/z.zip/index.js 8"],
    ]);
  });

  it("are what a pattern matches, each file once", async () => {
    await write({ "a/x.js": "1", "b/x.js": "2", "b/y.ts": "3" });
    expect((await load(["*/x.js", "b/x.js", "b/*.{js,ts}"])).map(({ name }) => name)).to.deep.equal([
      ...["a/x.js", "b/x.js", "b/y.ts"],
    ]);
  });

  it("come with the files that they ask for by relative names, and no others", async () => {
    await write({
      "h/a.js": 'const b = require("./lib/b"); require("fs"); require("../outside");',
      "h/lib/b.js": "import c from './c.mjs'; export * from \"../d\"",
      "h/lib/c.mjs": 'import("./missing.js")',
      "h/d/index.ts": 'require("./../a.js")',
      "h/other.js": "",
      "outside.js": "",
    });
    const [hook] = await load(["h/a.js"]);
    expect(Object.keys(hook?.files ?? {}).sort()).to.deep.equal(["a.js", "d/index.ts", "lib/b.js", "lib/c.mjs"]);
  });

  it("come with the files above them as far as their project, or the folder that is named, goes", async () => {
    await write({
      ...{ "w/package.json": "{}", "w/shared/a.ts": 'import "../../outside"', "outside.js": "" },
      ...{ "w/h/package.json": "{}", "w/h/src/hook.ts": 'import { a } from "../../shared/a.js";' },
      ...{ "n/lib/b.js": "", "n/h/hook.js": 'require("../lib/b")' },
    });
    const filesOf = async (name: string) => (await load([name])).flatMap(({ files = {} }) => Object.keys(files));
    expect(await filesOf("w/h/src/hook.ts")).to.deep.equal(["../../shared/a.ts"]);
    expect(await filesOf("n/h/hook.js")).to.deep.equal([]);
    expect(await filesOf("n")).to.deep.equal(["../lib/b.js"]);
  });

  it("are the index of an archive, with all of its texts as it calls them", async () => {
    await write({ "f.zip": zip({ "index.mjs": "1", "lib/a.js": "2", "b.json": "{}", "c.png": "3", "d.js": "4" }) });
    expect(await load(["f.zip"])).to.deep.equal([
      { name: "f.zip/index.mjs", text: "1", files: { "lib/a.js": "2", "b.json": "{}", "d.js": "4" } },
    ]);
  });

  it("are the file of an archive that the entry names", async () => {
    await write({ "f.zip": zip({ "index.js": "1", "src/app.js": "2", "src/lib/a.js": "3" }) });
    expect(await load(["f.zip"], "src/app.handler")).to.deep.equal([
      { name: "f.zip/src/app.js", text: "2", files: { "../index.js": "1", "lib/a.js": "3" } },
    ]);
    const refusal = await refusalOf(load(["f.zip"], "app.handler"));
    expect(refusal.sentence).to.contain("FILE must hold the file of --entry app.handler, got").and.contain("app.js");
  });

  it("are the scripts at the top of an archive without an index, or else all", async () => {
    await write({
      "top.zip": zip({ "a.js": "1", "b.ts": "2", "lib/c.js": "3" }),
      "deep.zip": zip({ "x/a.js": "1", "x/b.js": "2", "node_modules/p/index.js": "3" }),
    });
    const names = (await load(["top.zip", "deep.zip"])).map(({ name }) => name);
    expect(names).to.deep.equal(["top.zip/a.js", "top.zip/b.ts", "deep.zip/x/a.js", "deep.zip/x/b.js"]);
  });

  const refused: readonly (readonly [string, Record<string, string | Uint8Array>, string, RegExp])[] = [
    ["a file that is not there", {}, "a.js", /FILE must be a file, a folder or a pattern .*a\.js, which is not there/],
    ["a pattern that nothing matches", { "a.js": "" }, "*.ts", /\*\.ts, which is not there/],
    ["a folder without scripts", { "h/readme.md": "" }, "h", /FILE must be a folder with .*h, which has none/],
    ["a file that is no text", { "a.js": new Uint8Array([0xff, 0xfe, 0x00]) }, "a.js", /which is not UTF-8/],
    ["an archive that is none", { "f.zip": "not a zip" }, "f.zip", /FILE must be a ZIP archive, got .*f\.zip: /],
    ["an archive without a script", { "f.zip": zip({ "a.txt": "" }) }, "f.zip", /FILE must hold a \.js file, got/],
  ];
  for (const [what, files, name, sentence] of refused) {
    it(`are not ${what}`, async () => {
      await write(files);
      const refusal = await refusalOf(load([name]));
      expect([refusal.code, refusal.path]).to.deep.equal(["E_FILE", "FILE"]);
      expect(refusal.sentence).to.match(sentence);
      expect(refusal.sentence).to.contain("; supply ");
    });
  }

  it("are not an archive that unpacks to more than Lambda takes (LE-16)", async () => {
    const large = Buffer.from(zip({ "index.js": "1" }));
    // What the directory at the archive's end says of the size.
    large.writeUInt32LE(251 * 1024 * 1024, large.indexOf("PK\u0001\u0002") + 24);
    await write({ "f.zip": large });
    expect((await refusalOf(load(["f.zip"]))).sentence).to.match(/more than \d+ bytes unpacked \(LE-16\)/);
  });
});
