import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packWith } from "../../policy/support/analyze";
import { type RunningPack, startPack } from "../../support/policyPack";
import { projectRoot } from "../../support/pulumiProgram";

interface Locked {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

type Lock = Readonly<Record<string, Locked>>;

/**
 * The entries of this repository's lock that a package needs, so that npm installs what is known, from its cache, and asks
 * no registry which versions there are.
 */
function lockedBelow(packages: Lock, from: string, found = new Map<string, Locked>()): ReadonlyMap<string, Locked> {
  const { dependencies, optionalDependencies, peerDependencies = {}, peerDependenciesMeta = {} } = packages[from] ?? {};
  const peers = Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true);
  for (const name of [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]) {
    const path = resolved(packages, from, name);
    const entry = path === undefined ? undefined : packages[path];
    if (path === undefined || entry === undefined || found.has(path)) continue;
    found.set(path, entry);
    lockedBelow(packages, path, found);
  }
  return found;
}

function resolved(packages: Lock, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const path = `${folder === "" || folder === "policy" ? "" : `${folder}/`}node_modules/${name}`;
    if (path in packages) return path;
    if (folder === "") return undefined;
  }
}

describe("the policy pack as a package of its own", () => {
  let folder: string;
  let pack: RunningPack;

  before(async () => {
    execFileSync(process.execPath, [join(projectRoot, "scripts", "build.mjs")], { cwd: projectRoot });
    folder = mkdtempSync(join(tmpdir(), "policy-package-"));
    const npm = (args: readonly string[], cwd: string) => execFileSync("npm", args, { cwd, stdio: "pipe" });
    npm(["pack", "--silent", "--pack-destination", folder], join(projectRoot, "policy"));
    const [archive = ""] = readdirSync(folder);
    const own = JSON.parse(readFileSync(join(projectRoot, "policy", "package.json"), "utf8")) as Locked;
    const lock = JSON.parse(readFileSync(join(projectRoot, "package-lock.json"), "utf8")) as { packages: Lock };
    const name = "@static-site-ha/policy";
    const dependencies = { [name]: `file:${archive}` };
    const { dependencies: needed } = own;
    const packages = {
      "": { dependencies },
      [`node_modules/${name}`]: { version: "0.1.0", resolved: `file:${archive}`, dependencies: needed },
      ...Object.fromEntries(lockedBelow(lock.packages, "policy")),
    };
    writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
    writeFileSync(join(folder, "package-lock.json"), JSON.stringify({ lockfileVersion: 3, requires: true, packages }));
    npm(["ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"], folder);
    pack = await startPack(join(folder, "node_modules", name), join(folder, "node_modules"));
  });

  after(async () => {
    await pack.stop();
    rmSync(folder, { recursive: true });
  });

  it("brings the policies, built, and nothing of ours beside them", () => {
    const files = readdirSync(join(folder, "node_modules", "@static-site-ha", "policy"), { recursive: true });
    const sorted = files
      .map(String)
      .filter((name) => !name.endsWith(".map"))
      .sort();
    expect(sorted).to.deep.equal(["PulumiPolicy.yaml", "dist", "dist/examiner.js", "dist/index.js", "package.json"]);
  });

  it("boots in an empty folder, and tells the engine every policy", async () => {
    const info = await pack.info();
    expect(info.getPoliciesList().map((policy) => policy.getName())).to.deep.equal(packWith().map(({ name }) => name));
  });

  it("runs the hooks that it is asked about, which needs the examiner beside it", async () => {
    const masks = "function handler(event) { event.response.statusCode = 200; return event.response; }";
    expect(await pack.analyze("aws:cloudfront/function:Function", { code: masks })).to.deep.equal(["HA-EDGE-01"]);
    const clean = "function handler(event) { return event.response; }";
    expect(await pack.analyze("aws:cloudfront/function:Function", { code: clean })).to.deep.equal([]);
  });
});
