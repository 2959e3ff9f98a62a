import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { cpSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { packWith } from "../../policy/support/analyze";
import { installPacked, type PackedProject } from "../../support/packedPackage";
import { startPack } from "../../support/policyPack";
import { projectRoot } from "../../support/pulumiProgram";

/** Everything that may stand in the package, and how much of it there must be. */
const wanted: readonly (readonly [what: string, pattern: RegExp, atLeast: number])[] = [
  ["its manifest and what a reader needs", /^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md)$/, 4],
  [
    "the command line and the processes and threads that it starts",
    /^dist\/(?:cli|examiner|function-host|language-host|proof-thread|transpile-cache)\.js$/,
    6,
  ],
  ["what programs import", /^dist\/(?:index|simulator)\.js$/, 2],
  [
    "the page of the console and that of a report",
    /^dist\/(?:console\/[a-z]+\.(?:js|css|html)|report-page\.js|report-style\.css)$/,
    5,
  ],
  ["declarations", /^dist\/types\/[\w/]+\.d\.ts$/, 30],
  ["the code that is deployed to the edge", /^edge\/[\w-]+\.js$/, 5],
  ["the sample site", /^examples\/site\/[\w/-]+\.(?:html|css|js|svg|png|txt)$/, 20],
  ["the policy pack", /^policy\/(?:package\.json|PulumiPolicy\.yaml|dist\/(?:index|examiner)\.js)$/, 4],
  ["JSON Schemas", /^docs\/schemas\/[\w-]+\.json$/, 2],
];

describe("the npm package in a project of somebody else's", () => {
  let project: PackedProject;

  before(() => {
    project = installPacked("", ["@types/node", "ts-node", "typescript"]);
    cpSync(join(projectRoot, "tests", "fixtures", "consumer"), project.folder, { recursive: true });
  });
  after(() => {
    rmSync(project.folder, { recursive: true });
  });

  /** Runs Node.js in that project, which knows nothing of this repository. */
  function node(...args: readonly string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: project.folder, encoding: "utf8" });
    return { status, stdout, stderr };
  }
  const inModules = (...path: readonly string[]): string => join(project.folder, "node_modules", ...path);

  it("holds what is promised and nothing else, in less than 1.25 MB", () => {
    const files = readdirSync(project.installed, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(project.installed.length + 1));
    const counts = wanted.map(([what, pattern]) => [what, files.filter((file) => pattern.test(file)).length] as const);
    expect(counts.filter(([, count], index) => count < (wanted[index]?.[2] ?? 0))).to.deep.equal([]);
    expect(files.filter((file) => !wanted.some(([, pattern]) => pattern.test(file)))).to.deep.equal([]);
    expect(project.size).to.be.lessThan(1_250_000);
  });

  it("brings one copy of each SDK of Pulumi, the project's own", () => {
    const copies = readdirSync(project.folder, { recursive: true, encoding: "utf8" });
    for (const name of ["aws", "pulumi", "policy"]) {
      const own = copies.filter((path) => path.endsWith(join("@pulumi", name, "package.json")));
      expect(own).to.deep.equal([join("node_modules", "@pulumi", name, "package.json")]);
    }
    expect(copies.filter((path) => path.endsWith(join("@pulumi", "aws-native")))).to.deep.equal([]);
  });

  it("type-checks there, with every declaration that a program can reach", () => {
    expect(node(inModules("typescript", "bin", "tsc"), "-p", ".")).to.include({ status: 0, stdout: "" });
  });

  it("type-checks under the old resolution of modules too, which knows no exports", () => {
    const old = ["--module", "commonjs", "--moduleResolution", "node10", "--ignoreDeprecations", "6.0"];
    const flags = [...old, "--target", "es2022", "--types", "node", "--skipLibCheck", "--noEmit", "--ignoreConfig"];
    const run = node(inModules("typescript", "bin", "tsc"), ...flags, "index.ts", "hooks.ts", "oldProgram.ts");
    expect(run).to.include({ status: 0, stdout: "" });
  });

  it("deploys the component, whose edge code comes with it", () => {
    const { status, stdout, stderr } = node("mocks.js");
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: "" });
    expect(JSON.parse(stdout)).to.include.members([
      "static-site-ha:index:StaticSiteHA",
      "aws:cloudfront/distribution:Distribution",
      "aws:cloudfront/function:Function",
      "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    ]);
  });

  it("proves and serves a site in a program of three lines", () => {
    const { stdout, stderr } = node("threeLines.mts");
    expect({ stdout, stderr }).to.deep.equal({
      stdout: "passed <!doctype html><title>Somebody else</title>\n\n",
      stderr: "",
    });
  });

  it("examines hooks, in a process that comes with it, and lets the program end", () => {
    expect(node("hooks.ts").stdout).to.equal("rewrites-status rewrites-status\n");
  });

  it("brings the command line: the program is proved, its hooks are examined", () => {
    const cli = inModules(".bin", "static-site-ha");
    const proof = node(cli, "prove", "--content", "public", "--format", "json");
    expect((JSON.parse(proof.stdout) as { verdict: string }).verdict).to.equal("passed");
    expect(proof.status).to.equal(0);
    expect(node(cli, "prove").status, "with the sample site").to.equal(0);
    const examined = node(cli, "examine", "keeps.js");
    expect(examined.stdout).to.contain("keeps-status");
    expect(node(cli, "drill", "deleted-index").status).to.equal(0);
  });

  it("brings the policy pack, which the engine starts from where it is installed", async () => {
    const pack = await startPack(join(project.installed, "policy"), inModules());
    try {
      const names = (await pack.info()).getPoliciesList().map((policy) => policy.getName());
      expect(names).to.deep.equal(packWith().map(({ name }) => name));
      const masks = "function handler(event) { event.response.statusCode = 200; return event.response; }";
      expect(await pack.analyze("aws:cloudfront/function:Function", { code: masks })).to.deep.equal(["HA-EDGE-01"]);
    } finally {
      await pack.stop();
    }
  });
});
