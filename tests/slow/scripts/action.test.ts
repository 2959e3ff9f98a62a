import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runAction } from "../../support/workflowRunner/runJob";
import { copyRepository, linkPackages, WorkflowStage } from "../../support/workflowRunner/stage";

type Ran = Awaited<ReturnType<typeof runAction>>;

/** A site whose distribution asks the primary alone: the origin group is taken out of the component. */
const withoutGroup = `
import type { ResourceTransform } from "@pulumi/pulumi";
import { StaticSiteHA } from "static-site-ha";

const withoutGroup: ResourceTransform = ({ type, props, opts }) => {
  if (type !== "aws:cloudfront/distribution:Distribution") return undefined;
  const { originGroups: _group, ...rest } = props;
  return { props: { ...rest, defaultCacheBehavior: { ...rest.defaultCacheBehavior, targetOriginId: "primary" } }, opts };
};

new StaticSiteHA("site", { primaryRegion: "us-east-1", replicaRegion: "eu-west-1" }, { transforms: [withoutGroup] });
`;

const sound = `
import { StaticSiteHA } from "static-site-ha";

new StaticSiteHA("site", { primaryRegion: "us-east-1", replicaRegion: "eu-west-1" });
`;

describe("the action, in another repository", function () {
  this.timeout(600_000);
  let stage: WorkflowStage;
  let action: string;
  let workspace: string;
  before(async () => {
    stage = new WorkflowStage();
    await stage.start();
    // As a runner has it: the files of the repository and nothing installed.
    action = join(stage.folder, "_actions", "static-site-ha");
    copyRepository(action);
    expect(existsSync(join(action, "node_modules"))).to.equal(false);
    workspace = join(stage.folder, "somebody's site");
    mkdirSync(join(workspace, "infra"), { recursive: true });
  });
  after(() => stage.stop());

  const project = (folder: string, program: string): void => {
    const files: Readonly<Record<string, string>> = {
      "Pulumi.yaml": "name: theirs\nmain: index.ts\nruntime:\n  name: nodejs\n",
      "Pulumi.live.yaml": "config:\n  aws:region: us-east-1\n",
      "tsconfig.json": JSON.stringify({
        compilerOptions: { module: "nodenext", moduleResolution: "nodenext", noCheck: true },
      }),
      "index.ts": program,
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(workspace, folder, name), text);
  };
  const run = (inputs: Readonly<Record<string, string>>, event = "pull_request"): Promise<Ran> => {
    const pull_request = { number: 3, head: { sha: "a".repeat(40) }, base: { sha: "b".repeat(40) } };
    const payload = event === "pull_request" ? { pull_request } : {};
    const options = stage.options({ name: event, payload, head: "a".repeat(40), run: 1 });
    const env = { ...options.env, npm_config_prefer_offline: "true", npm_config_cache: npmCache() };
    return runAction(action, inputs, { ...options, env, workspace });
  };

  it("installs itself, proves the stack, comments, and gives the verdict and where the reports are", async () => {
    project("infra", sound);
    // The action's own install stands in for the project's, which comes before it in a workflow: it has yet to run.
    linkPackages(join(workspace, "infra"), action);
    const ran = await run({ "working-directory": "infra", stack: "live" });
    expect(ran.outcome, text(ran)).to.equal("success");
    expect(ran.outputs["verdict"]).to.equal("passed");
    expect(ran.outputs["reports"]).to.equal(join(workspace, "failover-reports"));
    const files = ["comment.md", "live.junit.xml", "live.proof.json", "live.proof.md", "pull-request.json"];
    expect(readdirSync(ran.outputs["reports"] ?? "").sort()).to.deep.equal(files);
    expect(stage.gitHub.commentsOf(3).map(({ body }) => body.trim())).to.deep.equal([
      readFileSync(ran.outputs["comment"] ?? "", "utf8").trim(),
    ]);
    expect(ran.summary).to.contain("### Failover of <code>infra</code>: ✅ every promise holds");
  });

  it("fails on a site without failover, tells what is lost since the base branch, and updates the comment", async () => {
    mkdirSync(join(workspace, "base"));
    project("base", sound);
    linkPackages(join(workspace, "base"), action);
    project("infra", withoutGroup);
    const ran = await run({ "working-directory": "infra", stack: "live", baseline: "base" });
    expect(ran.outcome).to.equal("failure");
    expect(ran.outputs["verdict"], text(ran)).to.equal("failed");
    const [comment, ...others] = stage.gitHub.commentsOf(3);
    expect(others).to.deep.equal([]);
    expect(comment?.body).to.match(/\| <code>live<\/code> \| ❌ failed, was passed \| [^|]*\*\*failover\*\*/);
    const prove = ran.steps.find(({ name }) => name === "Prove")?.output;
    expect(prove).to.match(/^::error file=infra\/Pulumi\.live\.yaml,title=live%3A failover/m);
  });

  it("comments on nothing but pull requests, and says which stack it could not prove", async () => {
    const ran = await run({ "working-directory": "infra", stack: "no-such" }, "push");
    expect(ran.steps.find(({ name }) => name === "Comment")?.outcome).to.equal("skipped");
    expect(ran.outputs["verdict"]).to.equal("refused");
    expect(text(ran)).to.contain("::error file=infra/Pulumi.yaml,title=no-such%3A no proof::E_STACK: ");
  });

  it("fails where its inputs are wrong", async () => {
    const ran = await run({ "working-directory": "infra", stack: "org/live" });
    expect(ran.outcome).to.equal("failure");
    expect(text(ran)).to.contain("E_PULL_REQUEST_INPUT: stack must be names of stacks");
  });
});

function text({ steps }: Ran): string {
  return steps.map(({ name, outcome, output }) => `== ${name}: ${outcome}\n${output}`).join("\n");
}

function npmCache(): string {
  return execFileSync("npm", ["config", "get", "cache"], { encoding: "utf8" }).trim();
}
