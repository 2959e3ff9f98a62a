import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closeHooks, type HookJob, runHook, runHooksSync } from "../../../hooks/run";
import type { RunFindings } from "../../../hooks/findings";
import { build } from "../../support/examiner";

const entry = { name: "handler", runtime: "lambda", event: "origin-response" } as const;

/** A hook that turns 404 into 200, after it has done something. */
function hook(text: string): HookJob {
  const body = `${text}; const { response } = event.Records[0].cf; if (response.status === "404") response.status = "200"; return response;`;
  return { source: { name: "hook.js", text: `exports.handler = async (event) => { ${body} };` }, entry };
}

/** What gets the process itself into a hook's hands, should its realm leak. */
const escape =
  "const process = (() => { for (const leak of [Buffer, URL, structuredClone, console.log, require('util').inspect]) { try { const found = leak.constructor('return process')(); if (found) return found; } catch {} } throw new Error('held'); })()";

describe("a hook is run in a process of its own", () => {
  before(build);
  after(closeHooks);

  const innocent = hook("");
  const changes = ({ rewrites }: RunFindings): string[] => rewrites.map(({ from, to }) => `${from}→${to}`);
  const run = (job: HookJob): Promise<RunFindings> => runHook(job.source, job.entry, { budgetMs: 500 });

  /** Runs a hook among innocent ones, which must not suffer. */
  async function among(guilty: HookJob): Promise<RunFindings> {
    const [before, found, after] = await Promise.all([run(innocent), run(guilty), run(innocent)]);
    expect(changes(before)).to.deep.equal(["404→200"]);
    expect(changes(after)).to.deep.equal(["404→200"]);
    return found;
  }

  it("gives it stubs for files: none is read, none is written", async () => {
    const folder = mkdtempSync(join(tmpdir(), "hook-"));
    const [secret, written] = [join(folder, "secret"), join(folder, "written")];
    writeFileSync(secret, "404");
    const reads = `const fs = require("fs"); fs.writeFileSync(${JSON.stringify(written)}, "x")`;
    const looks = `if (fs.readFileSync(${JSON.stringify(secret)}, "utf8").startsWith("40")) event.read = 1`;
    expect(changes(await among(hook(`${reads}; ${looks}`)))).to.deep.equal(["404→200"]);
    expect(existsSync(written)).to.equal(false);
    rmSync(folder, { recursive: true });
  });

  it("opens no socket", async () => {
    let connections = 0;
    const server = createServer(() => connections++);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    const connects = `require("net").connect(${port}, "127.0.0.1"); require("http").get("http://127.0.0.1:${port}/"); await fetch("http://127.0.0.1:${port}/")`;
    await among(hook(connects));
    await among(hook(`${escape}; process.getBuiltinModule("net").connect(${port}, "127.0.0.1")`));
    await new Promise((resolve) => server.close(resolve));
    expect(connections).to.equal(0);
  });

  it("starts no process", async () => {
    const written = join(tmpdir(), `hook-forked-${process.pid}`);
    const forks = `require("child_process").execSync("touch ${written}"); require("cluster").fork(); new (require("worker_threads").Worker)("x")`;
    await among(hook(forks));
    await among(hook(`${escape}; process.getBuiltinModule("child_process").execSync("touch ${written}")`));
    expect(existsSync(written)).to.equal(false);
  });

  it("signals nobody, its parent least of all", async () => {
    let signals = 0;
    const count = (): void => {
      signals++;
    };
    process.on("SIGUSR2", count);
    await among(hook(`process.kill?.(${process.pid}, "SIGUSR2")`));
    await among(hook(`${escape}; process.kill(${process.pid}, "SIGUSR2"); process._kill(${process.pid}, 12)`));
    process.off("SIGUSR2", count);
    expect(signals).to.equal(0);
  });

  it("ends where it allocates without end, on the heap and beside it", async () => {
    const heap = await among(hook("const all = []; for (;;) all.push(new Array(1e6).fill(all))"));
    const beside = await among(hook("const all = []; for (;;) all.push(Buffer.alloc(5e7, 1))"));
    for (const found of [heap, beside]) {
      expect(found.reasons.map(({ kind }) => kind)).to.satisfy((kinds: string[]) =>
        kinds.some((kind) => /process|budget|hangs/.test(kind)),
      );
    }
  });

  it("ends where it loops for ever, in code and in an engine", async () => {
    const loops = await among(hook("for (;;);"));
    expect(loops.reasons.map(({ kind }) => kind)).to.include("unfinished");
    const waits = await among(hook("for (;;) await 1;"));
    expect(waits.reasons.map(({ kind }) => kind)).to.include("unfinished");
    const matches = await among(hook("/(a+)+$/.test('a'.repeat(50) + 'b')"));
    expect(matches.reasons.map(({ kind }) => kind)).to.deep.equal(["hangs"]);
  });

  it("finds nothing of use where it leaves its realm", async () => {
    const found = await among(hook(escape));
    expect(found.rewrites[0]?.because).to.contain("held");
  });

  it("ends only itself where it exits", async () => {
    const found = await among(hook("process.exit(0)"));
    expect(found.rewrites[0]?.to).to.equal(503);
    await among(hook(`${escape}; process.exit(0)`));
  });

  it("is run just so for a caller that cannot wait, each of many on its own", () => {
    const jobs = [
      innocent,
      hook("/(a+)+$/.test('a'.repeat(50) + 'b')"),
      hook("const all = []; for (;;) all.push(new Array(1e6).fill(all))"),
      innocent,
    ];
    const found = runHooksSync(jobs, { budgetMs: 500 });
    expect(changes(found[0] ?? fail())).to.deep.equal(["404→200"]);
    expect(found[1]?.reasons[0]?.kind).to.equal("hangs");
    expect(found[2]?.reasons[0]?.kind).to.equal("process");
    expect(changes(found[3] ?? fail())).to.deep.equal(["404→200"]);
  });

  it("leaves no process behind", async () => {
    await among(innocent);
    closeHooks();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const own = execFileSync("ps", ["-o", "args", "--ppid", String(process.pid)], { encoding: "utf8" });
    expect(own).not.to.contain("examiner");
  });
});

function fail(): never {
  throw new Error("nothing was found");
}
