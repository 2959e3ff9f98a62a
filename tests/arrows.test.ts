import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const root = resolve(__dirname, "..");

/** Which rooms a room may import, besides itself; `simulator` is the room of the files directly in that folder. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  "index.ts": ["components"],
  components: ["hooks", "aws"],
  edge: [],
  aws: [],
  hooks: ["aws", "simulator/functions"],
  "simulator/vocabulary": ["aws"],
  "simulator/model": ["aws", "simulator/vocabulary"],
  "simulator/functions": ["aws", "simulator/vocabulary"],
  "simulator/s3": ["aws", "simulator/model", "simulator/vocabulary"],
  "simulator/cloudfront": [
    "aws",
    "simulator/model",
    "simulator/functions",
    "simulator/s3/transport",
    "simulator/vocabulary",
  ],
  "simulator/pulumi": ["aws", "simulator/model", "simulator/vocabulary"],
  simulator: ["aws", "simulator/"],
  drills: ["simulator", "hooks", "aws"],
  policy: ["hooks", "simulator/model", "aws"],
  cli: ["aws", "drills", "simulator", "hooks", "policy"],
};

/** The words that every room of the simulator speaks; they know nothing of the rooms. */
const vocabulary = ["simulator/clock", "simulator/http", "simulator/listen"];

/** Packages that only some rooms may import. */
const packages: Readonly<Record<string, readonly string[]>> = {
  "@pulumi/aws": ["components"],
  "@pulumi/pulumi": ["components", "simulator/pulumi", "index.ts"],
  "@grpc/grpc-js": ["simulator/pulumi"],
  commander: ["cli"],
};

describe("the arrows between rooms", () => {
  const files = sourceFiles();

  it("knows every room", () => {
    expect(files.length).to.be.greaterThan(60);
    expect([...new Set(files.map(roomOf))].filter((room) => !Object.hasOwn(arrows, room))).to.deep.equal([]);
  });

  const rooms = new Set(files.map(roomOf));
  for (const [room, targets] of Object.entries(arrows).filter(([name]) => rooms.has(name))) {
    it(`${room} imports ${targets.length === 0 ? "no other room" : `only ${targets.join(", ")}`}`, () => {
      const wrong = files
        .filter((file) => roomOf(file) === room)
        .flatMap((file) => localImports(file).map((target) => ({ file, target })))
        .filter(({ target }) => roomOf(target) !== room && !allowed(targets, target));
      expect(wrong).to.deep.equal([]);
    });
  }

  for (const [name, rooms] of Object.entries(packages)) {
    it(`only ${rooms.join(", ")} knows ${name}`, () => {
      const wrong = files.filter(
        (file) => !rooms.includes(roomOf(file)) && imports(file).some((target) => `${target}/`.startsWith(`${name}/`)),
      );
      expect(wrong).to.deep.equal([]);
    });
  }

  it("keeps every file under 15 KB", () => {
    const large = files.filter((file) => readFileSync(join(root, file)).byteLength > 15 * 1024);
    expect(large).to.deep.equal([]);
  });
});

function allowed(targets: readonly string[], target: string): boolean {
  return targets.some((name) => {
    if (name === "simulator/vocabulary") return vocabulary.includes(target);
    return target === name || target.startsWith(name.endsWith("/") ? name : `${name}/`);
  });
}

function roomOf(file: string): string {
  const bare = file.replace(/\.ts$/, "");
  if (file === "index.ts" || bare === "index") return "index.ts";
  if (vocabulary.includes(bare)) return "simulator/vocabulary";
  const [first = "", second = ""] = bare.split("/");
  return first === "simulator" && bare.split("/").length > 2 ? `${first}/${second}` : first;
}

function sourceFiles(): readonly string[] {
  const folders = ["aws", "components", "cli", "drills", "edge", "hooks", "policy", "simulator"];
  const inFolders = folders.flatMap((folder) => list(join(root, folder)));
  return ["index.ts", ...inFolders.map((path) => relative(root, path))];
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => /\.(ts|js)$/.test(path) && !path.includes("node_modules"))
      .map((path) => join(folder, path));
  } catch {
    // A room that is not built yet.
    return [];
  }
}

function imports(file: string): readonly string[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(/(?:from\s+|import\s*\(?\s*|require\(\s*)"([^"]+)"/g)].map((match) => match[1] ?? "");
}

/** Relative imports as paths from the root, without extension; a folder means its index. */
function localImports(file: string): readonly string[] {
  return imports(file)
    .filter((target) => target.startsWith("."))
    .map((target) => relative(root, resolve(root, dirname(file), target)));
}
