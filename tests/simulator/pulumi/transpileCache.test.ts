import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../../..");
const preload = join(root, "simulator/pulumi/transpileCache.cjs");

describe("the cache of a program's process", () => {
  let folder: string;
  let kept: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "transpile-cache-"));
    kept = join(folder, "node_modules", ".cache", "static-site-ha", "transpiled");
    mkdirSync(join(folder, "node_modules"));
    for (const name of ["ts-node", "typescript"]) {
      symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name));
    }
    // As Pulumi's runner loads a program.
    writeFileSync(
      join(folder, "runner.cjs"),
      'require("ts-node").register({ transpileOnly: process.env.CHECKED === undefined });\nrequire("./index.ts");\n',
    );
    writeFileSync(join(folder, "tsconfig.json"), '{ "compilerOptions": { "module": "nodenext", "target": "es2022" } }');
    writeFileSync(join(folder, "index.ts"), program("as written"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function run(env: Readonly<Record<string, string>> = {}): string {
    const { NODE_COMPILE_CACHE: _, ...own } = process.env;
    const args = [`--require=${preload}`, join(folder, "runner.cjs")];
    return execFileSync(process.execPath, args, {
      cwd: folder,
      env: { ...own, ...env },
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  /** It needs no types besides its own. */
  function program(text: string): string {
    return `declare const process: { stdout: { write(text: string): void } };\nprocess.stdout.write("${text}");\n`;
  }

  function onlyFile(): string {
    const [name, ...others] = readdirSync(kept);
    expect(others).to.deep.equal([]);
    return join(kept, name ?? "");
  }

  /** A whole file, as the cache writes it. */
  const written = (output: string): string => `${createHash("sha256").update(output).digest("hex")}\n${output}`;

  it("keeps the JavaScript of a file beside the packages, and takes it in the next run", () => {
    expect(run()).to.equal("as written");
    writeFileSync(onlyFile(), written('process.stdout.write("as kept");'));
    expect(run()).to.equal("as kept");
    expect(readdirSync(join(kept, "..")).length, "and what Node has compiled").to.be.greaterThan(1);
  });

  it("names in a stack the lines as they were written, whether they were kept or not", () => {
    const lines = [
      ...["interface Gone {", "  readonly size: number;", "}", ""],
      ...["const gone: Gone = { size: 1 };", "throw new Error(String(gone.size));", ""],
    ];
    writeFileSync(join(folder, "index.ts"), lines.join("\n"));
    expect(() => run(), "made").to.throw(/index\.ts:6/);
    expect(() => run(), "kept").to.throw(/index\.ts:6/);
    expect(readdirSync(kept)).to.have.length(1);
  });

  it("makes anew what has changed, and what is not whole", () => {
    run();
    writeFileSync(onlyFile(), written('process.stdout.write("as kept");').slice(0, -1));
    expect(run()).to.equal("as written");
    writeFileSync(join(folder, "index.ts"), program("otherwise"));
    expect(run()).to.equal("otherwise");
    expect(readdirSync(kept)).to.have.length(2);
  });

  it("keeps it where Node keeps what it compiles, and nothing where that is off or types are checked", () => {
    run({ NODE_DISABLE_COMPILE_CACHE: "1" });
    run({ CHECKED: "1" });
    expect(existsSync(kept)).to.equal(false);
    const named = join(folder, "named");
    run({ NODE_COMPILE_CACHE: named });
    expect(existsSync(kept)).to.equal(false);
    expect(readdirSync(join(named, "transpiled"))).to.have.length(1);
  });

  describe("the stacks of errors", () => {
    /** What a program prints that has them translated to its own words. */
    function printed(program: string): unknown {
      const translate = 'Error.prepareStackTrace = (error) => "translated " + error.message;';
      const script = `${translate} console.log(JSON.stringify((() => { ${program} })()));`;
      const args = [`--require=${preload}`, "-e", script];
      return JSON.parse(execFileSync(process.execPath, args, { cwd: folder, encoding: "utf8" }));
    }

    it("are translated as whoever is in charge of it says", () => {
      expect(printed('return new Error("one").stack;')).to.equal("translated one");
    });

    it("are left as Node has them where Pulumi notes a promise", () => {
      const note = 'function debuggablePromise() { return new Error("made here").stack; } return debuggablePromise();';
      expect(printed(note)).to.match(/^Error: made here\n {4}at debuggablePromise \(/);
    });

    it("are one's own for as long as one wants, and then the others' again", () => {
      const borrowed =
        "const before = Error.prepareStackTrace; Error.prepareStackTrace = (_, frames) => frames.length;" +
        'const mine = new Error("two").stack; Error.prepareStackTrace = before; return [mine > 0, new Error("three").stack];';
      expect(printed(borrowed)).to.deep.equal([true, "translated three"]);
    });
  });
});
