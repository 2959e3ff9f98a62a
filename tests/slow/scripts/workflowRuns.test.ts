import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../support/pulumiProgram";
import { runJob, type JobResult } from "../../support/workflowRunner/runJob";
import { WorkflowStage } from "../../support/workflowRunner/stage";
import { readWorkflow } from "../../support/workflows";

describe("the workflows, run", function () {
  this.timeout(600_000);
  let stage: WorkflowStage;
  let base: string;
  before(async () => {
    stage = new WorkflowStage();
    await stage.start();
    base = stage.commit();
  });
  after(() => stage.stop());

  describe("a pull request of a fork that lengthens a timeout and breaks prod's configuration", () => {
    let head: string;
    let proof: JobResult;
    let comment: JobResult;
    before(async () => {
      stage.edit("Pulumi.dev.yaml", "primaryConnectionTimeoutSeconds: 1", "primaryConnectionTimeoutSeconds: 3");
      stage.edit("Pulumi.prod.yaml", "primaryConnectionTimeoutSeconds: 2", "primaryConnectionTimeoutSeconds: 10");
      head = stage.commit();
      const repo = { full_name: "stranger/site" };
      const pull_request = { number: 7, head: { sha: head, repo }, base: { sha: base } };
      stage.gitHub.pulls.set(7, { state: "open", head: { sha: head, repo } });
      const checked = stage.options({ name: "pull_request", payload: { pull_request }, head, run: 5 });
      proof = await runJob(readWorkflow("pull-request.yml"), "proof", checked);
      const workflow_run = {
        ...{ id: 5, event: "pull_request", conclusion: "failure", head_sha: head, head_repository: repo },
        html_url: "https://github.example/octo/site/actions/runs/5",
      };
      const commented = stage.options({ name: "workflow_run", payload: { workflow_run }, head: base, run: 6 });
      comment = await runJob(readWorkflow("pull-request-comment.yml"), "comment", commented);
    });

    it("fails by its verdict alone, with what is wrong at the file that is wrong", () => {
      const failed = proof.steps.filter(({ outcome }) => outcome === "failure").map(({ name }) => name);
      expect(failed, text(proof)).to.deep.equal(["Verdict", "./"]);
      const prove = proof.steps.find(({ name }) => name === "Prove")?.output ?? "";
      expect(prove).to.match(/^::error file=Pulumi\.prod\.yaml,title=prod%3A no proof::E_FAILOVER_BUDGET: /m);
      expect(prove).not.to.contain("file=Pulumi.dev.yaml");
    });

    it("writes nothing to GitHub itself, and leaves the comment in the run's summary", () => {
      expect(proof.steps.find(({ name }) => name === "Comment")?.outcome).to.equal("skipped");
      expect(proof.summary).to.contain("### Failover: ❌ there is no proof (<code>prod</code>)");
    });

    it("gets one comment, with the waits before and after, and why prod has no proof", () => {
      expect(comment.outcome, text(comment)).to.equal("success");
      const bodies = stage.gitHub.commentsOf(7).map(({ body }) => body);
      expect(bodies).to.have.length(1);
      expect(bodies[0]).to.contain("| The primary cannot be reached | 1 s → **3 s** |");
      expect(bodies[0]).to.contain("| <code>dev</code> | ✅ passed | none | none |");
      expect(bodies[0]).to.contain("E_FAILOVER_BUDGET");
      expect(bodies[0]).to.contain(`Commit ${head.slice(0, 10)} compared with ${base.slice(0, 10)}`);
      expect(bodies[0]).to.contain("a pull request from a fork gets no credentials");
    });

    it("gets the comment that docs/pull-requests.md shows", () => {
      const [body = ""] = stage.gitHub.commentsOf(7).map((one) => one.body);
      const page = readFileSync(join(projectRoot, "docs", "pull-requests.md"), "utf8");
      const [, shown = ""] = /<!-- example -->([\s\S]*)<!-- \/example -->/.exec(page) ?? [];
      expect(cellsOf(shown.replace(/^> ?/gm, ""))).to.deep.equal(
        cellsOf(body.slice(body.indexOf("### "), body.indexOf("<details>"))),
      );
    });

    it("has its preview skipped", async () => {
      const repo = { full_name: "stranger/site" };
      const payload = { pull_request: { number: 7, head: { sha: head, repo }, base: { sha: base } } };
      const options = stage.options({ name: "pull_request", payload, head, run: 8 });
      const vars = { AWS_PREVIEW_ROLE: "arn:aws:iam::123456789012:role/preview" };
      const preview = await runJob(readWorkflow("pull-request.yml"), "preview", { ...options, contexts: { vars } });
      expect(preview.outcome).to.equal("skipped");
    });
  });

  it("drills in the night, and shows what was seen on the run's page", async () => {
    const options = stage.options({ name: "schedule", payload: {}, head: base, run: 9 });
    const contexts = { matrix: { experiment: "deleted-index" } };
    const drill = await runJob(readWorkflow("nightly.yml"), "drill", { ...options, contexts });
    expect(drill.outcome, text(drill)).to.equal("success");
    expect(drill.summary).to.contain("Failover:404, the published bytes");
  });

  it("fails the night's run where a drill does not end as it must", async () => {
    const options = stage.options({ name: "schedule", payload: {}, head: base, run: 10 });
    const contexts = { matrix: { experiment: "tests/fixtures/experiments/harmless.json" } };
    const drill = await runJob(readWorkflow("nightly.yml"), "drill", { ...options, contexts });
    expect(drill.outcome).to.equal("failure");
    expect(drill.summary).to.contain("the fault breaks nothing");
  });
});

/** What the steps printed, for whoever reads why a test is red. */
function text({ steps }: JobResult): string {
  return steps.map(({ name, outcome, output }) => `== ${name}: ${outcome}\n${output}`).join("\n");
}

/** The lines without what a formatter adds to a table. */
function cellsOf(markdown: string): readonly string[] {
  const lines = markdown.split("\n").map((line) => line.replace(/ +/g, " ").replace(/-{3,}/g, "---").trim());
  return lines.filter((line) => line !== "");
}
