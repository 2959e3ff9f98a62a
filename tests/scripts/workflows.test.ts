import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { experimentNames } from "../../drills/catalogue";
import { projectRoot } from "../support/pulumiProgram";
import { jobOf, readAction, readWorkflow, workflowFiles, workflowText, type Step } from "../support/workflows";

const ours = ["deploy.yml", "nightly.yml", "pull-request-comment.yml", "pull-request.yml"];
const action = readAction();

describe("the workflows", () => {
  it("are all known", () => {
    expect(workflowFiles()).to.include.members(ours);
  });

  for (const file of workflowFiles()) {
    const workflow = readWorkflow(file);
    const jobs = Object.entries(workflow.jobs);
    const steps = jobs.flatMap(([, job]) => job.steps);

    describe(file, () => {
      it("gives no permission but what a job asks for, and each job asks", () => {
        expect(workflow.permissions).to.deep.equal({});
        for (const [name, { permissions }] of jobs) expect(permissions, name).to.be.an("object").that.is.not.empty;
      });

      it("ends each job after a time", () => {
        for (const [name, job] of jobs) expect(job["timeout-minutes"], name).to.be.within(1, 90);
      });

      it("says which of its runs exclude each other", () => {
        for (const [name, job] of jobs) expect(job.concurrency ?? workflow.concurrency, name).to.have.property("group");
      });

      it("takes other people's actions by their commit, with the version said", () => {
        const uses = [...workflowText(file).matchAll(/^\s*(?:- )?uses: (.+)$/gm)].map(([, one = ""]) => one);
        expect(uses.length).to.be.greaterThan(0);
        const loose = uses.filter(
          (one) => !one.startsWith("./") && !/^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(one),
        );
        expect(loose).to.deep.equal([]);
      });

      it("writes no expression into a script, where a title or a branch's name would be run", () => {
        expect(injectable(steps)).to.deep.equal([]);
      });

      it("leaves no token in the checkout", () => {
        for (const step of steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"))) {
          expect(String(step.with?.["persist-credentials"])).to.equal("false");
        }
      });

      it("stops a script at the first command that fails, within a pipe too", () => {
        expect(workflow.defaults?.run?.shell).to.equal("bash");
      });
    });
  }
});

describe("the action", () => {
  it("writes no expression into a script", () => {
    expect(injectable(action.runs.steps)).to.deep.equal([]);
  });

  it("says what every input and output is, and gives every input a default", () => {
    for (const [name, { description = "", ...input }] of Object.entries(action.inputs)) {
      expect(description.length, name).to.be.greaterThan(20);
      expect(input, name).to.have.property("default");
    }
    for (const [name, { description = "" }] of Object.entries(action.outputs)) {
      expect(description.length, name).to.be.greaterThan(20);
    }
  });

  it("uses every input that it takes, and none that it does not", () => {
    const text = JSON.stringify(action.runs);
    const used = [...text.matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name);
    expect([...new Set(used)]).to.have.members(Object.keys(action.inputs));
  });
});

describe("a stranger's code", () => {
  const checked = readWorkflow("pull-request.yml");
  const commented = readWorkflow("pull-request-comment.yml");

  it("is started by pull_request, which has no secrets and may not write", () => {
    expect(checked.on).to.equal("pull_request");
    const allowed = { test: { contents: "read" }, proof: { contents: "read" } };
    for (const [name, permissions] of Object.entries(allowed)) {
      const job = jobOf(checked, name);
      expect(job.permissions).to.deep.equal(permissions);
      expect(JSON.stringify(job)).not.to.contain("secrets.");
    }
  });

  it("gets no credentials: those are for branches of the repository alone", () => {
    const preview = jobOf(checked, "preview");
    expect(preview.if).to.match(/^github\.event\.pull_request\.head\.repo\.full_name == github\.repository && /);
    expect(preview.permissions).to.deep.equal({ contents: "read", "id-token": "write" });
  });

  it("is not checked out where the comment is written", () => {
    const comment = jobOf(commented, "comment");
    expect(comment.permissions).to.deep.equal({ contents: "read", actions: "read", "pull-requests": "write" });
    const checkouts = comment.steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    expect(checkouts).to.have.length(1);
    expect(checkouts[0]?.with).not.to.have.any.keys("ref", "repository", "allow-unsafe-pr-checkout");
    expect(comment.steps.filter(({ uses }) => uses?.startsWith("actions/download-artifact@"))).to.deep.equal([]);
  });

  it("is commented on after the run of the workflow that checked it", () => {
    expect(commented.on).to.deep.equal({ workflow_run: { workflows: [checked.name], types: ["completed"] } });
  });
});

describe("what is checked and deployed", () => {
  it("is tested by the commands that decide on every change of this repository", () => {
    const script = readFileSync(join(projectRoot, ".ci", "run"), "utf8");
    const steps = jobOf(readWorkflow("pull-request.yml"), "test").steps.flatMap(({ run }) =>
      run === undefined ? [] : [run],
    );
    expect(steps).to.include.members(["npm ci", "npm test", "npm run lint", "npm run typecheck"]);
    for (const run of steps) expect(script).to.match(new RegExp(`^ *step .*\\b${run}$`, "m"));
  });

  it("goes to prod after dev, through an environment, one deployment at a time", () => {
    const { jobs } = readWorkflow("deploy.yml");
    expect(Object.keys(jobs)).to.deep.equal(["dev", "prod"]);
    expect(jobs["prod"]?.needs).to.equal("dev");
    for (const [stack, job] of Object.entries(jobs)) {
      expect(job.environment).to.equal(stack);
      expect(job.env?.["STACK"]).to.equal(stack);
      expect(job.concurrency).to.deep.equal({ group: `deploy-${stack}`, "cancel-in-progress": false });
      expect(job.steps).to.deep.equal(jobs["dev"]?.steps);
    }
  });

  it("is broken every night by every experiment that a sound site passes", () => {
    const { strategy } = jobOf(readWorkflow("nightly.yml"), "drill");
    expect(strategy?.matrix["experiment"]).to.have.members(experimentNames);
  });
});

function injectable(steps: readonly Step[]): readonly string[] {
  return steps.flatMap(({ run }) => (run?.includes("${{") === true ? [run] : []));
}
