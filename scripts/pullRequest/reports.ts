import { z } from "zod";
import { CodedError } from "../../aws/codedError";
import { parseBaseline, type Baseline } from "../../drills/proof";
import { parseAs } from "../../drills/schema";
import { parseProof, type ProofFile } from "./proofFile";

/** What the check of a pull request leaves of one stack. */
export interface StackReport {
  readonly stack: string;
  readonly proof?: ProofFile;
  /** Why there is no proof. */
  readonly refused?: string;
  /** The proof of the base branch. */
  readonly baseline?: Baseline;
  /** Why there is none, though one was asked for. */
  readonly noBaseline?: string;
  /** What `pulumi preview --diff` printed. */
  readonly preview?: string;
}

/** Which pull request, and which commits. */
export interface About {
  readonly number?: number | undefined;
  /** The commit that is proposed. */
  readonly head?: string | undefined;
  /** The commit that it was compared with. */
  readonly base?: string | undefined;
  /** The folder of the Pulumi project, as the workflow names it. */
  readonly directory: string;
}

/** Everything that the check of a pull request leaves. */
export interface Reports {
  readonly about: About;
  readonly stacks: readonly StackReport[];
}

/** The file that says what the others are about. */
export const aboutFile = "pull-request.json";

/** The kinds of files of a stack; `junit` and `markdown` are for other readers than the comment. */
export const kinds = {
  proof: "proof.json",
  baseline: "baseline.json",
  refused: "refused.txt",
  noBaseline: "no-baseline.txt",
  preview: "preview.txt",
  junit: "junit.xml",
  markdown: "proof.md",
} as const;

export type Kind = keyof typeof kinds;

/** How a stack's file is called: `prod.proof.json`. */
export function reportFile(stack: string, kind: Kind): string {
  return `${stack}.${kinds[kind]}`;
}

const stackPattern = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";

/** Whether a stack can have files of its own; Pulumi's organization and project before a `/` cannot stand in them. */
export function isStackName(text: string): boolean {
  return new RegExp(`^${stackPattern}$`).test(text);
}

/** The stack and the kind of a file by its name; nothing of a file that is none of these. */
export function stackOfFile(name: string): { readonly stack: string; readonly kind: Kind } | undefined {
  const [, stack, rest] = new RegExp(`^(${stackPattern})\\.([a-z.-]+)$`).exec(name) ?? [];
  const kind = (Object.keys(kinds) as Kind[]).find((one) => kinds[one] === rest);
  return stack === undefined || kind === undefined ? undefined : { stack, kind };
}

const commit = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, "must be a commit's id");
const aboutSchema = z.object({
  number: z.int("must be a pull request's number").positive("must be a pull request's number").optional(),
  head: commit.optional(),
  base: commit.optional(),
  directory: z.string().max(1_000, "must be a folder of the repository"),
});

/**
 * Reads the files, by name, whoever wrote them: what they hold is checked, what has another name is left aside. Throws
 * `E_PULL_REQUEST_REPORT` or `E_BASELINE` naming the field, the value got and what to supply.
 */
export function readReports(files: ReadonlyMap<string, string>): Reports {
  const about = parseAs(
    aboutSchema,
    parseJson(aboutFile, files.get(aboutFile) ?? ""),
    "E_PULL_REQUEST_REPORT",
    `${aboutFile} must say what was checked`,
  );
  const stacks = new Map<string, StackReport>();
  for (const [name, text] of files) {
    const of = stackOfFile(name);
    if (of === undefined) continue;
    stacks.set(of.stack, { ...(stacks.get(of.stack) ?? { stack: of.stack }), ...parsed(of.kind, name, text) });
  }
  return { about, stacks: [...stacks.values()].sort((a, b) => (a.stack < b.stack ? -1 : 1)) };
}

function parsed(kind: Kind, name: string, text: string): Partial<StackReport> {
  if (kind === "proof") return { proof: parseProof(parseJson(name, text)) };
  if (kind === "baseline") return { baseline: parseBaseline(parseJson(name, text)) };
  return kind === "junit" || kind === "markdown" ? {} : { [kind]: text };
}

/** Throws `E_PULL_REQUEST_REPORT`. */
export function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const got = text === "" ? "nothing" : `${JSON.stringify(text.slice(0, 40))}…`;
    throw new CodedError("E_PULL_REQUEST_REPORT", `${name} must be JSON, got ${got}`, name);
  }
}

/** `refused`: a stack could not be proved at all. */
export type OverallVerdict = ProofFile["verdict"] | "refused";

const worstFirst: readonly OverallVerdict[] = ["refused", "failed", "undecided", "vacuous"];

/** The verdict on a stack; none where nobody asked for one. */
export function verdictOf({ refused, proof }: StackReport): OverallVerdict | undefined {
  return refused === undefined ? proof?.verdict : "refused";
}

/** The worst verdict of all stacks. Without any stack it is `refused`: nothing was proved. */
export function overallVerdict(stacks: readonly StackReport[]): OverallVerdict {
  const verdicts = stacks.map(verdictOf).filter((one) => one !== undefined);
  return worstFirst.find((one) => verdicts.includes(one)) ?? (verdicts.length === 0 ? "refused" : "passed");
}
