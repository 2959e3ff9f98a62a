import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { componentFolder, goldenSchemaFile } from "../../support/componentSchema";
import { projectRoot } from "../../support/pulumiProgram";
import { type LanguageStage, openLanguageStage, tools, whyNotRun } from "./support";

const examples = join(projectRoot, "examples", "languages");
const python = join(tools, "python", "bin", "python");
const golden = (): unknown => JSON.parse(readFileSync(goldenSchemaFile, "utf8"));

describe("the component package on the real engine", () => {
  let stage: LanguageStage;
  let sdks: string;

  before(async function () {
    this.timeout(600_000);
    expect(existsSync(join(tools, "generate")), "run bash scripts/sdks/install.sh first").to.equal(true);
    execFileSync(process.execPath, [join(projectRoot, "scripts", "build.mjs")], { cwd: projectRoot });
    stage = await openLanguageStage();
    sdks = mkdtempSync(join(tmpdir(), "sdks-"));
    execFileSync(join(tools, "generate"), [goldenSchemaFile, sdks], { stdio: "pipe" });
  });
  after(() => {
    stage.close();
    rmSync(sdks, { recursive: true });
  });

  it("tells its schema to who stands in any folder", async () => {
    const { code, stdout, stderr } = await stage.run(stage.pulumi, ["package", "get-schema", componentFolder]);
    expect(code, stderr).to.equal(0);
    expect(JSON.parse(stdout)).to.deep.equal(golden());
  }).timeout(300_000);

  it("tells it from a fresh clone as well, whose packages the engine has installed", async () => {
    const clone = join(stage.folder, "clone");
    execFileSync("git", ["clone", "--quiet", "--no-hardlinks", projectRoot, clone], { stdio: "pipe" });
    const { code, stdout, stderr } = await stage.run(stage.pulumi, [
      "package",
      "get-schema",
      join(clone, "components"),
    ]);
    expect(code, stderr).to.equal(0);
    const own = JSON.parse(readFileSync(join(clone, "tests", "golden", "component.schema.json"), "utf8")) as unknown;
    expect(JSON.parse(stdout)).to.deep.equal(own);
  }).timeout(600_000);

  it("has an SDK for Go, with which the example compiles and vets", async () => {
    const sdk = join(sdks, "go", "staticsiteha");
    for (const name of ["go.mod", "go.sum"]) cpSync(join(tools, name), join(sdk, name));
    mkdirSync(join(sdk, "example"));
    cpSync(join(examples, "go", "main.go"), join(sdk, "example", "main.go"));
    const env = { GOFLAGS: "-mod=mod", GOWORK: "off", GOPROXY: "off" };
    const module = "github.com/static-site-ha/pulumi-static-site-ha/sdk/go/static-site-ha";
    // The Go that the project's scripts build with, which need not be the first on PATH.
    const script = `what="the SDK"; . "${join(projectRoot, "scripts", "go.sh")}" && exec "$go" -C "$@"`;
    const go = (...args: readonly string[]) => stage.run("bash", ["-c", script, "go", sdk, ...args], env);
    expect(await go("mod", "edit", `-module=${module}`)).to.include({ code: 0 });
    expect(await go("vet", "./...")).to.deep.equal({ code: 0, stdout: "", stderr: "" });
  }).timeout(600_000);

  it("has an SDK for Python, which compiles and type-checks with its example", async () => {
    const sdk = join(sdks, "python");
    writeFileSync(
      join(sdk, "mypy.ini"),
      // The generator's own helpers, the same in every SDK, do not keep to their types.
      "[mypy]\n[mypy-static_site_ha_static_site_ha._utilities]\nignore_errors = True\n",
    );
    expect(await stage.run(python, ["-m", "compileall", "-q", sdk])).to.include({ code: 0 });
    const checked = [join(sdk, "static_site_ha_static_site_ha"), join(examples, "python", "__main__.py")];
    const flags = ["-m", "mypy", "--config-file", join(sdk, "mypy.ini"), "--cache-dir", join(sdk, "cache")];
    const { code, stdout } = await stage.run(python, [...flags, ...checked], { MYPYPATH: sdk });
    expect({ code, stdout }).to.deep.equal({ code: 0, stdout: "Success: no issues found in 7 source files\n" });
  }).timeout(300_000);

  it("is deployed by the Python program to the embedded cloud", async () => {
    const installed = join(sdks, "installed");
    const pip = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"];
    expect(await stage.run(python, [...pip, "--target", installed, join(sdks, "python")])).to.include({ code: 0 });
    const args = [join(__dirname, "runPython.py"), join(examples, "python", "__main__.py")];
    const { code, stdout, stderr } = await stage.run(python, args, { PYTHONPATH: installed });
    expect(code, stderr).to.equal(0);
    const { outputs } = JSON.parse(stdout) as { readonly outputs: Readonly<Record<string, string>> };
    expect(outputs["url"]).to.match(/^https:\/\/[a-z0-9]+\.cloudfront\.net$/);
    const types = stage.resources().map(({ type }) => type);
    expect(types.filter((type) => type === "aws:s3/bucket:Bucket")).to.have.length(2);
    expect(types).to.include("aws:cloudfront/distribution:Distribution");
  }).timeout(300_000);

  for (const language of ["python", "go", "yaml", "java", "dotnet"]) {
    it(`is previewed by the example in ${language} where its host is, and else says why not`, async function () {
      const reason = whyNotRun(language);
      if (reason !== undefined) {
        expect(reason).to.equal(
          `skipped: pulumi-language-${language} is not on PATH; an ordinary installation of Pulumi brings it`,
        );
        process.stdout.write(`    ${language}: ${reason}\n`);
        return;
      }
      this.timeout(600_000);
      const program = join(stage.folder, language);
      cpSync(join(examples, language), program, { recursive: true });
      const file = join(program, "Pulumi.yaml");
      writeFileSync(file, readFileSync(file, "utf8").replace("../../../components", componentFolder));
      const at = ["--cwd", program];
      // YAML needs no SDK.
      const install = language === "yaml" ? [] : [["install"]];
      for (const args of [["stack", "init", "dev"], ...install, ["preview", "--config", "aws:region=eu-west-1"]]) {
        const { code, stdout, stderr } = await stage.run(stage.pulumi, [...args, ...at, "--non-interactive"]);
        expect(code, `${stdout}${stderr}`).to.equal(0);
        if (args[0] === "preview") expect(stdout).to.contain("aws:cloudfront:Distribution");
      }
    });
  }
});
