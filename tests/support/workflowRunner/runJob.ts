import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { jobOf, readAction, type Step, type Workflow } from "../workflows";
import { loadExpressions, type Contexts, type Expressions, type JobStatus } from "./expressions";

/** What stands in for an action of somebody else: it is given its inputs, and what the steps after it will see. */
export type StandIn = (inputs: Readonly<Record<string, string>>, job: RunningJob) => Promise<void> | void;

export interface RunnerOptions {
  /** A folder of the test's own. */
  readonly folder: string;
  readonly github: Readonly<Record<string, unknown>>;
  /** What GitHub gives every step besides. */
  readonly env: Readonly<Record<string, string>>;
  readonly contexts?: Contexts;
  /** By the name of the action, without its version. */
  readonly actions: Readonly<Record<string, StandIn>>;
}

/** A job as its steps see it. */
export interface RunningJob {
  readonly workspace: string;
  /** Variables and folders of programs that later steps have. */
  readonly env: Record<string, string>;
  readonly path: string[];
}

export interface StepResult {
  readonly name: string;
  readonly outcome: JobStatus | "skipped";
  /** What it printed on both of its streams. */
  readonly output: string;
}

export interface JobResult {
  readonly outcome: JobStatus | "skipped";
  readonly steps: readonly StepResult[];
  /** What the steps wrote for the run's page. */
  readonly summary: string;
}

/** Runs an action of a folder as the only step of a job, and gives its outputs, too. */
export async function runAction(
  action: string,
  inputs: Readonly<Record<string, string>>,
  options: RunnerOptions & { readonly workspace: string },
): Promise<JobResult & { readonly outputs: Readonly<Record<string, string>> }> {
  const { folder, github, workspace } = options;
  const temp = join(folder, "temp");
  await mkdir(temp, { recursive: true });
  const contexts = { ...options.contexts, github: { ...github, workspace } };
  const workflow: Workflow = { name: "of a test", on: "pull_request", jobs: {} };
  const run = new Run(workflow, options, temp, { workspace, env: {}, path: [] }, await loadExpressions());
  const step: ResolvedStep = { run: "", env: {}, with: inputs };
  const { outcome, outputs } = await run.composite(action, step, { contexts, env: {}, place: workspace });
  return { outcome, outputs, steps: run.results, summary: await summaryOf(run) };
}

async function summaryOf({ summaryFile }: Run): Promise<string> {
  return readFile(summaryFile, "utf8").catch(() => "");
}

/**
 * Runs a job of a workflow as a runner of GitHub does: conditions and expressions by GitHub's own evaluator, scripts by the
 * shell that the workflow names, the steps of a composite action of the checkout, and stand-ins for the actions of others.
 */
export async function runJob(workflow: Workflow, name: string, options: RunnerOptions): Promise<JobResult> {
  const job = jobOf(workflow, name);
  const { folder, github } = options;
  const workspace = join(folder, "workspace");
  const temp = join(folder, "temp");
  for (const one of [workspace, temp]) {
    await rm(one, { recursive: true, force: true });
    await mkdir(one, { recursive: true });
  }
  const contexts = { vars: {}, secrets: {}, matrix: {}, ...options.contexts, github: { ...github, workspace } };
  const expressions = await loadExpressions();
  if (!expressions.condition(job.if, contexts, "success")) return { outcome: "skipped", steps: [], summary: "" };
  const run = new Run(workflow, options, temp, { workspace, env: {}, path: [] }, expressions);
  const env = { ...workflow.env, ...job.env };
  const { outcome } = await run.steps(job.steps, { contexts, env, place: workspace });
  return { outcome, steps: run.results, summary: await summaryOf(run) };
}

interface Scope {
  readonly contexts: Contexts;
  readonly env: Readonly<Record<string, string>>;
  readonly place: string;
  readonly actionPath?: string;
}

type StepOutputs = Record<string, { readonly outputs: Record<string, string> }>;

class Run {
  readonly results: StepResult[] = [];
  readonly summaryFile: string;

  constructor(
    private readonly workflow: Workflow,
    private readonly options: RunnerOptions,
    private readonly temp: string,
    private readonly job: RunningJob,
    private readonly expressions: Expressions,
  ) {
    this.summaryFile = join(temp, "summary.md");
  }

  async steps(steps: readonly Step[], scope: Scope): Promise<{ outcome: JobStatus; outputs: StepOutputs }> {
    let status: JobStatus = "success";
    const outputs: StepOutputs = {};
    for (const step of steps) {
      const contexts = { ...scope.contexts, steps: outputs, env: scope.env };
      const name = step.name ?? step.uses ?? step.run ?? "";
      if (!this.expressions.condition(step.if, contexts, status)) {
        this.results.push({ name, outcome: "skipped", output: "" });
        continue;
      }
      const resolved = this.resolved(step, contexts, status, scope.env);
      const result =
        step.uses === undefined ? await this.script(resolved, scope) : await this.uses(step.uses, resolved, scope);
      if (step.id !== undefined) outputs[step.id] = { outputs: result.outputs };
      this.results.push({ name, outcome: result.outcome, output: result.output });
      if (result.outcome === "failure") status = "failure";
    }
    return { outcome: status, outputs };
  }

