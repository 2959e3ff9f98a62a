import { expect } from "chai";
import { mkdtemp, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { manifestOf, readContent, sha256 } from "../../drills/content";
import { refusalOf } from "../support/refusal";

describe("content", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "content-"));
  });

  afterEach(() => rm(folder, { recursive: true }));

  it("gives every file its path below the folder as key, in order", async () => {
    await mkdir(join(folder, "a", "b"), { recursive: true });
    await writeFile(join(folder, "index.html"), "one");
    await writeFile(join(folder, "a", "b", "x.css"), "two");
    const files = await readContent(folder);
    expect(files.map(({ key }) => key)).to.deep.equal(["a/b/x.css", "index.html"]);
    expect(Buffer.from(files[1]?.body ?? []).toString()).to.equal("one");
  });

  it("knows the type of a file by its name, with the charset of a text", async () => {
    for (const name of ["a.html", "b.css", "c.js", "d.png", "e.svg", "f.unknown-to-all"])
      await writeFile(join(folder, name), "x");
    const types = (await readContent(folder)).map(({ contentType }) => contentType);
    expect(types).to.deep.equal([
      "text/html; charset=utf-8",
      "text/css; charset=utf-8",
      "text/javascript; charset=utf-8",
      "image/png",
      "image/svg+xml",
      "application/octet-stream",
    ]);
  });

  it("keeps pages for a minute and the rest for an hour", async () => {
    await writeFile(join(folder, "a.html"), "x");
    await writeFile(join(folder, "b.css"), "x");
    const files = await readContent(folder);
    expect(files.map(({ cacheControl }) => cacheControl)).to.deep.equal([
      "public, max-age=60, stale-if-error=86400",
      "public, max-age=3600",
    ]);
  });

  it("leaves hidden files and folders out and says so, but for .well-known", async () => {
    for (const path of [".git/config", ".env", ".well-known/security.txt", "index.html"]) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), "x");
    }
    const leftOut: string[] = [];
    const files = await readContent(folder, (paths) => leftOut.push(...paths));
    expect(files.map(({ key }) => key)).to.deep.equal([".well-known/security.txt", "index.html"]);
    expect(leftOut).to.deep.equal([".env", ".git/config"]);
  });

  it("follows links to files, and leaves out those that lead nowhere or to folders", async () => {
    await writeFile(join(folder, "index.html"), "x");
    await symlink("index.html", join(folder, "home.html"));
    await symlink("nowhere", join(folder, "broken.html"));
    await symlink(".", join(folder, "loop"));
    const leftOut: string[] = [];
    const files = await readContent(folder, (paths) => leftOut.push(...paths));
    expect(files.map(({ key }) => key)).to.deep.equal(["home.html", "index.html"]);
    expect(leftOut).to.deep.equal(["broken.html", "loop"]);
  });

  it("refuses a folder that does not exist, naming it", async () => {
    const refusal = await refusalOf(readContent(join(folder, "nowhere")));
    expect(refusal.code).to.equal("E_CONTENT");
    expect(refusal.message).to.contain("nowhere (ENOENT)");
  });

  it("refuses a file in place of a folder", async () => {
    await writeFile(join(folder, "file"), "x");
    expect((await refusalOf(readContent(join(folder, "file")))).message).to.contain("ENOTDIR");
  });

  it("refuses an empty folder", async () => {
    const refusal = await refusalOf(readContent(folder));
    expect(refusal.message).to.contain("at least one file");
  });

  it("has a manifest of what is right (D18)", () => {
    const file = { key: "a", body: Buffer.from("abc"), contentType: "text/plain", cacheControl: "" };
    expect([...manifestOf([file])]).to.deep.equal([
      ["a", { sha256: sha256(file.body), size: 3, contentType: "text/plain" }],
    ]);
    expect(sha256(file.body)).to.equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });
});
