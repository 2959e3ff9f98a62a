import { expect } from "chai";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { proveStacks, type ProveStacksOptions } from "../../../scripts/pullRequest/proveStacks";
import type { Reports } from "../../../scripts/pullRequest/reports";
import { refusalOf } from "./refusalOf";
import { failedProof, head, proofWith } from "./samples";

describe("proving the stacks of a pull request", () => {
  let folder: string;
  let printed: string[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "prove-stacks-"));
    printed = [];
    // In place of the command line: what a project's file says that it does with a stack.
    writeFileSync(join(folder, "cli.js"), standIn);
    project("head", {
      dev: { proof: proofWith() },
      prod: { proof: failedProof() },
      bad: { says: "E_PROGRAM: it throws" },
    });
    project("base", { dev: { proof: proofWith({ worstCaseDelayMs: {} }) }, prod: { says: refusal } });
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const project = (name: string, stacks: object): void => {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, "stacks.json"), JSON.stringify(stacks));
    writeFileSync(join(folder, name, "Pulumi.prod.yaml"), "");
  };
  const prove = (changes: Partial<ProveStacksOptions>): Promise<Reports> =>
    proveStacks({
      ...{ from: folder, directory: "head", stacks: ["dev"], out: "out", about: { number: 7, head } },
      cli: join(folder, "cli.js"),
      print: (line) => printed.push(line),
      ...changes,
    });

  it("leaves the proof of each stack, as JSON, JUnit and markdown, and what it is about", async () => {
    const { about, stacks } = await prove({ stacks: ["prod", "dev"] });
    expect(about).to.deep.equal({ number: 7, head, directory: "head" });
    expect(stacks.map(({ stack, proof }) => [stack, proof?.verdict])).to.deep.equal([
      ["dev", "passed"],
      ["prod", "failed"],
    ]);
    const ofEach = (stack: string) => ["junit.xml", "proof.json", "proof.md"].map((kind) => `${stack}.${kind}`);
    expect(readdirSync(join(folder, "out")).sort()).to.deep.equal([
      ...ofEach("dev"),
      ...ofEach("prod"),
      "pull-request.json",
    ]);
  });

  it("compares each with the base branch, and says where that has no proof", async () => {
    const { stacks } = await prove({ stacks: ["dev", "prod"], baseline: "base" });
    expect(stacks[0]?.baseline?.worstCaseDelayMs).to.deep.equal({});
    expect(stacks[1]?.noBaseline).to.equal("E_STACK: there is no prod");
    expect(printed.filter((line) => line.startsWith("::warning"))).to.deep.equal([
      "::warning file=head/Pulumi.prod.yaml,title=prod%3A nothing to compare with::the base branch could not be proved: E_STACK: there is no prod",
    ]);
  });

  it("compares the only stack with the file of an earlier proof", async () => {
    writeFileSync(join(folder, "earlier.json"), JSON.stringify(failedProof()));
    const { stacks } = await prove({ baseline: "earlier.json" });
    expect(stacks[0]?.baseline?.verdict).to.equal("failed");
  });

  it("annotates what failed, and what has no proof, at the stack's file", async () => {
    const { stacks } = await prove({ stacks: ["prod", "bad"] });
    expect(stacks.find(({ stack }) => stack === "bad")?.refused).to.equal("E_PROGRAM: it throws");
    const errors = printed.filter((line) => line.startsWith("::error"));
    expect(errors).to.have.length(2);
    expect(errors[0]).to.match(/^::error file=head\/Pulumi\.prod\.yaml,title=prod%3A failover.*503 is not listed/);
    expect(errors[1]).to.equal("::error file=Pulumi.yaml,title=bad%3A no proof::E_PROGRAM: it throws");
  });

  it("hands the budget and the content on", async () => {
    const { stacks } = await prove({ stacks: ["echo"], budget: "12", content: "public" });
    expect(stacks[0]?.refused).to.contain(`--budget 12 --content ${join(folder, "head", "public")}`);
  });

  it("takes nothing that an earlier run left for its own", async () => {
    mkdirSync(join(folder, "out"));
    writeFileSync(join(folder, "out", "gone.proof.json"), JSON.stringify(proofWith()));
    const { stacks } = await prove({});
    expect(stacks.map(({ stack }) => stack)).to.deep.equal(["dev"]);
    expect(existsSync(join(folder, "out", "gone.proof.json"))).to.equal(false);
  });

  const wrong: readonly (readonly [string, Partial<ProveStacksOptions>, RegExp])[] = [
    ["no stack", { stacks: [] }, /^E_PULL_REQUEST_INPUT: stack must be .*, got nothing$/],
    [
      "a stack with its organization",
      { stacks: ["org/dev"] },
      /^E_PULL_REQUEST_INPUT: stack must be .*, got org\/dev$/,
    ],
    ["a stack twice", { stacks: ["dev", "dev"] }, /each once, got dev dev$/],
    [
      "a baseline that is not there",
      { baseline: "nowhere" },
      /^E_PULL_REQUEST_INPUT: baseline .* got nowhere, which is not there$/,
    ],
    ["one file for two stacks", { stacks: ["dev", "prod"], baseline: "cli.js" }, /got cli\.js with 2 stacks$/],
    ["a baseline that is no proof", { baseline: "head/stacks.json" }, /^E_BASELINE: /],
    ["a folder of reports that holds the project", { out: "." }, /^E_PULL_REQUEST_INPUT: reports must be/],
    ["a folder of reports outside", { out: "../elsewhere" }, /^E_PULL_REQUEST_INPUT: reports must be/],
  ];
  for (const [title, changes, sentence] of wrong) {
    it(`refuses ${title}, before anything is proved`, async () => {
      expect((await refusalOf(prove(changes))).message).to.match(sentence);
      expect(existsSync(join(folder, "out"))).to.equal(false);
      expect(existsSync(join(folder, "head", "stacks.json"))).to.equal(true);
      expect(printed).to.deep.equal([]);
    });
  }
});

const refusal = JSON.stringify({ error: { code: "E_STACK", message: "there is no prod" } });

const standIn = `
const { readFileSync, writeFileSync } = require("node:fs");
const args = process.argv.slice(2);
const of = (name) => args[args.indexOf(name) + 1];
const { proof, says } = JSON.parse(readFileSync("stacks.json", "utf8"))[of("--stack")] ?? { says: args.join(" ") };
if (proof === undefined) process.stderr.write(says + "\\n");
else writeFileSync(of("--out"), JSON.stringify(proof));
process.exitCode = proof === undefined ? 2 : proof.verdict === "passed" ? 0 : 1;
`;
