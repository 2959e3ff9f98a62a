import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { projectRoot } from "./pulumiProgram";

/** A step as YAML has it. */
export interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
  readonly "working-directory"?: string;
}

export interface Job {
  readonly if?: string;
  readonly needs?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly "timeout-minutes"?: number;
  readonly environment?: string;
  readonly concurrency?: Concurrency;
  readonly env?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
  readonly steps: readonly Step[];
}

export interface Concurrency {
  readonly group: string;
  readonly "cancel-in-progress"?: boolean;
}

export interface Workflow {
  readonly name: string;
  readonly on: unknown;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: Concurrency;
  readonly env?: Readonly<Record<string, string>>;
  readonly defaults?: { readonly run?: { readonly shell?: string } };
  readonly jobs: Readonly<Record<string, Job>>;
}

export interface CompositeAction {
  readonly inputs: Readonly<Record<string, { readonly description?: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description?: string; readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const folder = join(projectRoot, ".github", "workflows");

export function workflowFiles(): readonly string[] {
  return readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
}

export function readWorkflow(name: string): Workflow {
  return parse(readFileSync(join(folder, name), "utf8")) as Workflow;
}

export function readAction(root = projectRoot): CompositeAction {
  return parse(readFileSync(join(root, "action.yml"), "utf8")) as CompositeAction;
}

/** The text of a workflow, its comments included. */
export function workflowText(name: string): string {
  return readFileSync(join(folder, name), "utf8");
}

/** A job of a workflow. Throws where there is none. */
export function jobOf(workflow: Workflow, name: string): Job {
  const job = workflow.jobs[name];
  if (job === undefined) throw new Error(`${workflow.name} has no job ${name}`);
  return job;
}
