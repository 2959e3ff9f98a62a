import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { z } from "zod";
import { differenceFrom, parseBaseline, proofJUnit, proofMarkdown, type Proof } from "../../drills/proof";
import { annotationsOf } from "./annotations";
import { CodedError } from "../../aws/codedError";
import {
  aboutFile,
  isStackName,
  parseJson,
  readReports,
  reportFile,
  type About,
  type Kind,
  type Reports,
} from "./reports";
import { annotationCommand, printable, type Annotation } from "./workflowCommands";

/** What is proved, and what it is compared with. */
export interface ProveStacksOptions {
  /** The folder that paths are taken from. */
  readonly from: string;
  /** The folder of the Pulumi project. */
  readonly directory: string;
  readonly stacks: readonly string[];
  /** The project in a checkout of the base branch, or the file of an earlier proof of the only stack. */
  readonly baseline?: string;
  readonly budget?: string;
  /** The published files, where they are not the sample site; a folder of the project. */
  readonly content?: string;
  /** The folder that the reports are written to. */
  readonly out: string;
  readonly about: Omit<About, "directory">;
  /** The command line of this package. */
  readonly cli: string;
  readonly print: (line: string) => void;
}

/**
 * Proves every stack, and those of the base branch by the same command line, so that what differs is the site. Leaves the
 * reports in a folder, prints an annotation for everything that failed, and gives the reports. Throws `E_PULL_REQUEST_INPUT`
 * before anything is proved.
 */
export async function proveStacks(options: ProveStacksOptions): Promise<Reports> {
  const { from, stacks, about, print } = options;
  const directory = relative(from, resolve(from, options.directory)) || ".";
  const out = resolve(from, options.out);
  refuseStacks(stacks);
  refuseFolder(options);
  const baseline = await baselineOf(options);
  // What an earlier run left would be taken for this one's.
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const files = new Map([[aboutFile, JSON.stringify({ ...about, directory })]]);
  for (const stack of stacks) {
    for (const [kind, text] of await reportsOf(stack, baseline, out, options)) files.set(reportFile(stack, kind), text);
    const file = annotatedFile(from, directory, stack);
    for (const one of annotationsFor(stack, file, files)) print(annotationCommand(one));
  }
  for (const [name, text] of files) await writeFile(join(out, name), text);
  return readReports(files);
}

function refuseStacks(stacks: readonly string[]): void {
  const wrong = stacks.find((stack) => !isStackName(stack));
  if (stacks.length > 0 && wrong === undefined && new Set(stacks).size === stacks.length) return;
  const got = stacks.length === 0 ? "nothing" : stacks.join(" ");
  const names = "names of stacks as in Pulumi.NAME.yaml, without organization, each once";
  throw new CodedError("E_PULL_REQUEST_INPUT", `stack must be ${names}, got ${got}`, "stack");
}

/** It is emptied first: nothing of the user's may lie in it. */
function refuseFolder({ from, out, directory }: ProveStacksOptions): void {
  const target = resolve(from, out);
  const isBelow = (path: string, folder: string): boolean => `${path}/`.startsWith(`${folder}/`);
  if (target !== from && isBelow(target, from) && !isBelow(resolve(from, directory), target)) return;
  const must = "a folder below the one that the workflow runs in, other than the project's";
  throw new CodedError("E_PULL_REQUEST_INPUT", `reports must be ${must}, got ${out}`, "reports");
}

type BaselineSource = { readonly project: string } | { readonly file: string } | undefined;

async function baselineOf({ from, baseline, stacks }: ProveStacksOptions): Promise<BaselineSource> {
  if (baseline === undefined) return undefined;
  const path = resolve(from, baseline);
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() === true) return { project: path };
  if (found?.isFile() === true && stacks.length === 1) {
    parseBaseline(parseJson("baseline", await readFile(path, "utf8")));
    return { file: path };
  }
  const must =
    "the project's folder in a checkout of the base branch, or, with one stack, the file of an earlier proof";
  const got = found === undefined ? `${baseline}, which is not there` : `${baseline} with ${stacks.length} stacks`;
  throw new CodedError("E_PULL_REQUEST_INPUT", `baseline must be ${must}, got ${got}`, "baseline");
}

type StackFiles = readonly (readonly [Kind, string])[];