  private async uses(name: string, step: ResolvedStep, scope: Scope): Promise<Ran> {
    if (name.startsWith("./")) return this.composite(resolve(this.job.workspace, name), step, scope);
    const action = this.options.actions[name.replace(/@.*$/, "")];
    if (action === undefined) throw new Error(`nothing stands in for ${name}`);
    await action(step.with, this.job);
    return { outcome: "success", output: "", outputs: {} };
  }

  /** The steps of a composite action, which see its inputs and where it lies. */
  async composite(folder: string, step: ResolvedStep, scope: Scope): Promise<Ran> {
    const { inputs, outputs, runs } = readAction(folder);
    const given = Object.entries(inputs).map(([name, input]) => {
      const byDefault = this.expressions.interpolate(input.default ?? "", scope.contexts, "success");
      return [name, step.with[name] ?? byDefault] as const;
    });
    const github = scope.contexts["github"] as Readonly<Record<string, unknown>>;
    const contexts = {
      ...scope.contexts,
      inputs: Object.fromEntries(given),
      github: { ...github, action_path: folder },
    };
    const ran = await this.steps(runs.steps, { ...scope, contexts, actionPath: folder });
    const values = Object.entries(outputs).map(([name, { value }]) => {
      return [name, this.expressions.interpolate(value, { ...contexts, steps: ran.outputs }, ran.outcome)] as const;
    });
    return { outcome: ran.outcome, output: "", outputs: Object.fromEntries(values) };
  }

  private resolved(
    step: Step,
    contexts: Contexts,
    status: JobStatus,
    env: Readonly<Record<string, string>>,
  ): ResolvedStep {
    const of = (text: unknown): string => this.expressions.interpolate(String(text), contexts, status);
    const each = (texts: Readonly<Record<string, unknown>> = {}): Record<string, string> =>
      Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, of(text)]));
    const { shell, "working-directory": place } = step;
    return {
      run: of(step.run ?? ""),
      ...(shell === undefined ? {} : { shell }),
      ...(place === undefined ? {} : { "working-directory": of(place) }),
      env: { ...each(env), ...each(step.env) },
      with: each(step.with),
    };
  }

  private async script(step: ResolvedStep, scope: Scope): Promise<Ran> {
    const shell = step.shell ?? this.workflow.defaults?.run?.shell;
    if (shell !== "bash") throw new Error(`a step is run by ${String(shell)}, which is not bash`);
    const own = await mkdtemp(join(this.temp, "step-"));
    const [file, output] = [join(own, "script.sh"), join(own, "output")];
    await writeFile(file, step.run);
    await writeFile(output, "");
    const env = {
      ...inherited(),
      ...this.options.env,
      ...this.job.env,
      ...step.env,
      PATH: [...this.job.path, process.env["PATH"] ?? ""].join(":"),
      GITHUB_WORKSPACE: this.job.workspace,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: this.summaryFile,
      RUNNER_TEMP: this.temp,
      ...(scope.actionPath === undefined ? {} : { GITHUB_ACTION_PATH: scope.actionPath }),
    };
    // What `shell: bash` means to a runner.
    const args = ["--noprofile", "--norc", "-eo", "pipefail", file];
    const cwd = resolve(scope.place, step["working-directory"] ?? ".");
    const child = spawn("bash", args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
    await once(child, "close");
    return {
      outcome: child.exitCode === 0 ? "success" : "failure",
      output: text,
      outputs: outputsIn(await readFile(output, "utf8")),
    };
  }
}

interface Ran {
  readonly outcome: JobStatus;
  readonly output: string;
  readonly outputs: Record<string, string>;
}

interface ResolvedStep {
  readonly run: string;
  readonly shell?: string;
  readonly "working-directory"?: string;
  readonly env: Readonly<Record<string, string>>;
  readonly with: Readonly<Record<string, string>>;
}

/** What a runner's machine gives a step of this one; nothing of npm's or mocha's own. */
function inherited(): Record<string, string> {
  const names = ["LANG", "TZ", "npm_config_cache", "npm_config_registry", "NODE_EXTRA_CA_CERTS"];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

/** Outputs in the form with a delimiter. */
function outputsIn(text: string): Record<string, string> {
  const found = [...text.matchAll(/^([^\n=]+)<<(.+)\n([\s\S]*?)\n\2$/gm)];
  return Object.fromEntries(found.map(([, name = "", , value = ""]) => [name, value]));
}
