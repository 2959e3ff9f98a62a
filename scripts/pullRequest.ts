import { appendFile, readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Command } from "commander";
import { CodedError } from "../aws/codedError";
import { composeComment, markerOf } from "./pullRequest/comment";
import { commentOnRun, type Commented } from "./pullRequest/commentOnRun";
import { pullRequestOf, readEvent, repositoryOf, required, runUrlOf, workflowRunOf } from "./pullRequest/event";
import { gitHub, type GitHub } from "./pullRequest/gitHub";
import { proveStacks } from "./pullRequest/proveStacks";
import { overallVerdict, readReports } from "./pullRequest/reports";
import { upsertComment } from "./pullRequest/upsertComment";
import { annotationCommand, outputLines } from "./pullRequest/workflowCommands";

/** `npm run pull-request`: what the workflows and the action of this repository run. */
const { env } = process;
/** npm runs a script in the package's folder; this is the one that it was called in. */
const from = env["INIT_CWD"] ?? process.cwd();

interface ProveFlags {
  readonly directory: string;
  readonly stack: string;
  readonly baseline: string;
  readonly budget: string;
  readonly content: string;
  readonly out: string;
}

const program = new Command("pull-request").description("what a workflow does for a pull request");
program
  .command("prove")
  .description("proves the stacks, and those of the base branch, and leaves the reports in a folder")
  .option("--directory <dir>", "the folder of the Pulumi project", ".")
  .option("--stack <names>", "the stacks, separated by spaces or lines", "dev")
  .option("--baseline <path>", "the project in a checkout of the base branch, or the file of an earlier proof", "")
  .option("--budget <seconds>", "how long a viewer may wait while the primary fails", "")
  .option("--content <dir>", "the published files, a folder of the project", "")
  .option("--out <dir>", "where the reports are written", "failover-reports")
  .action(prove);
program
  .command("comment")
  .description("writes the comment on the pull request that the workflow runs for, or leaves it to the summary")
  .argument("<dir>", "the folder of the reports")
  .action(comment);
program
  .command("comment-on-run")
  .description("writes the comment on the pull request that the workflow run before has checked")
  .action(onRun);

async function prove({ directory, stack, baseline, budget, content, out }: ProveFlags): Promise<void> {
  const given = (name: string, value: string): Readonly<Record<string, string>> =>
    value === "" ? {} : { [name]: value };
  const reports = await proveStacks({
    from,
    directory: directory === "" ? "." : directory,
    stacks: stack.split(/\s+/).filter((one) => one !== ""),
    ...given("baseline", baseline),
    ...given("budget", budget),
    ...given("content", content),
    out,
    about: pullRequestOf(await readEvent(env)),
    cli: resolve(__dirname, "..", "dist", "cli.js"),
    print: (line) => process.stdout.write(`${line}\n`),
  });
  const folder = resolve(from, out);
  const runUrl = runUrlOf(env);
  const text = composeComment(reports, runUrl === undefined ? {} : { runUrl });
  const file = join(folder, "comment.md");
  await writeFile(file, `${text}\n`);
  await append("GITHUB_STEP_SUMMARY", `${text}\n`);
  const verdict = overallVerdict(reports.stacks);
  for (const [name, value] of Object.entries({ verdict, reports: folder, comment: file })) {
    await append("GITHUB_OUTPUT", outputLines(name, value));
  }
  process.stdout.write(`${verdict}: the reports are in ${folder}\n`);
}

async function comment(folder: string): Promise<void> {
  const reports = await readFolder(resolve(from, folder));
  const { number, directory } = reports.about;
  if (number === undefined) {
    say({ done: "skipped", because: "the workflow runs for no pull request" });
    return;
  }
  const runUrl = runUrlOf(env);
  const body = composeComment(reports, runUrl === undefined ? {} : { runUrl });
  say(await upsertComment(api(), { repository: repositoryOf(env), number, marker: markerOf(directory), body }));
}

async function onRun(): Promise<void> {
  say(await commentOnRun(api(), repositoryOf(env), workflowRunOf(await readEvent(env))));
}

async function readFolder(folder: string): Promise<ReturnType<typeof readReports>> {
  try {
    const names = await readdir(folder);
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
    return readReports(new Map(names.map((name, at) => [name, texts[at] ?? ""])));
  } catch (error) {
    if (error instanceof CodedError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new CodedError("E_PULL_REQUEST_INPUT", `the folder must hold the reports of prove, got: ${reason}`, folder);
  }
}

function api(): GitHub {
  const url = env["GITHUB_API_URL"] ?? "";
  return gitHub({
    url: url === "" ? "https://api.github.com" : url.replace(/\/+$/, ""),
    token: required(env, "GITHUB_TOKEN", "a token that may write comments"),
  });
}

/** What became of the comment; where there is none, the summary of the run has it. */
function say(commented: Commented): void {
  const because =
    commented.done === "refused"
      ? "the token may not write comments, as that of a pull request from a fork; the summary of the run has the report"
      : "because" in commented
        ? commented.because
        : undefined;
  const url = "url" in commented && commented.url !== undefined ? `: ${commented.url}` : "";
  const line =
    because === undefined
      ? `the comment is ${commented.done}${url}`
      : annotationCommand({ level: "notice", title: "No comment", message: because });
  process.stdout.write(`${line}\n`);
}

/** Adds to a file that GitHub reads after the step; on another machine there is none. */
async function append(variable: string, text: string): Promise<void> {
  const file = env[variable] ?? "";
  if (file !== "") await appendFile(file, text);
}

program.parseAsync().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.stdout.write(`${annotationCommand({ level: "error", title: "static-site-ha", message })}\n`);
  process.exitCode = 2;
});
