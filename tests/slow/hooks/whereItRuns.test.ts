import { expect } from "chai";
import { build } from "esbuild";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../../..");
const loader = createRequire(__filename).resolve("ts-node/register/transpile-only");
const hook = "exports.handler = async (event) => ({ ...event.Records[0].cf.response, status: 200 });";

/** Programs have a folder of their own, and the examiner must be found from there. */
describe("the process that runs hooks, from another folder", () => {
  let folder = "";

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "elsewhere-"));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  const run = (args: readonly string[]): Promise<string> =>
    new Promise((done) => {
      const env = { ...process.env, TS_NODE_PROJECT: join(root, "tsconfig.json") };
      execFile(process.execPath, args, { cwd: folder, env }, (_, stdout, stderr) => {
        done(stdout + stderr);
      });
    });

  it("is found by a program in TypeScript that has the component, before anything is registered", async () => {
    const program = join(folder, "index.ts");
    await writeFile(
      program,
      `import { StaticSiteHA } from ${JSON.stringify(join(root, "components"))};
       try {
         new StaticSiteHA("site", {
           primaryRegion: "us-east-1",
           replicaRegion: "eu-west-1",
           originResponseCode: ${JSON.stringify(hook)},
         });
       } catch (error) {
         console.log((error as Error).message);
       }`,
    );
    expect(await run(["--require", loader, program])).to.match(
      /^E_HOOK_STATUS: originResponseCode must leave .*201–599 become 200.*no longer fails over on 403–404, 500, 502–504/,
    );
  });

  it("is found by the command line", async () => {
    await writeFile(join(folder, "hook.js"), hook);
    const output = await run([join(root, "dist", "cli.js"), "examine", "hook.js"]);
    expect(output).to.match(/^✗ hook\.js: rewrites-status/);
  });

  it("is asked for by its command where it is not built", async () => {
    const bundle = join(folder, "hooks.js");
    const entry = join(root, "hooks", "index.ts");
    await build({ entryPoints: [entry], outfile: bundle, bundle: true, platform: "node", format: "cjs" });
    const text = JSON.stringify(hook);
    const program = `const hooks = require("./hooks.js");
      const hook = { name: "a", text: ${text} };
      try { hooks.examineHookSync(hook); } catch (error) { console.log(error.message); }
      hooks.examineHook(hook).catch((error) => console.log(error.message));`;
    const sentence = /^E_HOOK_EXAMINER: .* must be built .*; run `npm run build`$/;
    const lines = (await run(["-e", program])).trim().split("\n");
    expect(lines).to.have.length(2);
    for (const line of lines) expect(line).to.match(sentence);
  });
});
