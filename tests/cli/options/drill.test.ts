import { Command } from "commander";
import { expect } from "chai";
import {
  consoleUrlOf,
  experimentNamed,
  withDrill,
  withLoad,
  type DrillCommandOptions,
} from "../../../cli/options/drill";
import { builtInExperiment } from "../../../drills";
import { refusalOf } from "../../support/refusal";

function optionsOf(...args: string[]): DrillCommandOptions {
  const command = withDrill(new Command("drill"))
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  return command.parse(args, { from: "user" }).opts();
}

function loadOf(...args: string[]): unknown {
  const experiment = builtInExperiment("deleted-index");
  if (experiment === undefined) throw new Error("it is gone");
  const { rate, steadySeconds, faultSeconds, recoverySeconds } = withLoad(experiment, optionsOf(...args)).load;
  return [rate, steadySeconds, faultSeconds, recoverySeconds];
}

describe("the options of drill", () => {
  it("leave an experiment its own load, change its rate and its length, or take it away", () => {
    expect(loadOf("deleted-index")).to.deep.equal([20, 3, 6, 3]);
    expect(loadOf("deleted-index", "--rate", "100")).to.deep.equal([100, 3, 6, 3]);
    expect(loadOf("deleted-index", "--duration", "4")).to.deep.equal([20, 1, 2, 1]);
    expect(loadOf("deleted-index", "--no-load")).to.deep.equal([0, 3, 6, 3]);
  });

  it("refuse what contradicts: a load and none, a served site and another", () => {
    expect(() => optionsOf("hang", "--no-load", "--rate", "3")).to.throw(/--no-load.*cannot be used with.*--rate/);
    expect(() => optionsOf("hang", "--no-load", "--duration", "3")).to.throw(/--duration/);
    const own = [
      ["--state", "x"],
      ["--content", "x"],
      ["-C", "x"],
      ["--stack", "x"],
      ["--time-scale", "3"],
      ["--local"],
    ];
    for (const other of own) {
      expect(() => optionsOf("hang", "--site", "http://127.0.0.1:1", ...other), other[0]).to.throw(
        /cannot be used with/,
      );
    }
  });

  it("refuse a rate, a duration and an address that are none, naming what is one", async () => {
    expect((await refusalOf(() => optionsOf("hang", "--rate", "-1"))).sentence).to.contain("from 0 to 10000, got -1");
    expect((await refusalOf(() => optionsOf("hang", "--duration", "0"))).sentence).to.contain("from 1 to 3600, got 0");
    for (const url of ["", "8081", "https://127.0.0.1:8081", "http://example.com", "http://10.0.0.1:80"]) {
      expect((await refusalOf(() => consoleUrlOf(url))).sentence, url).to.contain("http://127.0.0.1:8081");
    }
    expect(consoleUrlOf("http://localhost:8081/")).to.equal("http://localhost:8081");
  });

  it("need an experiment", async () => {
    expect((await refusalOf(() => experimentNamed(undefined))).sentence).to.match(/deleted-index, .*--list/);
  });
});
