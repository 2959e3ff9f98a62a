import { expect } from "chai";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../support/pulumiProgram";
import { runJob, type JobResult, type RunnerOptions } from "../support/workflowRunner/runJob";
import { WorkflowStage } from "../support/workflowRunner/stage";
import { readWorkflow } from "../support/workflows";

/** The workflows that use `pulumi`, with the embedded cloud in place of AWS: a program `pulumi` hands everything to it. */
describe("the workflows that deploy, run against the embedded cloud", function () {
  this.timeout(600_000);
  let stage: WorkflowStage;
  let base: string;
  before(async () => {
    const engine = join(projectRoot, ".engine", "bin", "pulumi");
    expect(existsSync(engine), "run scripts/engine/install.sh first").to.equal(true);
    stage = new WorkflowStage();
    await stage.start();
    stage.program("pulumi", [`exec node dist/cli.js local -- "${engine}" "$@"`]);
    base = stage.commit();
  });
  after(() => stage.stop());

  const vars = {
    PULUMI_BACKEND_URL: "s3://not-asked-here",
    AWS_PREVIEW_ROLE: "arn:aws:iam::123456789012:role/preview",
    AWS_DEPLOY_ROLE: "arn:aws:iam::123456789012:role/deploy",
  };
  const secrets = { PULUMI_CONFIG_PASSPHRASE: "obviously fake" };
  const withCloud = (options: RunnerOptions, matrix = {}): RunnerOptions => ({
    ...options,
    contexts: { vars, secrets, matrix },
    actions: {
      ...options.actions,
      "pulumi/actions": ({ "pulumi-version": version }) => {
        expect(version).to.equal(">=3.251.0 <4");
      },
      "aws-actions/configure-aws-credentials": (inputs, { env }) => {
        stage.used.push({ action: "configure-aws-credentials", inputs });
        Object.assign(env, { AWS_ACCESS_KEY_ID: "AKIAOBVIOUSLYFAKE", AWS_SECRET_ACCESS_KEY: "obviously fake" });
      },
    },
  });

  it("preview what a pull request changes, with the policies, and show it in the comment", async () => {
    stage.edit("Pulumi.dev.yaml", "PriceClass_100", "PriceClass_200");
    const head = stage.commit();
    const repo = { full_name: stage.gitHub.repository };
    const payload = { pull_request: { number: 7, head: { sha: head, repo }, base: { sha: base } } };
    const options = stage.options({ name: "pull_request", payload, head, run: 5 });
    const ran = await runJob(readWorkflow("pull-request.yml"), "preview", withCloud(options, { stack: "dev" }));
    expect(ran.outcome, text(ran)).to.equal("success");
    const preview = ran.steps.find(({ name }) => name === "Preview")?.output ?? "";
    expect(preview)
      .to.contain("PriceClass_200")
      .and.match(/\+ \d+ to create/);
    expect(preview, text(ran)).to.match(/HA-[A-Z0-9]+-\d\d/);
    const [artifact] = stage.gitHub.artifacts.get(5) ?? [];
    expect(artifact?.name).to.equal("preview-dev");
    expect(stage.used.at(-1)?.inputs ?? {}).to.have.property("name", "preview-dev");
    expect(stage.used.find(({ action }) => action === "configure-aws-credentials")?.inputs).to.deep.equal({
      "role-to-assume": vars.AWS_PREVIEW_ROLE,
      "aws-region": "us-east-1",
    });
  });

  it("deploy what was merged, prove what was deployed, and drill it", async () => {
    const options = stage.options({ name: "push", payload: {}, head: base, run: 6 });
    const ran = await runJob(readWorkflow("deploy.yml"), "dev", withCloud(options));
    expect(ran.outcome, text(ran)).to.equal("success");
    const output = (name: string): string => ran.steps.find((step) => step.name === name)?.output ?? "";
    expect(output("Deploy")).to.match(/\+ \d+ created/);
    expect(output("Delete the index, and see the replica serve it")).to.contain("Failover:404");
    expect(ran.summary).to.contain("Proof of failover: All");
  });

  it("deploy nothing that is not set up", async () => {
    const options = stage.options({ name: "push", payload: {}, head: base, run: 7 });
    expect((await runJob(readWorkflow("deploy.yml"), "dev", options)).outcome).to.equal("skipped");
  });
});

function text({ steps }: JobResult): string {
  return steps.map(({ name, outcome, output }) => `== ${name}: ${outcome}\n${output}`).join("\n");
}
