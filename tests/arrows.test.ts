import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const root = resolve(__dirname, "..");

/** Which rooms a room may import, besides itself; `simulator` is the room of the files directly in that folder. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  "index.ts": ["components"],
  // The host of plugins gets what the build has made of the component itself.
  components: ["hooks", "aws", "dist/index.js"],
  edge: [],
  aws: [],
  hooks: ["aws", "simulator/functions"],
  "simulator/vocabulary": ["aws"],
  "simulator/model": ["aws", "simulator/vocabulary"],
  "simulator/functions": ["aws", "simulator/vocabulary"],
  "simulator/s3": ["aws", "simulator/model", "simulator/vocabulary"],
  "simulator/origins": ["aws", "simulator/model", "simulator/s3/transport", "simulator/vocabulary"],
  "simulator/cloudfront": [
    "aws",
    "simulator/model",
    "simulator/functions",
    "simulator/s3/transport",
    "simulator/vocabulary",
  ],
  "simulator/metrics": ["aws", "simulator/model", "simulator/cloudfront/exchange", "simulator/vocabulary"],
  "simulator/pulumi": ["aws", "simulator/model", "simulator/vocabulary"],
  simulator: ["aws", "simulator/"],
  drills: ["simulator", "hooks", "aws"],
  policy: ["hooks", "simulator/model", "aws"],
  cli: ["aws", "drills", "simulator", "hooks", "policy"],
  library: ["components", "cli", "aws", "drills", "simulator", "hooks"],
};

/** The words that every room of the simulator speaks; they know nothing of the rooms. */
const vocabulary = [
  "simulator/clock",
  "simulator/http",
  "simulator/httpDate",
  "simulator/listen",
  "simulator/maybePromise",
  "simulator/random",
  "simulator/remembered",
  "simulator/transientMap",
];

/** Packages that only some rooms may import. */
const packages: Readonly<Record<string, readonly string[]>> = {
  "@pulumi/aws": ["components"],
  "@pulumi/aws-native": ["components"],
  "@pulumi/policy": ["policy"],
  "@pulumi/pulumi": ["components", "simulator/pulumi", "policy", "index.ts"],
  "@grpc/grpc-js": ["simulator/pulumi"],
  commander: ["cli"],
  undici: ["simulator/origins"],
  uplot: ["cli"],
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

  it("no topic of the component is needed by one that it needs itself", () => {
    const topicOf = (file: string) => /^components\/([^/]+)\/./.exec(file)?.[1];
    const needs = new Map<string, Set<string>>();
    for (const file of files) {
      const topic = topicOf(file);
      if (topic === undefined) continue;
      const targets = localImports(file, runtimeImports).map(topicOf);
      const others = targets.filter((target) => target !== undefined && target !== topic) as string[];
      needs.set(topic, new Set([...(needs.get(topic) ?? []), ...others]));
    }
    expect(needs.size).to.be.greaterThan(5);
    expect(cycleIn(needs)).to.deep.equal([]);
  });

  it("finds a cycle of any length", () => {
    const [a, b, c] = [new Set(["b"]), new Set(["c"]), new Set(["a"])];
    expect(cycleIn(new Map(Object.entries({ a, b })))).to.deep.equal([]);
    expect(cycleIn(new Map(Object.entries({ x: a, a, b, c })))).to.deep.equal(["a", "b", "c"]);
  });

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
  const folders = ["aws", "components", "cli", "drills", "edge", "hooks", "library", "policy", "simulator"];
  const inFolders = folders.flatMap((folder) => list(join(root, folder)));
  return ["index.ts", ...inFolders.map((path) => relative(root, path))];
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => /\.(ts|js)$/.test(path) && !/node_modules|^dist\//.test(path))
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

/** Without those of types alone, which are gone when the program runs. */
function runtimeImports(file: string): readonly string[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(/^(?:import|export) (?!type )[^;]*?from "([^"]+)"/gm)].map((match) => match[1] ?? "");
}

/** What remains when everything is taken away that needs nothing that remains, or that nothing needs that remains. */
function cycleIn(needs: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const left = new Map(needs);
  for (let before = -1; before !== left.size;) {
    before = left.size;
    for (const [name, targets] of left) {
      const isNeeded = [...left.values()].some((others) => others.has(name));
      if (!isNeeded || ![...targets].some((target) => left.has(target))) left.delete(name);
    }
  }
  return [...left.keys()];
}

/** Relative imports as paths from the root, without extension; a folder means its index. */
function localImports(file: string, importsOf = imports): readonly string[] {
  return importsOf(file)
    .filter((target) => target.startsWith("."))
    .map((target) => relative(root, resolve(root, dirname(file), target)));
}
