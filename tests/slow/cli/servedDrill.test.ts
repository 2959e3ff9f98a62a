import { expect } from "chai";
import { once } from "node:events";
import { seededRandom } from "../../../simulator/random";
import { runCli, startCli } from "../../support/cli";
import { startServe, type Serving } from "../../support/serving";

/** How often a drill is killed; more by hand. */
const kills = Number(process.env["DRILL_KILLS"] ?? 6);

/** One process serves, another one drills it over the console. */
describe("static-site-ha drill --site", function () {
  this.timeout(kills * 30_000 + 120_000);
  let serving: Serving;
  const drill = (...args: string[]): readonly string[] => ["drill", ...args, "--site", serving.ready.console];

  before(async () => {
    serving = await startServe([]);
  });

  after(async () => {
    await serving.stop();
  });

  async function api(path: string): Promise<unknown> {
    return (await fetch(`${serving.ready.console}/api/${path}`)).json();
  }

  /** What viewers get of every published page, at a cold edge. */
  async function statuses(): Promise<readonly number[]> {
    const { pages } = (await api("site")) as { pages: readonly string[] };
    const init = { method: "POST", body: '{"paths":["/*"]}' };
    await fetch(`${serving.ready.console}/api/invalidations`, init);
    return Promise.all(pages.map(async (path) => (await fetch(`${serving.ready.edge}${path}`)).status));
  }

  it("drills a site that is served, and prints its report in the form that is asked for", async () => {
    const { code, stdout, stderr } = await runCli(drill("deleted-index", "--duration", "3", "--format", "json"));
    expect([code, stderr]).to.deep.equal([0, ""]);
    expect(JSON.parse(stdout)).to.include({ verdict: "passed", status: "completed" });
  });

  it("refuses a second drill beside one that runs, in the console's words", async () => {
    const first = startCli(drill("deleted-index", "--duration", "20"));
    await untilRunning();
    const { code, stderr } = await runCli(drill("hang"));
    expect(code).to.equal(2);
    expect(stderr).to.match(/^E_CONSOLE: .*E_DRILL: one drill runs at a time/);
    first.kill("SIGINT");
    await once(first, "close");
    expect(first.exitCode).to.equal(130);
    expect(await api("faults")).to.deep.equal({});
  });

  it("says so where no console answers", async () => {
    const { code, stderr } = await runCli(["drill", "deleted-index", "--site", "http://127.0.0.1:9"]);
    expect(code).to.equal(2);
    expect(stderr).to.match(/^E_CONSOLE: --site must be the address of a console that answers/);
  });

  it("leaves no fault and every object when it is killed in the middle, wherever that is", async () => {
    const random = seededRandom(kills);
    const names = ["deleted-index", "replication-paused", "dark-region", "masking-hook", "slow-down"];
    const before = await statuses();
    expect(before.every((status) => status === 200)).to.equal(true);
    for (let kill = 0; kill < kills; kill++) {
      const name = names[kill % names.length] ?? "";
      const child = startCli(drill(name, "--duration", "20"));
      await untilRunning();
      await elapsed(random() * 9000);
      child.kill("SIGKILL");
      await once(child, "close");
      await until(async () => (await runs()).every(({ status }) => status !== "running"));
      expect((await runs())[0]?.status, name).to.equal("interrupted");
      expect(await api("faults"), name).to.deep.equal({});
      expect(await statuses(), name).to.deep.equal(before);
    }
  });

  async function runs(): Promise<readonly { readonly status: string }[]> {
    return ((await api("drills")) as { runs: readonly { status: string }[] }).runs;
  }

  function untilRunning(): Promise<void> {
    return until(async () => (await runs()).some(({ status }) => status === "running"));
  }
});

/** A process that runs by itself cannot be told when to be ready: it is asked again and again. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await elapsed(50);
}

function elapsed(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
