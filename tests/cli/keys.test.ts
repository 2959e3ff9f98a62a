import { expect } from "chai";
import { EventEmitter } from "node:events";
import { followKeys, type Terminal } from "../../cli/keys";
import type { DrillTarget } from "../../drills";
import { drillTarget, type DrillSiteSettings } from "../support/drillSite";

class FakeTerminal extends EventEmitter implements Terminal {
  raw = false;
  paused = false;
  setRawMode(raw: boolean): void {
    this.raw = raw;
  }
  setEncoding(): void {
    // Keys come as text already.
  }
  pause(): void {
    this.paused = true;
  }
}

describe("the keys of serve", () => {
  let terminal: FakeTerminal;
  let said: string[];
  let quit: number;

  beforeEach(() => {
    terminal = new FakeTerminal();
    said = [];
    quit = 0;
  });

  async function follow(settings: DrillSiteSettings = {}): Promise<DrillTarget> {
    const target = await drillTarget(settings);
    await target.cloud.close();
    followKeys({ terminal, target, say: (line) => said.push(line), quit: () => quit++ });
    return target;
  }

  it("f fails the primary and says who answers now", async () => {
    const { origins } = await follow();
    terminal.emit("data", "f");
    expect(origins.faults()).to.deep.equal({ primary: { type: "down", attributes: {}, toxicity: 1 } });
    expect(said).to.deep.equal(["primary (us-east-1) is down: what is not cached comes from us-west-2; h heals it"]);
  });

  it("h heals it, also when both keys come at once", async () => {
    const { origins } = await follow();
    terminal.emit("data", "fh");
    expect(origins.faults()).to.deep.equal({});
    expect(said[1]).to.equal("primary (us-east-1) is healthy again");
  });

  it("f says so where there is no replica", async () => {
    await follow({ criteria: null });
    terminal.emit("data", "f");
    expect(said[0]).to.contain("nowhere: there is no replica");
  });

  for (const [name, key] of [
    ["q", "q"],
    ["Ctrl-C", "\u0003"],
  ] as const) {
    it(`${name} gives the terminal back and quits`, async () => {
      await follow();
      expect(terminal.raw).to.equal(true);
      terminal.emit("data", key);
      expect([terminal.raw, terminal.paused, quit]).to.deep.equal([false, true, 1]);
    });
  }

  it("leaves every other key alone", async () => {
    const { origins } = await follow();
    terminal.emit("data", "xF \u001b[A");
    expect([said, origins.faults(), quit]).to.deep.equal([[], {}, 0]);
  });
});