async function reportsOf(
  stack: string,
  baseline: BaselineSource,
  out: string,
  options: ProveStacksOptions,
): Promise<StackFiles> {
  const { from, directory } = options;
  const [head, base] = await Promise.all([
    runProve(stack, resolve(from, directory), join(out, reportFile(stack, "proof")), options),
    baseProof(stack, baseline, join(out, reportFile(stack, "baseline")), options),
  ]);
  const before: StackFiles =
    base === undefined ? [] : "refused" in base ? [["noBaseline", base.refused]] : [["baseline", base.json]];
  if ("refused" in head) return [["refused", head.refused], ...before];
  // Our own command line has just written it.
  const proof = JSON.parse(head.json) as Proof;
  const difference =
    base === undefined || "refused" in base ? undefined : differenceFrom(parseBaseline(JSON.parse(base.json)), proof);
  return [
    ["proof", head.json],
    ["junit", proofJUnit(proof)],
    ["markdown", proofMarkdown(proof, difference)],
    ...before,
  ];
}

type Proved = { readonly json: string } | { readonly refused: string };

async function baseProof(
  stack: string,
  baseline: BaselineSource,
  file: string,
  options: ProveStacksOptions,
): Promise<Proved | undefined> {
  if (baseline === undefined) return undefined;
  if ("project" in baseline) return runProve(stack, baseline.project, file, options);
  await copyFile(baseline.file, file);
  return { json: await readFile(file, "utf8") };
}

/** Proves a stack in a child. Its exit code is 1 where a promise does not hold, and more where there is no proof. */
async function runProve(
  stack: string,
  project: string,
  file: string,
  { cli, budget, content, print }: ProveStacksOptions,
): Promise<Proved> {
  const optional = [
    ...(budget === undefined ? [] : ["--budget", budget]),
    ...(content === undefined ? [] : ["--content", resolve(project, content)]),
  ];
  const args = [cli, "prove", "-C", project, "--stack", stack, "--format", "json", "--out", file, ...optional];
  const child = spawn(process.execPath, args, { cwd: project, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const hear = (chunk: Buffer): void => {
    // The end of it has the reason.
    said = `${said}${chunk.toString()}`.slice(-100_000);
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  await once(child, "close");
  if (said.trim() !== "") print(printable(said.trimEnd()));
  if ((child.exitCode === 0 || child.exitCode === 1) && existsSync(file)) return { json: await readFile(file, "utf8") };
  return {
    refused: said.trim() === "" ? `prove ended with ${String(child.exitCode ?? child.signalCode)}` : plain(said.trim()),
  };
}

/** What a command printed, its refusals as sentences: under `--format json` they are JSON. */
function plain(said: string): string {
  const refusal = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
  return said
    .split("\n")
    .map((line) => {
      if (!line.startsWith("{")) return line;
      try {
        const { code, message } = refusal.parse(JSON.parse(line)).error;
        return `${code}: ${message}`;
      } catch {
        return line;
      }
    })
    .join("\n");
}

/** The stack's configuration, else the project's file: somewhere that a reader of the change sees. */
function annotatedFile(from: string, directory: string, stack: string): string {
  const names = [`Pulumi.${stack}.yaml`, "Pulumi.yaml"].map((name) => join(directory, name));
  return names.find((name) => existsSync(resolve(from, name))) ?? "Pulumi.yaml";
}

function annotationsFor(stack: string, file: string, files: ReadonlyMap<string, string>): readonly Annotation[] {
  const of = (kind: Kind): string | undefined => files.get(reportFile(stack, kind));
  const [junit, refused, noBaseline] = [of("junit"), of("refused"), of("noBaseline")];
  const lastLine = (text: string): string => text.trimEnd().split("\n").at(-1) ?? "";
  return [
    ...(junit === undefined ? [] : annotationsOf(junit, { stack, file })),
    ...(refused === undefined
      ? []
      : [{ level: "error" as const, title: `${stack}: no proof`, message: lastLine(refused), file }]),
    ...(noBaseline === undefined
      ? []
      : [
          {
            level: "warning" as const,
            title: `${stack}: nothing to compare with`,
            message: `the base branch could not be proved: ${lastLine(noBaseline)}`,
            file,
          },
        ]),
  ];
}
