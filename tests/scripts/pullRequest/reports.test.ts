import { expect } from "chai";
import { CodedError } from "../../../aws/codedError";
import {
  isStackName,
  overallVerdict,
  readReports,
  reportFile,
  stackOfFile,
} from "../../../scripts/pullRequest/reports";
import { failedProof, filesOf, proofWith } from "./samples";

describe("the reports of a pull request's check", () => {
  it("are found by the names of their files", () => {
    expect(reportFile("prod", "proof")).to.equal("prod.proof.json");
    expect(stackOfFile("prod.proof.json")).to.deep.equal({ stack: "prod", kind: "proof" });
    expect(stackOfFile("my-stack_2.preview.txt")).to.deep.equal({ stack: "my-stack_2", kind: "preview" });
  });

  for (const name of [
    "../prod.proof.json",
    "a/b.proof.json",
    ".proof.json",
    "prod.exe",
    "prod.proof.json.x",
    "-a.proof.json",
  ]) {
    it(`leave ${name} aside`, () => {
      expect(stackOfFile(name)).to.equal(undefined);
    });
  }

  it("take no stack's name that could be a path or an option", () => {
    expect(["dev", "eu-west_1", "9"].every(isStackName)).to.equal(true);
    expect(["", "-x", "a/b", "a.b", "a b", "..", "x".repeat(65), "a\n"].some(isStackName)).to.equal(false);
  });

  it("are a stack each, whatever else lies there", () => {
    const files = filesOf({ prod: { proof: proofWith(), junit: "<x/>" }, dev: { preview: "+ 1" } }).set(
      "notes.md",
      "x",
    );
    const { about, stacks } = readReports(files);
    expect(about.number).to.equal(7);
    expect(stacks.map(({ stack }) => stack)).to.deep.equal(["dev", "prod"]);
    expect(stacks[0]).to.deep.equal({ stack: "dev", preview: "+ 1" });
  });

  it("drop what no reader of them asks for", () => {
    const [report] = readReports(filesOf({ dev: { proof: proofWith({ surprise: "x" }) } })).stacks;
    expect(report?.proof).not.to.have.any.keys("surprise", "outage");
  });

  const wrong: readonly (readonly [string, Map<string, string>, string])[] = [
    ["no word of what they are about", new Map(), "pull-request.json must be JSON, got nothing"],
    ["a number that is none", filesOf({}, { number: "7; rm" }), 'number must be a pull request\'s number, got "7; rm"'],
    ["a number below one", filesOf({}, { number: 0 }), "number must be a pull request's number, got 0"],
    ["a commit that is none", filesOf({}, { head: "main" }), 'head must be a commit\'s id, got "main"'],
    ["a proof that is no JSON", filesOf({ dev: { proof: "{" } }), "dev.proof.json must be JSON"],
    [
      "a verdict of their own",
      filesOf({ dev: { proof: proofWith({ verdict: "perfect" }) } }),
      'verdict must be a verdict, got "perfect"',
    ],
    ["a list that is none", filesOf({ dev: { proof: proofWith({ findings: {} }) } }), "findings must be a list"],
    [
      "a count below nothing",
      filesOf({ dev: { proof: proofWith({ requests: -1 }) } }),
      "requests must not be negative",
    ],
  ];
  for (const [title, files, sentence] of wrong) {
    it(`are refused with ${title}`, () => {
      expect(() => readReports(files))
        .to.throw(CodedError, sentence)
        .with.property("code", "E_PULL_REQUEST_REPORT");
    });
  }

  it("are refused with a baseline that is none", () => {
    const files = filesOf({ dev: { proof: proofWith(), baseline: { verdict: 1 } } });
    expect(() => readReports(files))
      .to.throw(CodedError)
      .with.property("code", "E_BASELINE");
  });

  it("are judged by the worst of them", () => {
    const verdictOf = (...proofs: Parameters<typeof filesOf>[0][string][]): string =>
      overallVerdict(readReports(filesOf(Object.fromEntries(proofs.map((one, at) => [`s${at}`, one])))).stacks);
    expect(verdictOf({ proof: proofWith() })).to.equal("passed");
    expect(verdictOf({ proof: proofWith() }, { proof: proofWith({ verdict: "vacuous" }) })).to.equal("vacuous");
    expect(verdictOf({ proof: proofWith({ verdict: "undecided" }) }, { proof: failedProof() })).to.equal("failed");
    expect(verdictOf({ proof: failedProof() }, { refused: "x" })).to.equal("refused");
    expect(verdictOf()).to.equal("refused");
  });
});
