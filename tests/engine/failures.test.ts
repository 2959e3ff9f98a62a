import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { summary } from "./support/events";
import { copyOfRepository, projectOf } from "./support/project";
import { type EngineStage, openStage } from "./support/stage";

const named = `import * as cloudfront from "@pulumi/aws/cloudfront";
import * as s3 from "@pulumi/aws/s3";
const bucket = new s3.Bucket("content", { bucket: "a-name-that-is-taken", forceDestroy: true });
new s3.BucketVersioning("versioning", { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } });
new cloudfront.Function("first", { runtime: "cloudfront-js-2.0", code: "function handler(e) { return e.request; }" });
`;

describe("an up that fails in the middle, on the real engine", () => {
  let stage: EngineStage;
  afterEach(() => {
    stage.close();
  });

  it("because AWS refuses one resource is repaired by the next one", async () => {
    stage = await openStage(projectOf("taken", { "index.ts": named }));
    await stage.done("preview", "--stack", "dev");
    const type = "aws:s3/bucket:Bucket";
    const other = { urn: `urn:pulumi:x::theirs::${type}::b`, type, id: "a-name-that-is-taken", computed: {} };
    stage.behind((resources) => resources.set(`${type} ${other.id}`, { ...other, inputs: { bucket: other.id } }));
    const failed = await stage.pulumi("up", "--stack", "dev", "--yes", "--skip-preview", "--json");
    expect(failed.code).to.be.greaterThan(0);
    const words = failed.diagnostics.map(({ message }) => message).join("\n");
    expect(words).to.contain("BucketAlreadyOwnedByYou: a-name-that-is-taken exists already");
    // What did not need it is there.
    expect(summary(failed.steps)).to.include("create first (Function)");
    stage.behind((resources) => resources.delete(`${type} ${other.id}`));
    const repaired = await stage.done("up", "--stack", "dev", "--yes", "--skip-preview", "--json");
    expect(summary(repaired.steps)).to.deep.equal(["create content (Bucket)", "create versioning (BucketVersioning)"]);
    await stage.done("destroy", "--stack", "dev", "--yes", "--skip-preview");
    expect(stage.cloud()).to.deep.equal([]);
  });

  it("because the embedded cloud was killed is repaired by the next one", async () => {
    stage = await openStage(copyOfRepository());
    const child = stage.start("up", "--stack", "dev", "--yes", "--skip-preview", "--json");
    const ended = new Promise((resolve) => child.once("close", resolve));
    child.stdout?.on("data", (part: Buffer) => {
      // The first resource that is done: two dozen others are not.
      if (/"resOutputsEvent":\{"metadata":\{"op":"create"[^\n]*"type":"aws:/.test(part.toString()))
        child.kill("SIGKILL");
    });
    await ended;
    expect(child.signalCode).to.equal("SIGKILL");
    const before = stage.cloud().length;
    expect(before).to.be.within(1, 20);
    const repaired = await stage.done("up", "--stack", "dev", "--yes", "--skip-preview", "--json");
    expect(repaired.steps.map(({ op }) => op)).to.include("create");
    await stage.done("preview", "--stack", "dev", "--expect-no-changes");
    // A creation whose answer nobody heard leaves what it made: the engine never knew its id.
    await stage.done("destroy", "--stack", "dev", "--yes", "--skip-preview");
    const { stdout } = await stage.done("stack", "export", "--stack", "dev");
    expect((JSON.parse(stdout) as { deployment: { resources?: unknown[] } }).deployment.resources ?? []).to.deep.equal(
      [],
    );
  });
});

describe("secrets on the real engine", () => {
  let stage: EngineStage;
  after(() => {
    stage.close();
  });

  it("stay secret: encrypted in the state, hidden on the terminal, and of no use to the user's own file", async () => {
    const program = `import * as pulumi from "@pulumi/pulumi";
import * as s3 from "@pulumi/aws/s3";
const hush = new pulumi.Config().requireSecret("hush");
export const bucket = new s3.Bucket("content", { forceDestroy: true, tags: { hush } }).tags;
`;
    const theirs =
      "config:\n  aws:region: us-east-1\n  secrets:hush:\n    secure: v1:AAAA:BBBB\nencryptionsalt: v1:theirs\n";
    stage = await openStage(projectOf("secrets", { "index.ts": program, "Pulumi.dev.yaml": theirs }));
    const refused = await stage.pulumi("up", "--stack", "dev", "--yes");
    expect(refused.code).to.equal(2);
    expect(refused.stderr).to.contain("E_CONFIG_SECRET: secrets:hush in");
    expect(refused.stderr).not.to.contain("    at ");
    await stage.done("config", "set", "--stack", "dev", "--secret", "secrets:hush", "open-sesame-4711");
    const up = await stage.done("up", "--stack", "dev", "--yes", "--skip-preview");
    expect(up.stdout).to.contain("[secret]");
    const state = await stage.done("stack", "export", "--stack", "dev");
    for (const text of [up.stdout, up.stderr, state.stdout]) expect(text).not.to.contain("open-sesame-4711");
    expect(state.stdout).to.contain("ciphertext");
    // The cloud itself was told.
    expect(JSON.stringify(stage.cloud())).to.contain("open-sesame-4711");
    expect(readFileSync(join(stage.project, "Pulumi.dev.yaml"), "utf8")).to.equal(theirs);
  });
});
