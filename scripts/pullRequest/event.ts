import { readFile } from "node:fs/promises";
import { z } from "zod";
import { CodedError } from "../../aws/codedError";
import { parseAs } from "../../drills/schema";
import type { About } from "./reports";

/** The environment of a workflow's step, as far as it is read. */
export type Environment = Readonly<Partial<Record<string, string>>>;

/** A variable that GitHub gives every step. Throws `E_GITHUB` where it is missing. */
export function required(env: Environment, name: string, what: string): string {
  const value = env[name] ?? "";
  if (value === "") throw new CodedError("E_GITHUB", `${name} must be ${what}, got nothing`, name);
  return value;
}

/** `owner/name` of the repository that the workflow runs in. */
export function repositoryOf(env: Environment): string {
  const name = required(env, "GITHUB_REPOSITORY", "owner/name of the repository");
  if (/^[\w.-]+\/[\w.-]+$/.test(name)) return name;
  throw new CodedError("E_GITHUB", `GITHUB_REPOSITORY must be owner/name, got ${name}`, "GITHUB_REPOSITORY");
}

/** Where the run is shown. */
export function runUrlOf(env: Environment): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
  return server === undefined || repository === undefined || run === undefined
    ? undefined
    : `${server}/${repository}/actions/runs/${run}`;
}

const pullRequest = z.looseObject({
  number: z.int().positive(),
  head: z.looseObject({ sha: z.string() }),
  base: z.looseObject({ sha: z.string() }),
});

/** The pull request that the workflow runs for; nothing of it where it runs for something else. */
export function pullRequestOf(event: unknown): Omit<About, "directory"> {
  const found = z.looseObject({ pull_request: pullRequest }).safeParse(event);
  if (!found.success) return {};
  const { number, head, base } = found.data.pull_request;
  return { number, head: head.sha, base: base.sha };
}

const run = z.looseObject({
  id: z.int().positive(),
  event: z.string(),
  head_sha: z.string(),
  html_url: z.string().optional(),
  head_repository: z.looseObject({ full_name: z.string() }),
});

/** The run of another workflow, whose end started this one. */
export type WorkflowRun = z.infer<typeof run>;

/** Throws `E_GITHUB` where the workflow was started by something else. */
export function workflowRunOf(event: unknown): WorkflowRun {
  const schema = z.looseObject({ workflow_run: run });
  return parseAs(schema, event, "E_GITHUB", "the event must be workflow_run").workflow_run;
}

/** What GitHub tells of the event. */
export async function readEvent(env: Environment): Promise<unknown> {
  const path = env["GITHUB_EVENT_PATH"] ?? "";
  if (path === "") return {};
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CodedError("E_GITHUB", `GITHUB_EVENT_PATH must lead to the event, got: ${reason}`, "GITHUB_EVENT_PATH");
  }
}
