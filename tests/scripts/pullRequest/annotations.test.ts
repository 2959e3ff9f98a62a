import { expect } from "chai";
import fc from "fast-check";
import { junitXml, type JUnitCase } from "../../../hooks/report/junitXml";
import { annotationsOf } from "../../../scripts/pullRequest/annotations";
import { annotationCommand, outputLines, printable } from "../../../scripts/pullRequest/workflowCommands";

const of = { stack: "prod", file: "Pulumi.prod.yaml" };
const failed = (name: string, message: string): JUnitCase => ({
  name,
  classname: "failover.behavior *",
  failure: { type: "failover", message, text: "asked: GET" },
});
const annotated = (cases: readonly JUnitCase[]) => annotationsOf(junitXml("prove", [{ name: "failover", cases }]), of);

describe("the annotations of a proof", () => {
  it("are none where nothing failed", () => {
    expect(annotated([{ name: "down", classname: "failover" }])).to.deep.equal([]);
    expect(annotationsOf(junitXml("prove", []), of)).to.deep.equal([]);
  });

  it("stand at the stack's file and say what to change", () => {
    expect(annotated([failed("down on the primary", "503 is not listed (FO-11); repair: list it")])).to.deep.equal([
      {
        level: "error",
        title: "prod: failover.behavior *",
        message: "503 is not listed (FO-11); repair: list it\ndown on the primary",
        file: "Pulumi.prod.yaml",
      },
    ]);
  });

  it("are one where one cause fails many cases", () => {
    const [one, ...others] = annotated([failed("down", "x"), failed("dns", "x"), failed("tls", "x")]);
    expect(others).to.deep.equal([]);
    expect(one?.message).to.equal("x\ndown, and 2 more");
  });

  it("are at most ten, which is what GitHub shows, and say how many are not shown", () => {
    const many = annotated(Array.from({ length: 25 }, (_, at) => failed("down", `cause ${at}`)));
    expect(many).to.have.length(10);
    expect(many[9]?.message).to.equal("16 more failures are in the JUnit report");
  });
});

describe("a command to the runner", () => {
  it("is one line that gives the texts back", () => {
    const text = fc.string({ unit: fc.constantFrom("%", "\n", "\r", ":", ",", "=", "a", "::error::", "é", "%0A") });
    fc.assert(
      fc.property(text, text, (title, message) => {
        const command = annotationCommand({ level: "error", title, message, file: "a,b:c.yaml" });
        expect(command).not.to.match(/[\r\n]/);
        const [, properties = "", data = ""] = /^::error ([^:]*)::(.*)$/s.exec(command) ?? [];
        expect(decodeURIComponent(data.replace(/%(?!25|0D|0A)/g, "?"))).to.equal(message);
        const given = new Map(
          properties.split(",").map((one) => [one.split("=", 1)[0], one.slice(one.indexOf("=") + 1)]),
        );
        expect(decodeURIComponent(given.get("title") ?? "")).to.equal(title);
        expect(decodeURIComponent(given.get("file") ?? "")).to.equal("a,b:c.yaml");
      }),
    );
  });

  it("is none in what a program of somebody else prints", () => {
    const printed = printable("ok\n::error::no\n  ::set-env name=X::y\n##[command]z\na ::b");
    expect(printed.split("\n").filter((line) => /^\s*(::|##\[)/.test(line))).to.deep.equal([]);
    expect(printed).to.contain("ok\n").and.contain("\na ::b");
  });

  it("cannot end an output early", () => {
    const value = "passed\nend\nverdict=failed";
    const lines = outputLines("verdict", value).split("\n");
    const [, delimiter = ""] = /^verdict<<(.+)$/.exec(lines[0] ?? "") ?? [];
    expect(lines.slice(1, lines.indexOf(delimiter)).join("\n")).to.equal(value);
    expect(outputLines("a", "b")).not.to.equal(outputLines("a", "b"));
  });
});
